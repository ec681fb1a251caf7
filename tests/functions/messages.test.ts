/** One's own messages, what WeChat was allowed to send, the desk's list of whom to phone, and what could not be done at all. */
import type { MessagePayload } from '#cloud/outbox';
import type { MessageConsentsReply, MessageSettingsReply, OwnMessagesReply } from '#contract/ownMessages';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { paid } from './paying';
import { openWorld, type As, type World } from './world';

const [FAMILY, OTHER] = FAMILIES;
const [NURSE] = NURSES;
const CLERK = { uid: 'operator-1' };
let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world?.stop());

async function queued(_id: string, more: Partial<MessagePayload> = {}, orderId = '') {
  const now = world.now();
  const words = { orderId, service: '普通伤口换药', time: '11月24日 10:00', note: _id };
  const whom = { to: 'patient', openid: FAMILY.openid, uid: '', personId: FAMILY.userId } as const;
  const payload = { template: 'nurseDeparted', ...whom, startAt: TOMORROW_TEN, words, ...more };
  const row = { _id, kind: 'message', payload, orderId, state: 'waiting', attempts: 0, nextAttemptAt: now };
  await world.db.collection('outbox').add({ ...row, createdAt: now, lastError: '' });
}
const inbox = (as: As, side = 'patient', more: object = {}) =>
  world.ok<OwnMessagesReply>('ownData', { kind: 'messages', as: side, ...more }, as);

async function commanded(words: object) {
  const _id = `command-${Math.random().toString(36).slice(2)}`;
  const row = { _id, ...words, requestedBy: CLERK.uid, requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(row);
  await world.ok('runCommand', { commandId: _id }, CLERK);
  return (await world.find('opCommands', { _id }))[0];
}

describe('the inbox', () => {
  test('an order that was paid lies in both inboxes, each with its own way; nobody sees another’s', async () => {
    const orderId = await paid(world, 'full');
    await world.tick('outboxTimer');
    const [newest] = (await inbox(FAMILY)).messages;
    expect(newest).toMatchObject({ title: '支付成功', text: '支付成功', isRead: false });
    expect(newest?.page).toBe(`packages/order/order/index?orderId=${orderId}`);
    const hers = await inbox(NURSE, 'nurse');
    expect(hers.messages[0]).toMatchObject({
      title: '支付成功',
      page: `packages/visit/visit/index?orderId=${orderId}`,
    });
    expect(await inbox(NURSE)).toMatchObject({ messages: [], unread: 0 });
    expect(await inbox(OTHER)).toMatchObject({ messages: [], unread: 0 });
    expect(await inbox(OTHER, 'nurse')).toMatchObject({ messages: [], unread: 0 });
  });

  test('one is read, then all; what is another’s stays unread', async () => {
    const { messages, unread } = await inbox(FAMILY);
    expect(unread).toBe(messages.length);
    const read = (as: As, messageId?: string) =>
      world.ok<OwnMessagesReply>(
        'ownData',
        { kind: 'readMessages', as: 'patient', ...(messageId && { messageId }) },
        as,
      );
    const { messageId } = messages[0] as { messageId: string };
    await read(OTHER, messageId);
    expect((await inbox(FAMILY)).unread).toBe(unread);
    expect((await read(FAMILY, messageId)).unread).toBe(unread - 1);
    expect((await read(FAMILY)).unread).toBe(0);
    expect((await inbox(NURSE, 'nurse')).unread).toBeGreaterThan(0);
  });

  test('older ones come page by page, each once', async () => {
    for (let number = 0; number < 25; number += 1) {
      await world.jumpTo(world.now() + 1);
      await queued(`page-${number}`);
    }
    await world.tick('outboxTimer');
    const first = await inbox(FAMILY);
    const second = await inbox(FAMILY, 'patient', { before: first.next });
    const ids = [...first.messages, ...second.messages].map(({ messageId }) => messageId);
    expect(first.messages).toHaveLength(20);
    expect(second.next).toBeNull();
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['page-0', 'page-24']));
  });
});

describe('what WeChat may send', () => {
  const answer = (answers: object, as: As = OTHER) =>
    world.ok<MessageConsentsReply>('ownData', { kind: 'messageConsents', answers }, as);
  const left = async () => (await world.ok<MessageSettingsReply>('ownData', { kind: 'messageSettings' }, OTHER)).left;
  const whom = { openid: OTHER.openid, personId: OTHER.userId };

  test('each yes is one message, each message sent one less, a no ends it', async () => {
    await answer([{ template: 'nurseDeparted', answer: 'accept' }]);
    const both = [
      { template: 'nurseDeparted', answer: 'accept' },
      { template: 'visitFinished', answer: 'accept' },
    ];
    expect((await answer(both)).left).toEqual({ nurseDeparted: 2, visitFinished: 1 });
    await queued('counted', whom);
    await world.tick('outboxTimer');
    expect(await left()).toEqual({ nurseDeparted: 1, visitFinished: 1 });
    expect((await answer([{ template: 'visitFinished', answer: 'reject' }])).left).toMatchObject({ visitFinished: 0 });
  });

  test('WeChat’s own "refused" is believed; nothing is counted below zero', async () => {
    const steer = (body: object) =>
      fetch(`${world.cloud.emulator.url}/_emulator/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await steer({ refusingOpenids: [OTHER.openid] });
    await queued('refused-by-wechat', whom);
    await world.tick('outboxTimer');
    expect(await left()).toEqual({ nurseDeparted: 0, visitFinished: 0 });
    await steer({ refusingOpenids: [] });
    await queued('allowed-elsewhere', whom);
    await world.tick('outboxTimer');
    expect(await left()).toEqual({ nurseDeparted: 0, visitFinished: 0 });
  });

  test('a browser has nothing to allow', async () => {
    const answers = [{ template: 'nurseDeparted', answer: 'accept' }];
    const reply = await world.call('ownData', { kind: 'messageConsents', answers }, { uid: 'uid-browser' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });
});

describe('whom to phone', () => {
  const open = (callId: string, as: As = CLERK) =>
    world.call('openRecord', { callId, item: { kind: 'phone' }, purpose: '电话通知', reason: '通知护士已出发' }, as);

  test('the number is opened with a purpose: one’s own, or the one at the order', async () => {
    const orderId = await paid(world, 'full');
    await queued('to-phone', { openid: '', uid: 'uid-gone', personId: OTHER.userId }, orderId);
    await world.tick('outboxTimer');
    const shown = await open('to-phone');
    expect(shown).toMatchObject({ ok: true, data: { url: null, text: expect.stringMatching(/^1\d{10}$/) } });
    expect(await world.find('auditLog', { purpose: '电话通知：通知护士已出发' })).toMatchObject([
      { actor: CLERK.uid, subject: `orders/${orderId}` },
    ]);
    expect(await open('to-phone', FAMILY)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });

  test('not reached she stays on the list; reached she leaves it, once', async () => {
    const note = (reached: boolean) => commanded({ kind: 'noteCall', callId: 'to-phone', reached, note: '占线' });
    expect(await note(false)).toMatchObject({ state: 'done', answer: '没有打通，仍在电话名单上' });
    expect(await world.find('phoneCalls', { _id: 'to-phone' })).toMatchObject([{ state: 'open', missed: 1 }]);
    expect(await note(true)).toMatchObject({ state: 'done', answer: '已打电话通知' });
    expect(await world.find('phoneCalls', { _id: 'to-phone' })).toMatchObject([{ state: 'done', doneBy: CLERK.uid }]);
    expect(await note(true)).toMatchObject({ state: 'refused' });
    expect(await open('to-phone')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });
});

describe('what could not be done', () => {
  test('a refund nobody took stands at the desk, and is asked for again under its number', async () => {
    const orderId = await paid(world, 'full');
    const { wechatPay } = world.cloud.standIns;
    wechatPay.script({ refund: 'notEnough' });
    await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '时间有变' }, FAMILY);
    await world.tick('outboxTimer');
    const [errand] = await world.find<{ _id: string }>('outbox', { orderId, kind: 'refund' });
    const outboxId = errand?._id ?? '';
    await world.db.collection('outbox').doc(outboxId).update({ attempts: 39, nextAttemptAt: world.now() });
    await world.tick('outboxTimer');
    const alert = { _id: `outbox:${outboxId}` };
    expect(await world.find('operatorAlerts', alert)).toMatchObject([{ kind: 'deadLetter', orderId, state: 'open' }]);
    wechatPay.script({ reset: true });
    expect(await commanded({ kind: 'retryErrand', outboxId })).toMatchObject({ state: 'done' });
    expect(await world.find('operatorAlerts', alert)).toMatchObject([{ state: 'closed' }]);
    await world.tick('outboxTimer');
    expect(await world.find('outbox', { _id: outboxId })).toMatchObject([{ state: 'done' }]);
    expect(await world.find('refunds', { orderId })).toMatchObject([
      { state: expect.stringMatching(/processing|succeeded/) },
    ]);
    expect(await commanded({ kind: 'retryErrand', outboxId })).toMatchObject({ state: 'refused' });
  });

  test('a message nobody can word is given up after its tries, and does not hold up the others', async () => {
    await queued('unworded', { template: 'noSuchKind' as MessagePayload['template'] });
    await world.db.collection('outbox').doc('unworded').update({ attempts: 19 });
    await queued('behind');
    await world.tick('outboxTimer');
    expect(await world.find('outbox', { _id: 'unworded' })).toMatchObject([{ state: 'dead' }]);
    expect(await world.find('operatorAlerts', { _id: 'outbox:unworded' })).toHaveLength(1);
    expect(await world.find('outbox', { _id: 'behind' })).toMatchObject([{ state: 'done' }]);
  });
});
