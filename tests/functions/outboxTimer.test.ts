/** Effects after the commit: delivered once, tried again with pauses, given up where trying again changes nothing. */
import type { MessagePayload, MessageRow } from '#cloud/outbox';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { paid } from './paying';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.stop());

const steer = async (path: string, body?: object) => {
  const init = body
    ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    : {};
  return (await fetch(`${world.cloud.emulator.url}/_emulator/${path}`, init)).json() as Promise<
    Record<string, unknown>
  >;
};
interface Sent {
  readonly errcode: number;
  readonly functionName: string;
  readonly values: { touser: string; template_id: string; page?: string; data: Record<string, { value: string }> };
}
const sentTo = async (openid: string) =>
  ((await steer('messages')).messages as Sent[]).filter(({ values }) => values.touser === openid);
const family = FAMILIES[0].openid;

/** A message of our own in the queue. */
async function queued(_id: string, more: Partial<MessagePayload> = {}) {
  const now = world.now();
  const words = { orderId: 'x', service: '普通伤口换药', time: '11月24日 10:00', note: '支付成功', ...more.words };
  const payload = {
    template: 'orderPaid',
    to: 'patient',
    openid: family,
    uid: '',
    startAt: TOMORROW_TEN,
    ...more,
    words,
  };
  const row = { _id, kind: 'message', payload, orderId: 'x', state: 'waiting', attempts: 0, nextAttemptAt: now };
  await world.db.collection('outbox').add({ ...row, createdAt: now, lastError: '' });
}
const row = async (_id: string) => (await world.find<MessageRow>('outbox', { _id }))[0];

test('a payment is told to the patient through WeChat, by the function that may, with no name in it', async () => {
  const orderId = await paid(world, 'full');
  await world.tick('outboxTimer');
  const told = (await sentTo(family)).find(({ values }) => values.template_id === 'local-orderPaid');
  expect(told).toMatchObject({ errcode: 0, functionName: 'outboxTimer' });
  expect(told?.values.data).toMatchObject({ thing1: { value: '普通伤口换药' } });
  expect(JSON.stringify(told)).not.toContain('王秀兰');
  expect(told?.values.page).toBe(`packages/order/order/index?orderId=${orderId}`);
  const [toNurse] = await sentTo(NURSES[0].openid);
  expect(toNurse?.values.page).toBe('pages/offers/index');
  expect((await sentTo(NURSES[0].openid)).at(-1)?.values.page).toBe(`packages/visit/visit/index?orderId=${orderId}`);
  expect((await world.find<MessageRow>('outbox', { orderId })).filter(({ state }) => state === 'waiting')).toEqual([]);
});

test('a refund that WeChat Pay would not take for days waits for a person', async () => {
  const orderId = await paid(world, 'full');
  world.cloud.standIns.wechatPay.script({ refund: 'notEnough' });
  await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '时间有变' }, FAMILIES[0]);
  await world.tick('outboxTimer');
  const [errand] = await world.find<MessageRow>('outbox', { orderId, kind: 'refund' });
  expect(errand).toMatchObject({ state: 'waiting' });
  await world.db
    .collection('outbox')
    .doc(errand?._id ?? '')
    .update({ attempts: 39, nextAttemptAt: world.now() });
  await world.tick('outboxTimer');
  world.cloud.standIns.wechatPay.script({ reset: true });
  expect(await row(errand?._id ?? '')).toMatchObject({ state: 'dead', attempts: 40 });
  expect(await world.find('refunds', { orderId })).toMatchObject([{ state: 'abnormal', amountFen: 16_700 }]);
});

test('two timers at once send a message once', async () => {
  const before = (await sentTo(family)).length;
  await queued('once');
  await Promise.all([world.tick('outboxTimer'), world.tick('outboxTimer'), world.tick('outboxTimer')]);
  expect((await sentTo(family)).length - before).toBe(1);
  expect(await row('once')).toMatchObject({ state: 'done', reached: 'weChat', tried: { weChat: { tries: 1 } } });
});

test('who has refused WeChat is not asked again; the inbox has the message all the same', async () => {
  await steer('faults', { refusingOpenids: ['o-refuses'] });
  await queued('refused', { openid: 'o-refuses' });
  await queued('no-phone', { openid: '', uid: 'uid-browser' });
  await world.tick('outboxTimer');
  const refused = await row('refused');
  expect(refused).toMatchObject({ state: 'done', reached: null, tried: { weChat: { state: 'refused', tries: 1 } } });
  expect(refused?.tried?.weChat?.why).toContain('43101');
  expect(await row('no-phone')).toMatchObject({ state: 'done', reached: null });
  await world.tick('outboxTimer');
  expect(await sentTo('o-refuses')).toHaveLength(1);
  expect(await world.find('inbox', { _id: 'refused' })).toMatchObject([
    {
      title: '支付成功',
      about: '普通伤口换药 11月24日 10:00',
      state: 'unread',
      patientOpenid: 'o-refuses',
      nurseOpenid: '',
    },
  ]);
});

test('a busy system is tried again after 15 seconds, then 30, three times in all', async () => {
  await steer('faults', { failing: { 'subscribeMessage.send': -1 } });
  await queued('busy');
  await world.tick('outboxTimer');
  const { nextAttemptAt = 0, createdAt = 0 } = (await row('busy')) ?? {};
  expect(await row('busy')).toMatchObject({ state: 'waiting', tried: { weChat: { state: 'busy', tries: 1 } } });
  expect(nextAttemptAt - createdAt).toBeGreaterThanOrEqual(15_000);
  expect(nextAttemptAt - createdAt).toBeLessThan(25_000);
  await world.tick('outboxTimer');
  expect(await row('busy')).toMatchObject({ tried: { weChat: { tries: 1 } } });
  for (const seconds of [16, 31]) {
    await world.jumpTo(world.now() + seconds * 1000);
    await world.tick('outboxTimer');
  }
  expect(await row('busy')).toMatchObject({
    state: 'done',
    reached: null,
    tried: { weChat: { state: 'busy', tries: 3 } },
  });
  await steer('faults', { failing: { 'subscribeMessage.send': 0 } });
});

test('words and moments are in the form of their fields; long words are cut to what WeChat takes', async () => {
  await queued('long', { words: { service: '一二三四五六七八九十一二三四五六七八九十多' } });
  await world.tick('outboxTimer');
  expect((await sentTo(family)).at(-1)?.values.data).toEqual({
    thing1: { value: '一二三四五六七八九十一二三四五六七八九…' },
    time2: { value: '2026年11月24日 10:00' },
    thing4: { value: '支付成功' },
  });
});

test('what WeChat would not take is not sent at all: the next channel has it', async () => {
  const before = (await sentTo(family)).length;
  await queued('wordless', { words: { note: '' } });
  await world.tick('outboxTimer');
  expect(await row('wordless')).toMatchObject({
    tried: { weChat: { state: 'refused', why: 'orderPaid.thing4 does not take what it was given' } },
  });
  expect(await sentTo(family)).toHaveLength(before);
});

describe('by text message', () => {
  const PHONE = '13800001234';
  const sms = (_id: string) =>
    world.cloud.standIns.tencentCloud.sms().filter(({ sessionContext }) => sessionContext === _id);
  const script = (change: Parameters<World['cloud']['standIns']['tencentCloud']['script']>[0]) =>
    world.cloud.standIns.tencentCloud.script(change);
  const departed = (_id: string, more: Partial<MessagePayload> = {}) =>
    queued(_id, {
      template: 'nurseDeparted',
      openid: 'o-refuses',
      personId: FAMILIES[1].userId,
      ...more,
      words: { note: _id },
    });
  /** A minute passes: text messages of the same words are not sent within half a minute. */
  const later = async (seconds = 61) => {
    await world.jumpTo(world.now() + seconds * 1000);
    await world.tick('outboxTimer');
  };
  beforeAll(async () => {
    await steer('faults', { refusingOpenids: ['o-refuses'] });
    const { seal } = await import('#cloud/personalData');
    const { userId } = FAMILIES[1];
    await world.db
      .collection('users')
      .doc(userId)
      .update({ phoneCipher: seal(PHONE, `users/${userId}/phone`), maskedPhone: '138****1234' });
  });
  afterEach(() => script({ reset: true }));

  test('who refuses WeChat gets one; it holds no name and no place, and opening the number is on record', async () => {
    await departed('by-sms');
    await world.tick('outboxTimer');
    expect(sms('by-sms')).toMatchObject([
      { phoneNumber: `+86${PHONE}`, params: ['普通伤口换药', '11月24日 10:00'], code: 'Ok' },
    ]);
    expect(await row('by-sms')).toMatchObject({ state: 'waiting', tried: { sms: { state: 'accepted' } } });
    expect(await world.find('auditLog', { purpose: 'message by-sms' })).toHaveLength(1);
    await later();
    expect(await row('by-sms')).toMatchObject({
      state: 'done',
      reached: 'sms',
      tried: { sms: { state: 'sent', why: 'DELIVRD' } },
    });
    expect(sms('by-sms')).toHaveLength(1);
  });

  test('it never reached the phone: the desk is to phone, and sees no number', async () => {
    script({ smsReceipt: { status: 'FAIL' } });
    await departed('lost');
    await world.tick('outboxTimer');
    await later();
    expect(await row('lost')).toMatchObject({ state: 'done', reached: 'call' });
    const [call] = await world.find('phoneCalls', { _id: 'lost' });
    expect(call).toMatchObject({ state: 'open', title: '护士已出发', to: 'patient', personId: FAMILIES[1].userId });
    expect(JSON.stringify(call)).not.toContain(PHONE);
  });

  test('no answer, sent: the same words again are refused, and the receipt says that it arrived once', async () => {
    script({ flaky: { action: 'SendSms', share: 1, seed: 1, afterEffect: 1 } });
    await departed('unsure');
    await world.tick('outboxTimer');
    expect(await row('unsure')).toMatchObject({ tried: { sms: { state: 'unknown' } } });
    await later();
    expect(await row('unsure')).toMatchObject({ reached: 'sms', tried: { sms: { state: 'sent' } } });
    const [first, ...again] = sms('unsure').map(({ code }) => code);
    expect(first).toBe('Ok');
    expect(new Set(again)).toEqual(new Set(['LimitExceeded.PhoneNumberThirtySecondLimit']));
  });

  test('no answer three times, not sent: somebody phones', async () => {
    script({ flaky: { action: 'SendSms', share: 1, seed: 1, afterEffect: 0 } });
    await departed('unsent');
    await world.tick('outboxTimer');
    await later();
    expect(await row('unsent')).toMatchObject({ reached: 'call', tried: { sms: { state: 'unknown', asked: true } } });
    expect(sms('unsent')).toHaveLength(0);
  });

  test('a process died while it sent: that channel is left alone', async () => {
    await departed('died', { openid: family });
    const sending = { state: 'sending', tries: 1, at: world.now() };
    await world.db
      .collection('outbox')
      .doc('died')
      .update({ tried: { weChat: sending }, nextAttemptAt: world.now() + 60_000 });
    const before = (await sentTo(family)).length;
    await later();
    expect(await sentTo(family)).toHaveLength(before);
    expect(sms('died')).toHaveLength(1);
  });

  test('who switched text messages off gets none', async () => {
    const as = FAMILIES[1];
    const off = await world.ok('ownData', { kind: 'messageSettings', sms: false }, as);
    expect(off).toMatchObject({ sms: false, maskedPhone: '138****1234' });
    await departed('switched-off');
    await world.tick('outboxTimer');
    expect(sms('switched-off')).toHaveLength(0);
    expect(await row('switched-off')).toMatchObject({ reached: 'call' });
    await world.ok('ownData', { kind: 'messageSettings', sms: true }, as);
  });

  test('an offer that is over is not sent any more', async () => {
    await departed('late', { goodUntil: world.now() - 1 });
    await world.tick('outboxTimer');
    expect(sms('late')).toHaveLength(0);
    expect(await row('late')).toMatchObject({ state: 'done', reached: null, tried: {} });
  });
});

test('by night only what cannot wait rings; the inbox has all of it', async () => {
  await world.jumpTo(Date.parse('2026-11-24T23:00:00+08:00'));
  const before = (await sentTo(family)).length;
  const startAt = Date.parse('2026-11-26T10:00:00+08:00');
  await queued('can-wait', { template: 'visitFinished', startAt });
  await queued('on-her-way', { template: 'nurseDeparted', startAt });
  await queued('tomorrow-early', { template: 'orderCancelled', startAt: Date.parse('2026-11-25T08:00:00+08:00') });
  await world.tick('outboxTimer');
  const told = (await sentTo(family)).slice(before).map(({ values }) => values.template_id);
  expect(told.sort()).toEqual(['local-nurseDeparted', 'local-orderCancelled']);
  const seven = Date.parse('2026-11-25T07:00:00+08:00');
  expect(await row('can-wait')).toMatchObject({ state: 'waiting', nextAttemptAt: seven, kept: true });
  expect(await world.find('inbox', { _id: 'can-wait' })).toHaveLength(1);
  await world.jumpTo(seven);
  await world.tick('outboxTimer');
  expect(await row('can-wait')).toMatchObject({ state: 'done', reached: 'weChat' });
});
