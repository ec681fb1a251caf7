import { mount, flushPromises } from '@vue/test-utils';
import { answered, noteAnswer } from '@/messages/asked';
import { MOMENTS } from '@/messages/moments';
import MessageAsk from '@/messages/message-ask.vue';
import { idsOf } from '@/messages/templates';
import { signIn } from '@/session/session';
import { answerWith } from './stand-ins/cloud';

beforeAll(async () => {
  answerWith({
    signIn: () => ({ ok: true, data: { userId: 'u1', roles: ['patient'], recipients: [], addresses: [] }, at: 1 }),
  });
  await signIn();
});
beforeEach(() => jest.resetModules());
afterEach(() => delete (globalThis as { wx?: unknown }).wx);

test('ids come from what the build was told, at most three at a time', () => {
  expect(idsOf(['orderAccepted', 'searchDelayed'], { orderAccepted: 'T1', newOffer: 'T2' })).toEqual(['T1']);
  expect(Object.values(MOMENTS).filter(({ templates }) => templates.length > 3)).toEqual([]);
});

test('an answer is remembered for this visit, not for another', () => {
  noteAnswer('paid', 'o1', 'no');
  expect([answered('paid', 'o1'), answered('paid', 'o2'), answered('searching', 'o1')]).toEqual(['no', null, null]);
  noteAnswer('paid', 'o1', 'yes');
  expect(answered('paid', 'o1')).toBe('yes');
  for (let n = 0; n < 60; n += 1) noteAnswer('paid', `later${n}`, 'no');
  expect(answered('paid', 'o1')).toBeNull();
});

/** The weapp file, in a WeChat that answers so. */
async function inWeChat(answers: Record<string, string> | Error) {
  const requestSubscribeMessage = jest.fn((options) =>
    answers instanceof Error ? options.fail({ errCode: 20004 }) : options.success(answers),
  );
  (globalThis as { wx?: unknown }).wx = { requestSubscribeMessage };
  const host = await import('@/messages/request.weapp');
  return { ...host, requestSubscribeMessage };
}

test.each<[string, Record<string, string> | Error, string, object[]]>([
  [
    'one of two allowed',
    { T1: 'accept', T2: 'reject' },
    'yes',
    [
      { template: 'orderAccepted', answer: 'accept' },
      { template: 'searchDelayed', answer: 'reject' },
    ],
  ],
  [
    'with a sound as well',
    { T1: 'acceptWithAudio', T2: 'ban' },
    'yes',
    [
      { template: 'orderAccepted', answer: 'accept' },
      { template: 'searchDelayed', answer: 'ban' },
    ],
  ],
  ['messages switched off', new Error(), 'no', []],
])('WeChat is asked once, and the server is told what it answered: %s', async (_, answers, answer, told) => {
  jest.spyOn(console, 'warn').mockImplementation(() => {});
  const { requestMessages, noMessagesBecause, requestSubscribeMessage } = await inWeChat(answers);
  expect(noMessagesBecause).toBe('');
  jest.doMock('@/messages/request', () => ({ requestMessages, noMessagesBecause }));
  jest.doMock('@/messages/templates', () => ({
    idsOf: ([name]: string[]) => (name === 'orderAccepted' ? ['T1'] : name === 'searchDelayed' ? ['T2'] : []),
  }));
  const cloud = await import('./stand-ins/cloud');
  cloud.answerWith({ ownData: () => ({ ok: true, data: { kind: 'messageConsents', left: {} }, at: 1 }) });
  const { askLeave } = await import('@/messages/ask-leave');
  expect(await askLeave(['orderAccepted', 'searchDelayed', 'orderCancelled'])).toBe(answer);
  expect(requestSubscribeMessage.mock.calls.map(([{ tmplIds }]) => tmplIds)).toEqual([['T1', 'T2']]);
  expect(cloud.asked).toEqual(told.length > 0 ? [['ownData', { kind: 'messageConsents', answers: told }]] : []);
  jest.restoreAllMocks();
  jest.dontMock('@/messages/request');
  jest.dontMock('@/messages/templates');
});

test('a WeChat without messages says so', async () => {
  (globalThis as { wx?: unknown }).wx = {};
  expect((await import('@/messages/request.weapp')).noMessagesBecause).toContain('更新微信');
});

test('in a browser it is explained instead, and nothing can be tapped', async () => {
  const shown = mount(MessageAsk, { props: { moment: 'searching', subject: 'o9' } });
  await flushPromises();
  expect(shown.find('[data-test=no-messages]').text()).toContain('网页里收不到微信提醒');
  expect(shown.find('[data-test=ask-messages]').exists()).toBe(false);
});
