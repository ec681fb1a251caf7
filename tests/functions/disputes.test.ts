/** Money asked back after a visit, from the family's words to WeChat Pay: held, answered, decided by one, by two above the limit. */
import type { OrderView } from '#contract/orders';
import type { Dispute } from '#domain/dispute/dispute';
import { FAMILIES, NURSES } from './people';
import { paid, standing } from './paying';
import { openWorld, type World } from './world';

const [OWNER, STRANGER] = FAMILIES;
const DESK = 'operator-desk';
const FINANCE = 'operator-money';
const DAY = 24 * 3_600_000;
const TEXT = '说好四十五分钟，只做了二十分钟';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.db.collection('operators').add({ _id: DESK, name: '小客', role: '客服' });
  await world.db.collection('operators').add({ _id: FINANCE, name: '财务', role: '财务' });
  const settings = world.db.collection('settings').where({ _id: 'operations' });
  await settings.update({ dispute: { secondLookAboveFen: 10_000 } });
});
afterAll(() => world.stop());

/** Confirmed by the family, whatever the visit was like; how it comes to that has tests of its own. */
async function completed(): Promise<string> {
  const orderId = await paid(world, 'full');
  const done = { status: 'pendingConfirmation', finishedAt: world.now(), statusSince: world.now() };
  await world.db.collection('orders').doc(orderId).update(done);
  await world.ok('confirmOrder', { orderId }, OWNER);
  return orderId;
}
const asks = async (orderId: string, as: { openid: string } = OWNER) => {
  const reply = await world.call('changeOrder', { kind: 'dispute', orderId, reason: '服务没有做完', text: TEXT }, as);
  return reply.ok ? 'ok' : reply.error.code;
};
let commands = 0;
async function orders(uid: string, command: object): Promise<string> {
  const commandId = `dispute${(commands += 1)}`;
  const row = { _id: commandId, ...command, requestedBy: uid, requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(row);
  await world.call('runCommand', { commandId }, { uid });
  const [answered] = await world.find<{ state: string; answer: string }>('opCommands', { _id: commandId });
  return `${answered?.state}: ${answered?.answer}`;
}
const decides = (orderId: string, amountFen: number, bearer = 'platform', uid = DESK) =>
  orders(uid, { kind: 'decideDispute', orderId, amountFen, bearer, reply: '核实过，少做了一半' });
const disputeOf = async (orderId: string) => (await world.find<Dispute>('disputes', { _id: orderId }))[0];
const heldFor = async (orderId: string) =>
  (await world.find<{ holds: readonly { orderId: string }[] }>('incomeHolds'))
    .flatMap(({ holds }) => holds)
    .filter((one) => one.orderId === orderId).length;
const seen = (orderId: string, as: { openid: string } = OWNER) => world.ok<OrderView>('readOrder', { orderId }, as);

test('a family asks, the desk answers and gives a part back; books, points and the nurse’s income follow', async () => {
  const orderId = await completed();
  const before = await standing(world, orderId);
  expect((await seen(orderId)).disputeUntil).toBe((await world.order(orderId)).finishedAt! + 15 * DAY);
  expect(await asks(orderId, STRANGER)).toBe('NOT_FOUND');
  expect(await asks(orderId, NURSES[0])).toBe('FORBIDDEN');
  // Two phones of one family at once: one request.
  expect((await Promise.all([asks(orderId), asks(orderId)])).sort()).toEqual(['DISPUTE_OPEN', 'ok']);
  expect(await heldFor(orderId)).toBe(1);
  expect(JSON.stringify([await world.find('disputes'), await world.find('disputePrivate')])).not.toContain('二十分钟');
  const look = { disputeId: orderId, item: { kind: 'text' }, purpose: '退款核实', reason: '处理退款申请' };
  expect(await world.ok('openRecord', look, { uid: DESK })).toMatchObject({ text: TEXT });

  expect(await orders(DESK, { kind: 'answerDispute', orderId, reply: '已收到，正在核实' })).toBe('done: 已答复');
  expect(await decides(orderId, 16_701)).toMatch(/^refused: 退款不能超过/);
  expect(await decides(orderId, 5000, 'nurse')).toBe('done: 已同意退款 ¥50.00，原路退回 ¥50.00');
  await world.tick('outboxTimer');
  await world.cloud.standIns.wechatPay.tick();
  const order = await world.order(orderId);
  expect(order).toMatchObject({ status: 'completed', money: { refundedFen: 5000, refundingFen: 0 } });
  const after = await standing(world, orderId);
  const nurseFen = Math.floor((5000 * (before.nursePayable ?? 0)) / 16_700);
  expect(after).toEqual({
    ...before,
    wechatClearing: 11_700,
    nursePayable: (before.nursePayable ?? 0) - nurseFen,
    revenue: (before.revenue ?? 0) - (5000 - nurseFen),
  });
  expect(await heldFor(orderId)).toBe(0);
  expect(await seen(orderId)).toMatchObject({
    dispute: { state: 'decided', amountFen: 5000, reply: '核实过，少做了一半' },
    reductions: [{ label: '售后退款', amountFen: 5000 }],
  });
  const reversed = await world.find<{ points: number }>('pointEntries', { orderId });
  expect(reversed.map(({ points }) => points).sort((a, b) => a - b)).toEqual([-50, 167]);
});

test('above the limit finance agrees, or gives it back; two who agree at once pay once', async () => {
  const orderId = await completed();
  expect(await asks(orderId)).toBe('ok');
  expect(await decides(orderId, 12_000)).toBe('done: 已提交，等另一位同事（财务）复核');
  expect(await standing(world, orderId)).toMatchObject({ wechatClearing: 16_700, refundPayable: 0 });
  const confirm = (uid: string, approved = true) => orders(uid, { kind: 'confirmDispute', orderId, approved });
  expect(await confirm(DESK)).toMatch(/^refused/);
  expect(await confirm(FINANCE, false)).toBe('done: 已退回，请重新决定');
  expect(await decides(orderId, 12_000)).toMatch(/^done/);
  const both = await Promise.all([confirm(FINANCE), confirm(FINANCE)]);
  expect(both.filter((one) => one.startsWith('done'))).toHaveLength(1);
  await world.tick('outboxTimer');
  await world.cloud.standIns.wechatPay.tick();
  expect(await standing(world, orderId)).toMatchObject({ wechatClearing: 4700, refundPayable: 0, held: 0 });
});

test('nobody answers: the desk is reminded in time, and an answer ends that', async () => {
  const orderId = await completed();
  expect(await asks(orderId)).toBe('ok');
  const { filedAt = 0 } = (await disputeOf(orderId)) ?? {};
  const alerts = () => world.find<{ text: string }>('operatorAlerts', { _id: `dispute:${orderId}`, state: 'open' });
  await world.jumpTo(filedAt + 20 * 3_600_000);
  await Promise.all([world.tick('paymentTimer'), world.tick('paymentTimer')]);
  expect(await alerts()).toMatchObject([{ text: expect.stringContaining('24 小时') as string }]);
  await orders(DESK, { kind: 'answerDispute', orderId, reply: '对不起，正在核实' });
  expect(await alerts()).toEqual([]);
  await world.jumpTo(filedAt + 6 * DAY);
  await world.tick('paymentTimer');
  expect(await alerts()).toMatchObject([{ text: expect.stringContaining('7 天') as string }]);
  expect(await decides(orderId, 0)).toBe('done: 已答复，不退款');
  expect(await alerts()).toEqual([]);
  expect(await standing(world, orderId)).toMatchObject({ wechatClearing: 16_700, refundPayable: 0 });
});
