/** A nurse hands an accepted visit on: asked, reviewed, agreed to, refused, late, and all of it at once. */
import type { DeclineOrderReply } from '#contract/declineOrder';
import type { Reply } from '#contract/reply';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { accepted, booked } from './story';
import { openWorld, type World } from './world';

const [wangs, lis] = FAMILIES;
const [first, second, third] = NURSES;
const HOUR = 3_600_000;
const DESK = { uid: 'operator-1' };
let world: World;
let day = 0;
let startAt: number;
beforeAll(async () => void (world = await openWorld()), 60_000);
beforeEach(() => (startAt = TOMORROW_TEN + (day += 1) * 24 * HOUR));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const asks = (orderId: string, toNurseId: string | null = null, as = first) =>
  world.call<DeclineOrderReply>('declineOrder', { step: 'transfer', orderId, reason: 'ill', toNurseId }, as);
const agrees = (orderId: string, as: object = wangs) =>
  world.call('changeOrder', { kind: 'agreeTransfer', orderId }, as);
let number = 0;
async function review(orderId: string, approved: boolean): Promise<{ state: string; answer: string }> {
  const _id = `transfer-${(number += 1)}`;
  const words = { kind: 'reviewTransfer', orderId, approved, note: '已与护士电话核实' };
  const row = { _id, ...words, requestedBy: DESK.uid, requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(row);
  await world.ok('runCommand', { commandId: _id }, DESK);
  return (await world.find<{ state: string; answer: string }>('opCommands', { _id }))[0] as never;
}
const told = async (orderId: string, openid: string) => {
  const rows = await world.find<{ payload: { template: string; openid: string } }>('outbox', {
    orderId,
    kind: 'message',
  });
  return rows.filter(({ payload }) => payload.openid === openid).map(({ payload }) => payload.template);
};
const requestOf = async (orderId: string) => (await world.find('transfers', { _id: orderId }))[0];
/** Asked of all, accepted by nurse 1: the platform chose her. */
async function assignedByRule(): Promise<string> {
  const orderId = await booked(world, { startAt });
  await world.ok('acceptOrder', { orderId }, first);
  return orderId;
}

test('the platform chose her: approved, others are asked at once and she is free', async () => {
  const orderId = await assignedByRule();
  expect(await asks(orderId)).toMatchObject({ ok: true, data: { transfer: { state: 'review' } } });
  expect(await requestOf(orderId)).toMatchObject({ nurseId: 'nurse1', reason: '身体不适', state: 'review' });
  // Her reason may be her health: the order, which the family reads, does not have it, nor has its history.
  expect(JSON.stringify([await world.order(orderId), await world.find('orderEvents', { orderId })])).not.toMatch(
    /ill|身体/,
  );
  expect(await review(orderId, true)).toMatchObject({ state: 'done', answer: '已同意，正在寻找护士' });
  await world.tick('reassignTimer');
  const order = await world.order(orderId);
  expect(order).toMatchObject({ status: 'pendingAcceptance', nurseId: null, transfer: null });
  expect(order.dispatch.offeredNurseIds).toEqual(expect.arrayContaining(['nurse1', 'nurse2', 'nurse3', 'nurse4']));
  expect(await world.find('bookings', { _id: orderId })).toEqual([]);
  expect(await told(orderId, first.openid)).toContain('transferAnswered');
});

test('the family chose her: it is asked, agrees, and the colleague she named has it alone first', async () => {
  const orderId = await accepted(world, { startAt });
  const { colleagues = [] } = await world.ok<DeclineOrderReply>('declineOrder', { step: 'colleagues', orderId }, first);
  expect(colleagues.map(({ nurseId }) => nurseId).sort()).toEqual(['nurse2', 'nurse3', 'nurse4', 'nurse5']);
  await asks(orderId, 'nurse3');
  expect(await review(orderId, true)).toMatchObject({ answer: '已同意，正在请家属决定' });
  expect(await world.order(orderId)).toMatchObject({
    nurseId: 'nurse1',
    transfer: { state: 'consent', toNurseName: '孙护士' },
  });
  expect(await told(orderId, wangs.openid)).toContain('transferAsked');
  expect([codeOf(await agrees(orderId, lis)), codeOf(await agrees(orderId, first))]).toEqual([
    'NOT_FOUND',
    'FORBIDDEN',
  ]);
  expect(codeOf(await agrees(orderId))).toBe('ok');
  await world.tick('reassignTimer');
  expect(await world.find('offers', { orderId, status: 'open' })).toEqual([
    expect.objectContaining({ nurseId: 'nurse3', exclusive: true }),
  ]);
  expect(codeOf(await world.call('acceptOrder', { orderId }, third))).toBe('ok');
  expect(await world.order(orderId)).toMatchObject({ nurseId: 'nurse3', status: 'pendingPayment' });
  expect(codeOf(await agrees(orderId))).toBe('ILLEGAL_STEP');
});

test('the family would rather call off: that is free, also in the last hours', async () => {
  await world.jumpTo(Math.max(world.now(), startAt - 5 * HOUR));
  const orderId = await accepted(world, { startAt });
  await asks(orderId);
  await review(orderId, true);
  const preview = await world.ok<{ tier: string }>(
    'changeOrder',
    { kind: 'cancel', orderId, reason: '其他', preview: true },
    wangs,
  );
  expect(preview).toMatchObject({ tier: 'R0', feeFen: 0 });
  await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '其他' }, wangs);
  expect((await world.order(orderId)).status).toBe('cancelled');
  expect(await review(orderId, true)).toMatchObject({ state: 'refused' });
});

test('refused: she reads why and keeps the visit', async () => {
  const orderId = await assignedByRule();
  await asks(orderId);
  expect(await review(orderId, false)).toMatchObject({ state: 'done', answer: '没有同意，护士按时上门' });
  expect(await world.order(orderId)).toMatchObject({ nurseId: 'nurse1', transfer: { state: 'refused' } });
  expect(await requestOf(orderId)).toMatchObject({ state: 'refused', decidedBy: DESK.uid, note: '已与护士电话核实' });
  expect(await told(orderId, first.openid)).toContain('transferAnswered');
  expect(await told(orderId, wangs.openid)).not.toContain('transferAsked');
});

test('nobody reviews for ten minutes, or it is too near: a dispatcher is alerted, once', async () => {
  const orderId = await assignedByRule();
  await asks(orderId);
  await world.jumpTo(world.now() + 9 * 60_000);
  await world.tick('reassignTimer');
  expect((await world.order(orderId)).transfer).toMatchObject({ state: 'review' });
  await world.jumpTo(world.now() + 60_000);
  await Promise.all([world.tick('reassignTimer'), world.tick('reassignTimer')]);
  expect((await world.order(orderId)).transfer).toMatchObject({ state: 'dispatcher', dueAt: null });
  expect(await world.find('orderEvents', { orderId, event: 'answerTransfer' })).toHaveLength(1);
  expect(await world.find('operatorAlerts', { orderId })).toMatchObject([{ kind: 'orderNeedsNurse', state: 'open' }]);

  const near = await accepted(world, { startAt: startAt + 3 * HOUR }, lis);
  await world.jumpTo(startAt + 1.5 * HOUR);
  expect(await asks(near)).toMatchObject({ ok: true, data: { transfer: { state: 'dispatcher', dueAt: null } } });
  expect(await world.find('operatorAlerts', { orderId: near })).toHaveLength(1);
});

test('only her own visits, only colleagues who could come, only operators whose work it is', async () => {
  const orderId = await accepted(world, { startAt });
  expect(codeOf(await asks(orderId, null, second))).toBe('NOT_FOUND');
  expect(codeOf(await asks(orderId, 'nurse6'))).toBe('NURSE_UNAVAILABLE');
  expect(codeOf(await asks(orderId, 'nobody'))).toBe('NURSE_UNAVAILABLE');
  expect(codeOf(await asks('nothing'))).toBe('NOT_FOUND');
  expect(codeOf(await world.call('declineOrder', { step: 'colleagues', orderId }, second))).toBe('NOT_FOUND');
  expect(codeOf(await agrees(orderId))).toBe('ILLEGAL_STEP');
});

test('asked twice, reviewed twice and cancelled in the same instant: one history, nobody stays bound for nothing', async () => {
  const orderId = await assignedByRule();
  await Promise.all([asks(orderId), asks(orderId), asks(orderId)]);
  expect(await world.find('orderEvents', { orderId, event: 'askTransfer' })).toHaveLength(1);
  const cancel = () => world.call('changeOrder', { kind: 'cancel', orderId, reason: '其他' }, wangs);
  await Promise.all([review(orderId, true), review(orderId, true), cancel()]);
  const order = await world.order(orderId);
  expect(['pendingAcceptance', 'cancelled']).toContain(order.status);
  expect(await world.find('bookings', { _id: orderId })).toEqual([]);
  expect((await world.find('orderEvents', { orderId, event: 'release' })).length).toBeLessThan(2);
});

test('ill: everything until tomorrow night goes on at once, what is near goes to a dispatcher, later visits stay', async () => {
  const near = await accepted(world, { startAt, nurseId: 'nurse4' });
  const today = await accepted(world, { startAt: startAt + 4 * HOUR, nurseId: 'nurse4' }, lis);
  const later = await accepted(world, { startAt: startAt + 72 * HOUR, nurseId: 'nurse4' });
  for (const orderId of [near, today, later]) {
    await world.db
      .collection('orders')
      .doc(orderId)
      .update({ payBy: startAt + 300 * HOUR });
  }
  await world.jumpTo(startAt - HOUR);
  const ill = () => world.ok<DeclineOrderReply>('declineOrder', { step: 'ill' }, NURSES[3]);
  expect(await ill()).toEqual({ ill: { released: 1, dispatcher: 1 } });
  expect(await world.order(today)).toMatchObject({ status: 'pendingAcceptance', nurseId: null });
  expect(await world.order(near)).toMatchObject({ nurseId: 'nurse4' });
  expect(await world.find('operatorAlerts', { orderId: near })).toHaveLength(1);
  expect(await world.order(later)).toMatchObject({ nurseId: 'nurse4' });
  expect(await ill()).toEqual({ ill: { released: 0, dispatcher: 1 } });
});

describe('she can go after all', () => {
  const keeps = (orderId: string, as: object = first) => world.call('declineOrder', { step: 'keep', orderId }, as);

  test('before anybody answered: it is hers, nobody has to look any more, and saying it twice changes nothing', async () => {
    const orderId = await assignedByRule();
    await asks(orderId);
    expect(codeOf(await keeps(orderId, second))).toBe('NOT_FOUND');
    expect((await Promise.all([keeps(orderId), keeps(orderId)])).map(codeOf)).toEqual(['ok', 'ok']);
    expect(await world.order(orderId)).toMatchObject({ nurseId: 'nurse1', transfer: null });
    expect(await requestOf(orderId)).toMatchObject({ state: 'takenBack', dueAt: null });
    expect(await world.find('orderEvents', { orderId, event: 'keepVisit' })).toHaveLength(1);
    expect((await review(orderId, true)).state).toBe('refused');
    await asks(orderId);
    expect(await requestOf(orderId)).toMatchObject({ state: 'review' });
  });

  test('while the family is asked: it hears that she comes; while a dispatcher looks: the alert is closed', async () => {
    const orderId = await accepted(world, { startAt });
    await asks(orderId);
    await review(orderId, true);
    expect(codeOf(await keeps(orderId))).toBe('ok');
    expect(await told(orderId, wangs.openid)).toContain('visitChanged');
    expect(codeOf(await agrees(orderId))).toBe('ILLEGAL_STEP');
    await asks(orderId);
    await world.jumpTo(world.now() + 11 * 60_000);
    await world.tick('reassignTimer');
    const alert = async () => (await world.find('operatorAlerts', { _id: `transfer:${orderId}` }))[0];
    expect(await alert()).toMatchObject({ state: 'open' });
    expect(codeOf(await keeps(orderId))).toBe('ok');
    expect(await alert()).toMatchObject({ state: 'closed' });
  });

  test('when the order ends there is nothing left to hand on', async () => {
    const orderId = await accepted(world, { startAt }, lis);
    await asks(orderId);
    await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '临时有事' }, lis);
    expect(await requestOf(orderId)).toMatchObject({ state: 'orderEnded', dueAt: null });
    expect(codeOf(await keeps(orderId))).toBe('ILLEGAL_STEP');
    expect((await world.order(orderId)).status).toBe('cancelled');
  });
});
