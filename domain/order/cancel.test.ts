import fc from 'fast-check';
import { anAcceptedOrder, anOrder, aPrice, someMoney, VISIT_AT } from '../testing/anOrder';
import { parameters as p } from '../testing/parameters';
import vectors from '../testing/vectors/operations.json';
import { type Canceller, cancel, cancellation, feeOf, type Tier, tierOf } from './cancel';
import type { Order } from './order';

const MINUTE = 60_000;
const before = (minutes: number) => VISIT_AT - minutes * MINUTE;
const DAYS_AGO = before(10 * 1440);

function priced(service: number, transport: number, consumables: number) {
  const items = [
    { kind: 'service' as const, label: '服务费', amountFen: service },
    { kind: 'transport' as const, label: '交通费', amountFen: transport },
    { kind: 'consumables' as const, label: '耗材费', amountFen: consumables },
  ];
  return aPrice({ items, totalFen: service + transport + consumables });
}

const STATES: Record<string, Partial<Order>> = {
  submitted: { status: 'pendingAcceptance', nurseId: null },
  accepted: { status: 'pendingService' },
  departed: { status: 'travelling', departedAt: before(90) },
  arrived: { status: 'inService', departedAt: before(60), checkedInAt: before(0) },
};

// Opened consumables are not recorded yet, so the one vector about them is left out.
test.each(vectors.refund.filter((vector) => !('opened' in vector)))(
  'published: $state, $lead_min min ahead, paid $paid → $expect.tier ($working)',
  ({ service, transport, consumables, paid, state, lead_min: lead, expect: published }) => {
    const money = someMoney({ price: priced(service, transport, consumables), paidFen: paid });
    const order = anAcceptedOrder({ createdAt: DAYS_AGO, money, ...STATES[state] });
    const tier = tierOf(order, before(lead), p);
    const fee = feeOf(tier, money, p);
    expect({ tier, fee, refund: paid - fee }).toEqual(published);
  },
);

const paid = (except: Partial<Order> = {}) =>
  anAcceptedOrder({ status: 'pendingService', createdAt: DAYS_AGO, money: someMoney({ paidFen: 21_200 }), ...except });

test.each<[string, number, Tier, number]>([
  ['24 hours ahead', 1440, 'R0', 0],
  ['a minute less', 1439, 'R1', 1680],
  ['4 hours ahead', 240, 'R1', 1680],
  ['a minute less', 239, 'R2', 3360],
  ['1 hour ahead', 60, 'R2', 3360],
  ['a minute less', 59, 'R3', 5360],
  ['half an hour after the nurse should have come', -30, 'R3', 5360],
  ['later than that it is the nurse’s fault', -31, 'R0', 0],
])('%s: %i min → %s', (_, lead, tier, feeFen) => {
  expect(cancellation(paid(), 'patient', before(lead), p)).toMatchObject({ tier, feeFen, refundFen: 21_200 - feeFen });
});

test('the night supplement belongs to the way', () => {
  const price = aPrice({ items: [...aPrice().items, { kind: 'night', label: '夜间服务费', amountFen: 3000 }] });
  expect(feeOf('R3', { price, paidFen: 24_200 }, p)).toBe(2000 + 3000 + 3360);
});

test('ten minutes of grace after booking, while the visit is an hour away', () => {
  const justBooked = (lead: number, ago: number) => {
    const order = paid({ createdAt: before(lead + ago) });
    return tierOf(order, before(lead), p);
  };
  expect([justBooked(300, 10), justBooked(300, 11), justBooked(60, 5), justBooked(59, 5)]).toEqual([
    'R0',
    'R1',
    'R0',
    'R3',
  ]);
});

test.each<Canceller>(['nurse', 'operator'])('what the %s calls off costs the patient nothing', (by) => {
  expect(cancellation(paid(), by, before(10), p)).toMatchObject({ tier: 'R0', feeFen: 0, refundFen: 21_200 });
});

test('the preview and the deed agree', () => {
  const { order, fact } = cancel(paid(), 'patient', '临时住院', before(600), p);
  expect(cancellation(paid(), 'patient', before(600), p)).toMatchObject({
    tier: 'R1',
    feeFen: 1680,
    refundFen: 19_520,
  });
  expect(order).toMatchObject({
    status: 'refunding',
    cancelReason: '临时住院',
    money: { paidFen: 21_200, refundingFen: 19_520, cancellationFeeFen: 1680 },
  });
  expect(fact?.details).toEqual({
    ...{ tier: 'R1', feeFen: 1680, nurseFeeFen: 0, fundFen: 0, compensationFen: 0, refundFen: 19_520 },
    reason: '临时住院',
  });
});

test('where the fee takes the whole deposit nothing goes back and the order is cancelled', () => {
  const { order } = cancel(paid({ money: someMoney({ paidFen: 4240 }) }), 'patient', '不需要了', before(30), p);
  expect(order).toMatchObject({ status: 'cancelled', money: { refundingFen: 0, cancellationFeeFen: 4240 } });
});

test('before payment it is free', () => {
  expect(cancel(anOrder(), 'patient', '不需要了', before(30), p).order).toMatchObject({
    status: 'cancelled',
    payBy: null,
  });
  expect(cancellation(anAcceptedOrder(), 'patient', before(30), p)).toMatchObject({ feeFen: 0, refundFen: 0 });
});

test.each(['inService', 'pendingConfirmation', 'pendingBalance', 'completed'] as const)(
  'an order that is %s can no longer be cancelled, nor previewed',
  (status) => {
    expect(() => cancel(paid({ status }), 'patient', '不需要了', before(0), p)).toThrow(
      expect.objectContaining({ code: 'CANNOT_CANCEL_NOW' }),
    );
    expect(() => cancellation(paid({ status }), 'patient', before(0), p)).toThrow(
      expect.objectContaining({ code: 'CANNOT_CANCEL_NOW' }),
    );
  },
);

test('a nurse does not cancel what is not paid: she gives it back', () => {
  expect(() => cancel(anAcceptedOrder(), 'nurse', '身体不适', before(600), p)).toThrow(
    expect.objectContaining({ code: 'FORBIDDEN' }),
  );
});

test('fee and refund are whole fen, and together what was paid', () => {
  const fen = fc.integer({ min: 0, max: 90_000 });
  const when = fc.integer({ min: -120, max: 3000 });
  fc.assert(
    fc.property(fen, fen, fen, when, fc.boolean(), (service, transport, paidFen, lead, departed) => {
      const money = someMoney({ price: priced(service, transport, 0), paidFen });
      const order = paid({ money, ...(departed ? STATES.departed : {}) });
      const { feeFen, refundFen } = cancellation(order, 'patient', before(lead), p);
      expect(feeFen + refundFen).toBe(paidFen);
      expect(Number.isInteger(feeFen) && feeFen >= 0 && refundFen >= 0).toBe(true);
    }),
  );
});
