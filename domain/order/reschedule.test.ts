import { anAcceptedOrder, anOrder, someMoney, VISIT_AT } from '../testing/anOrder';
import { parameters as p } from '../testing/parameters';
import type { Order } from './order';
import { acceptTime, declineTime, moveTerms, openProposal, propose, reschedule } from './reschedule';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const before = (minutes: number) => VISIT_AT - minutes * MINUTE;
const LATER = VISIT_AT + 26 * HOUR;
const to = (canCome: boolean | null, startAt = LATER) => ({
  ...{ startAt, endAt: startAt + 45 * MINUTE, canCome, chosenCanCome: false },
});
const paid = (except: Partial<Order> = {}) =>
  anAcceptedOrder({
    ...{ status: 'pendingService', payBy: null, createdAt: before(10 * 1440), money: someMoney({ paidFen: 21_200 }) },
    ...except,
  });

test.each([
  ['a day ahead', 1440, 'R0', 0],
  ['less than a day', 600, 'R1', 1680],
  ['less than four hours', 200, 'R2', 3360],
  ['in the last hour, the way is charged too', 50, 'R3', 5360],
])('%s: %i minutes before → %s, %i fen', (_when, lead, tier, feeFen) => {
  expect(moveTerms(paid(), LATER, true, before(lead), p)).toEqual({ tier, feeFen, nurse: 'stays' });
  const { order, fact } = reschedule(paid(), to(true), before(lead), p);
  expect(order.money.price.totalFen).toBe(21_200 + feeFen);
  expect(order).toMatchObject({
    status: 'pendingService',
    startAt: LATER,
    movedTimes: 1,
    cover: null,
    nurseId: 'nurse-1',
  });
  expect(fact?.details).toMatchObject({ fromAt: VISIT_AT, startAt: LATER, tier, feeFen, nurse: 'stays' });
});

test('before a nurse has accepted, and before anything was paid, it is free at any hour', () => {
  expect(moveTerms(anOrder(), LATER, null, before(70), p)).toEqual({ tier: 'R0', feeFen: 0, nurse: 'none' });
  const unpaid = anAcceptedOrder({ createdAt: before(1440) });
  expect(moveTerms(unpaid, LATER, true, before(70), p)).toMatchObject({ feeFen: 0 });
});

test('the fee is never more than what was paid: a deposit of 42.40 pays 42.40 of 53.60', () => {
  expect(moveTerms(paid({ money: someMoney({ paidFen: 4240 }) }), LATER, true, before(50), p).feeFen).toBe(4240);
});

test('moved twice, both fees stand in one line of the price', () => {
  const once = reschedule(paid(), to(true), before(600), p).order;
  const { order } = reschedule(once, to(true, LATER + HOUR), LATER - 600 * MINUTE, p);
  expect(order.money.price.items.filter(({ kind }) => kind === 'change')).toEqual([
    { kind: 'change', label: '改约费', amountFen: 3360 },
  ]);
  expect([order.money.price.totalFen, order.movedTimes]).toEqual([21_200 + 3360, 2]);
});

test('where she cannot come the order looks for another one, goes first, and is still paid', () => {
  const { order } = reschedule(paid(), to(false), before(1440), p);
  expect(order).toMatchObject({ status: 'pendingAcceptance', nurseId: null, nurseOpenid: '', payBy: null });
  expect(order.dispatch).toMatchObject({ stage: 'alternates', startedAt: before(1440), offeredNurseIds: ['nurse-1'] });
});

test('while one is sought the search begins anew; the chosen nurse is asked again where she can come', () => {
  const chosen = anOrder({
    chosenNurseId: 'nurse-1',
    dispatch: { ...anOrder().dispatch, stage: 'exclusive', offeredNurseIds: ['nurse-1'] },
  });
  const stage = (chosenCanCome: boolean) =>
    reschedule(chosen, { ...to(null), chosenCanCome }, before(1440), p).order.dispatch;
  expect(stage(true)).toMatchObject({ stage: 'exclusive', offeredNurseIds: [] });
  expect(stage(false)).toMatchObject({ stage: 'waves', offeredNurseIds: [] });
});

test('nobody pays later than the visit begins', () => {
  const soon = VISIT_AT - 20 * HOUR;
  const unpaid = anAcceptedOrder({ payBy: soon + HOUR });
  expect(reschedule(unpaid, to(true, soon), soon - 2 * HOUR, p).order.payBy).toBe(soon);
});

test.each([
  ['the same hour', VISIT_AT, 'BAD_INPUT'],
  ['off the grid', LATER + MINUTE, 'SLOT_OFF_GRID'],
  ['too soon', before(1440) + HOUR / 2, 'SLOT_IN_PAST'],
  ['too far', VISIT_AT + 60 * 24 * HOUR, 'SLOT_TOO_FAR'],
])('%s is refused', (_what, startAt, code) => {
  expect(() => moveTerms(paid(), startAt, true, before(1440), p)).toThrow(expect.objectContaining({ code }));
});

test.each(['travelling', 'inService', 'completed', 'cancelled'] as const)('an order that is %s stays', (status) => {
  expect(() => moveTerms(paid({ status }), LATER, true, before(60), p)).toThrow(
    expect.objectContaining({ code: 'CANNOT_RESCHEDULE_NOW' }),
  );
});

describe('the nurse asks', () => {
  const asked = propose(paid(), 'nurse-1', to(true), before(90), p).order;

  test('nothing changes until the family says yes; then it is free', () => {
    expect(asked).toMatchObject({ startAt: VISIT_AT, proposal: { startAt: LATER, nurseId: 'nurse-1' } });
    const { order, fact } = acceptTime(asked, LATER, before(80));
    expect(order).toMatchObject({ startAt: LATER, proposal: null, nurseId: 'nurse-1', cover: null });
    expect(order.money.price.totalFen).toBe(21_200);
    expect(fact).toMatchObject({ event: 'reschedule', by: 'patient', details: { proposed: true, feeFen: 0 } });
  });

  test('no is no; an answer to something else is none; another nurse’s wish died with her', () => {
    expect(declineTime(asked, LATER, before(80)).order).toMatchObject({ startAt: VISIT_AT, proposal: null });
    const gone = expect.objectContaining({ code: 'PROPOSAL_GONE' });
    expect(() => acceptTime(asked, LATER + HOUR, before(80))).toThrow(gone);
    expect(() => acceptTime(paid(), LATER, before(80))).toThrow(gone);
    expect(() => acceptTime(asked, LATER, LATER)).toThrow(gone);
    expect(openProposal({ ...asked, nurseId: 'nurse-2' }, before(80))).toBeNull();
    expect(() => propose(paid(), 'nurse-2', to(true), before(90), p)).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });
});
