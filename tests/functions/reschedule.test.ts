/** A visit gets another hour: by the family at the published price, by the nurse with the family's consent; time is never lost or doubled. */
import type { ChangeTerms, MoveTimes } from '#contract/changeOrder';
import type { OrderView } from '#contract/orders';
import type { Reply } from '#contract/reply';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { asked, confirmSheet, standing } from './paying';
import { accepted, booked } from './story';
import { openWorld, type As, type World } from './world';

const [wangs, lis] = FAMILIES;
const [first, second] = NURSES;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let world: World;
let day = 0;
let startAt: number;
beforeAll(async () => (world = await openWorld()));
beforeEach(() => (startAt = TOMORROW_TEN + (day += 1) * DAY));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const change = (as: As, asked: object) => world.call<ChangeTerms>('changeOrder', asked, as);
const move = (orderId: string, to: number, more: object = {}, as: As = wangs) =>
  change(as, { kind: 'reschedule', orderId, startAt: to, ...more });
const view = (orderId: string, as: As = wangs) => world.ok<OrderView>('readOrder', { orderId }, as);
const slotsOf = async (orderId: string) =>
  (await world.find<{ _id: string }>('slots', { orderId })).map(({ _id }) => _id).sort();

async function paid(part: 'deposit' | 'full' = 'full', at = startAt): Promise<string> {
  const orderId = await accepted(world, { startAt: at });
  await confirmSheet(world, await asked(world, orderId, part));
  return orderId;
}

test('a day ahead: free, she stays, half an hour later as well as hours later; all half hours are moved with it', async () => {
  const orderId = await paid();
  const before = await slotsOf(orderId);
  const preview = await move(orderId, startAt + HOUR / 2, { preview: true });
  expect(preview).toMatchObject({ ok: true, data: { tier: 'R0', feeFen: 0, refundFen: 0, nurse: 'stays' } });
  expect(await slotsOf(orderId)).toEqual(before);

  const shown = { expectedFeeFen: 0, expectedNurse: 'stays' };
  expect(codeOf(await move(orderId, startAt + HOUR / 2, shown))).toBe('ok');
  const later = (id: string) => id.replace(/\d+$/, (at) => String(Number(at) + HOUR / 2));
  expect(await slotsOf(orderId)).toEqual(before.map(later).sort());
  const order = await world.order(orderId);
  expect(order).toMatchObject({
    status: 'pendingService',
    nurseId: 'nurse1',
    startAt: startAt + HOUR / 2,
    movedTimes: 1,
  });
  expect(order.endAt - order.startAt).toBe(45 * 60_000);
  expect(await world.find('bookings', { _id: orderId })).toMatchObject([
    { nurseId: 'nurse1', startAt: startAt + HOUR / 2 },
  ]);
  // The insurer's word was for the other hour: a new one is asked for by itself.
  await world.tick('outboxTimer');
  expect((await world.order(orderId)).cover).toMatchObject({ nurseId: 'nurse1' });
  expect(await world.find('orderCovers', { orderId })).toHaveLength(2);
  const [lastWord] = (await view(orderId)).timeline.filter(({ text }) => text.startsWith('上门时间改为'));
  expect(lastWord?.text).toMatch(/10:30，护士不变$/);
  expect(await world.find('outbox', { orderId, kind: 'message', 'payload.template': 'visitChanged' })).toHaveLength(2);
});

test('four hours ahead of it the change costs 10 % of the service fee; it becomes part of the price and is not given back', async () => {
  const orderId = await paid();
  await world.jumpTo(startAt - 5 * HOUR);
  expect(await move(orderId, startAt + DAY, { preview: true })).toMatchObject({ data: { tier: 'R1', feeFen: 1_180 } });
  expect(codeOf(await move(orderId, startAt + DAY, { expectedFeeFen: 0 }))).toBe('TERMS_CHANGED');
  expect(codeOf(await move(orderId, startAt + DAY, { expectedFeeFen: 1_180, expectedNurse: 'searched' }))).toBe(
    'TERMS_CHANGED',
  );
  expect(codeOf(await move(orderId, startAt + DAY, { expectedFeeFen: 1_180, expectedNurse: 'stays' }))).toBe('ok');
  const { price, dueFen, payable } = await view(orderId);
  expect(price.items.at(-1)).toEqual({ kind: 'change', label: '改约费', amountFen: 1_180 });
  expect([price.totalFen, dueFen, payable]).toEqual([17_880, 1_180, [{ part: 'balance', amountFen: 1_180 }]]);

  // A day ahead of the new hour calling off is free but for what the change had cost.
  const cancelled = await change(wangs, { kind: 'cancel', orderId, reason: '临时有事' });
  expect(cancelled).toMatchObject({ data: { tier: 'R0', feeFen: 1_180, refundFen: 15_520 } });
  expect(await standing(world, orderId)).toMatchObject({ held: 0, revenue: 1_180, refundPayable: 15_520 });
});

test('where she has another visit then, another nurse is sought, and nobody pays twice', async () => {
  const orderId = await paid();
  await accepted(world, { startAt: startAt + 4 * HOUR }, lis);
  const preview = await move(orderId, startAt + 4 * HOUR, { preview: true });
  expect(preview).toMatchObject({ data: { nurse: 'searched', feeFen: 0 } });
  expect(codeOf(await move(orderId, startAt + 4 * HOUR, { expectedFeeFen: 0, expectedNurse: 'searched' }))).toBe('ok');
  await world.tick('reassignTimer');
  const order = await world.order(orderId);
  expect(order).toMatchObject({ status: 'pendingAcceptance', nurseId: null, startAt: startAt + 4 * HOUR, payBy: null });
  expect(await world.find('bookings', { _id: orderId })).toEqual([]);
  expect(order.dispatch.offeredNurseIds).toContain('nurse2');
  await world.ok('acceptOrder', { orderId }, second);
  expect(await world.order(orderId)).toMatchObject({ status: 'pendingService', nurseId: 'nurse2' });
});

test('while a nurse is sought it is free, and the search begins anew at the new hour', async () => {
  const orderId = await booked(world, { startAt, nurseId: 'nurse1' });
  const asIs = { expectedFeeFen: 0, expectedNurse: 'none' };
  expect(codeOf(await move(orderId, startAt + 2 * HOUR, asIs))).toBe('ok');
  const hold = () => world.find('bookings', { _id: orderId });
  expect(await hold()).toMatchObject([{ nurseId: 'nurse1', startAt: startAt + 2 * HOUR }]);
  await world.tick('reassignTimer');
  expect(await hold()).toMatchObject([{ nurseId: 'nurse1', startAt: startAt + 2 * HOUR }]);
  expect(await world.order(orderId)).toMatchObject({ dispatch: { stage: 'exclusive', offeredNurseIds: ['nurse1'] } });
  await world.ok('acceptOrder', { orderId }, first);
  expect(await world.find('bookings', { _id: orderId })).toMatchObject([{ startAt: startAt + 2 * HOUR }]);
});

test('another hour of the same person, too soon, the same hour, somebody else’s order: refused, and nothing moves', async () => {
  const orderId = await paid();
  await accepted(world, { startAt: startAt + 5 * HOUR, nurseId: 'nurse2' });
  const before = await slotsOf(orderId);
  expect(codeOf(await move(orderId, startAt + 5 * HOUR))).toBe('RECIPIENT_BUSY');
  expect(codeOf(await move(orderId, world.now() + 1))).toBe('SLOT_OFF_GRID');
  expect(codeOf(await move(orderId, world.now() - (world.now() % HOUR)))).toBe('SLOT_IN_PAST');
  expect(codeOf(await move(orderId, startAt))).toBe('BAD_INPUT');
  expect(codeOf(await move(orderId, startAt + HOUR, {}, lis))).toBe('NOT_FOUND');
  expect(codeOf(await move(orderId, startAt + HOUR, {}, first))).toBe('FORBIDDEN');
  expect(await slotsOf(orderId)).toEqual(before);
  expect(await world.order(orderId)).toMatchObject({ startAt, nurseId: 'nurse1', status: 'pendingService' });
});

test('when she is on her way it cannot be moved', async () => {
  const orderId = await paid();
  await world.tick('outboxTimer');
  await world.jumpTo(startAt - HOUR);
  await world.ok('setOut', { orderId }, first);
  expect(codeOf(await move(orderId, startAt + DAY))).toBe('CANNOT_RESCHEDULE_NOW');
});

describe('the nurse asks for another time', () => {
  const propose = (orderId: string, at: number, as: As = first) =>
    change(as, { kind: 'proposeTime', orderId, startAt: at });
  const answer = (orderId: string, at: number, accept: boolean, as: As = wangs) =>
    change(as, { kind: 'answerTime', orderId, startAt: at, accept });

  test('the family says yes: free at any hour, and she comes then', async () => {
    const orderId = await paid();
    await world.jumpTo(startAt - 3 * HOUR);
    expect(codeOf(await propose(orderId, startAt + 3 * HOUR))).toBe('ok');
    expect((await view(orderId)).proposal).toMatchObject({ startAt: startAt + 3 * HOUR });
    expect(codeOf(await answer(orderId, startAt + 2 * HOUR, true))).toBe('PROPOSAL_GONE');
    expect(codeOf(await answer(orderId, startAt + 3 * HOUR, true, first))).toBe('FORBIDDEN');
    expect(codeOf(await answer(orderId, startAt + 3 * HOUR, true))).toBe('ok');
    expect(await world.order(orderId)).toMatchObject({
      startAt: startAt + 3 * HOUR,
      nurseId: 'nurse1',
      proposal: null,
    });
    expect((await view(orderId)).price.totalFen).toBe(16_700);
  });

  test('the family says no: all stays as it was; a stranger to it is heard by nobody', async () => {
    const orderId = await paid();
    expect(codeOf(await propose(orderId, startAt + 3 * HOUR, second))).toBe('NOT_FOUND');
    await propose(orderId, startAt + 3 * HOUR);
    expect(codeOf(await answer(orderId, startAt + 3 * HOUR, false))).toBe('ok');
    expect(await world.order(orderId)).toMatchObject({ startAt, proposal: null, status: 'pendingService' });
    expect(codeOf(await answer(orderId, startAt + 3 * HOUR, true))).toBe('PROPOSAL_GONE');
  });

  test('where she has another visit by then the yes is refused, and nothing changes', async () => {
    const orderId = await paid();
    await propose(orderId, startAt + 3 * HOUR);
    await accepted(world, { startAt: startAt + 3 * HOUR }, lis);
    expect(codeOf(await answer(orderId, startAt + 3 * HOUR, true))).toBe('NURSE_BUSY');
    expect(await world.order(orderId)).toMatchObject({ startAt, nurseId: 'nurse1' });
    expect(codeOf(await propose(orderId, startAt + 3 * HOUR))).toBe('NURSE_BUSY');
  });
});

test('the hours one may choose from: with her, with others, or with nobody; her own visit is not in the way', async () => {
  const orderId = await paid();
  await accepted(world, { startAt: startAt + 4 * HOUR }, lis);
  await accepted(world, { startAt: startAt - 2 * HOUR, nurseId: 'nurse2' });
  const dayName = new Date(startAt + 8 * HOUR).toISOString().slice(0, 10);
  const { times } = await world.ok<MoveTimes>('changeOrder', { kind: 'times', orderId, day: dayName }, wangs);
  const at = (when: number) => times.find((one) => one.startAt === when)?.nurse;
  expect([at(startAt), at(startAt + HOUR / 2), at(startAt + 4 * HOUR), at(startAt - 2 * HOUR)]).toEqual([
    undefined,
    'stays',
    'searched',
    'recipientBusy',
  ]);
  const hers = await world.ok<MoveTimes>('changeOrder', { kind: 'times', orderId, day: dayName }, first);
  expect(hers.times.find((one) => one.startAt === startAt + 4 * HOUR)?.nurse).toBe('nobody');
});

test('two families want the same hour of one nurse at the same instant: one gets it, the other keeps what it had', async () => {
  const one = await paid();
  const other = await accepted(world, { startAt: startAt + 3 * HOUR }, lis);
  const to = startAt + 6 * HOUR;
  const [a, b] = await Promise.all([
    move(one, to, { expectedNurse: 'stays' }),
    move(other, to, { expectedNurse: 'stays' }, lis),
  ]);
  expect([codeOf(a), codeOf(b)].sort()).toEqual(['TERMS_CHANGED', 'ok']);
  const bookings = await world.find<{ startAt: number }>('bookings', { nurseId: 'nurse1' });
  expect(bookings.filter((booking) => booking.startAt === to)).toHaveLength(1);
  expect(new Set([(await world.order(one)).startAt, (await world.order(other)).startAt]).size).toBe(2);
});
