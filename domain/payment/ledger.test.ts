import fc from 'fast-check';
import type { Ending } from '../order/ending';
import type { Order, OrderFact } from '../order/order';
import { anAcceptedOrder, aPrice, someMoney } from '../testing/anOrder';
import { parameters } from '../testing/parameters';
import { live, type Moment } from '../testing/randomLife';
import { discounted } from './discounted';
import {
  assertBalanced,
  balances,
  compensationEntry,
  completedEntry,
  type Entry,
  feeEntry,
  fundEntry,
  paidEntry,
  refundRequestedEntry,
  refundSucceededEntry,
} from './ledger';

const AT = Date.parse('2026-11-23T10:00:00+08:00');
const { price } = parameters;
const orderId = 'o1';

test('a visit paid in two parts: by hand', () => {
  const order = anAcceptedOrder({ _id: orderId, money: someMoney({ paidFen: 21_200 }) });
  const entries = [
    paidEntry({ orderId, outTradeNo: 'a', amountFen: 4240 }, AT),
    paidEntry({ orderId, outTradeNo: 'b', amountFen: 16_960 }, AT),
  ];
  expect(balances(entries)).toMatchObject({ wechatClearing: 21_200, held: 21_200 });
  // 70 % of 168.00 is 117.60, and the way of 20.00
  expect(balances([...entries, completedEntry(order, AT, price)])).toEqual({
    ...balances([]),
    wechatClearing: 21_200,
    nursePayable: 13_760,
    revenue: 7440,
  });
});

test('a cancellation with a fee: by hand', () => {
  const entries = [
    paidEntry({ orderId, outTradeNo: 'a', amountFen: 21_200 }, AT),
    feeEntry({ orderId, amountFen: 5360, nurseFen: 0, nurseId: null }, AT),
    refundRequestedEntry({ orderId, outRefundNo: 'r', amountFen: 15_840 }, AT),
  ];
  expect(balances(entries)).toMatchObject({ held: 0, revenue: 5360, refundPayable: 15_840, wechatClearing: 21_200 });
  const refunded = [...entries, refundSucceededEntry({ orderId, outRefundNo: 'r', amountFen: 15_840 }, AT)];
  expect(balances(refunded)).toMatchObject({ held: 0, revenue: 5360, refundPayable: 0, wechatClearing: 5360 });
});

test('the cause names a happening once: two payments are two entries, one payment heard twice is one', () => {
  const causes = ['a', 'b', 'a'].map((outTradeNo) => paidEntry({ orderId, outTradeNo, amountFen: 1 }, AT).cause);
  expect(new Set(causes).size).toBe(2);
});

test('an entry that does not sum to zero is refused', () => {
  const lame: Entry = { orderId, cause: 'x', at: AT, lines: [{ account: 'held', debitFen: 5, creditFen: 4 }] };
  expect(() => assertBalanced(lame)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
});

test.each([-1, 0.5, NaN])('%p fen are never written', (amountFen) => {
  expect(() => paidEntry({ orderId, outTradeNo: 'a', amountFen }, AT)).toThrow(
    expect.objectContaining({ code: 'BAD_INPUT' }),
  );
});

/** Keeps the books as the functions do: by what happened, not by what the order says. */
function entriesOf({ before, decision: { order, fact }, now }: Moment): Entry[] {
  if (!fact) return [];
  const id = String(order.version);
  const amountFen = Number(fact.details.amountFen);
  const paid = () => paidEntry({ orderId, outTradeNo: id, amountFen }, now);
  const completed =
    order.status === 'completed' && before.status !== 'completed' ? [completedEntry(order, now, price)] : [];
  switch (fact.event) {
    case 'payDeposit':
    case 'payFull':
      return [paid()];
    case 'payBalance':
      return [paid(), ...completed];
    case 'payLate':
      return [paid(), refundRequestedEntry({ orderId, outRefundNo: id, amountFen }, now)];
    case 'confirm':
      return completed;
    case 'cancel':
    case 'nurseNoShow':
    case 'patientNoShow':
    case 'refuseVisit':
      return ended(order, fact, id, now);
    case 'interrupt':
      return order.status === 'refunding' ? ended(order, fact, id, now) : sentBack(fact, id, now);
    case 'checkIn':
      return sentBack(fact, id, now);
    case 'refunded':
      return [refundSucceededEntry({ orderId, outRefundNo: id, amountFen }, now)];
    default:
      return [];
  }
}

test('an income that is nobody’s is refused', () => {
  const ofNobody = { orderId, amountFen: 5360, nurseFen: 2000, nurseId: null };
  expect(() => feeEntry(ofNobody, AT)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
  expect(feeEntry({ ...ofNobody, nurseId: 'n1' }, AT)).toMatchObject({ nurseId: 'n1' });
  // Nothing of it is a nurse's, so nobody is named.
  expect(feeEntry({ ...ofNobody, nurseFen: 0, nurseId: 'n1' }, AT)).not.toHaveProperty('nurseId');
});

const sentBack = ({ details }: OrderFact, outRefundNo: string, now: number): Entry[] =>
  Number(details.refundFen ?? 0) > 0
    ? [refundRequestedEntry({ orderId, outRefundNo, amountFen: Number(details.refundFen) }, now)]
    : [];

function ended({ nurseId }: Order, fact: OrderFact, id: string, now: number): Entry[] {
  const { feeFen, nurseFeeFen, givenFee: given, fundFen, compensationFen } = fact.details as unknown as Ending;
  return [
    ...sentBack(fact, id, now),
    feeEntry({ orderId, amountFen: feeFen, nurseFen: nurseFeeFen, nurseId, ...(given && { given }) }, now),
    fundEntry({ orderId, amountFen: fundFen, nurseId }, now),
    compensationEntry({ orderId, amountFen: compensationFen }, now),
  ];
}

function assertBooksAgree(order: Order, entries: readonly Entry[]): void {
  const { paidFen, refundedFen, refundingFen, cancellationFeeFen } = order.money;
  const { wechatClearing, held, revenue, nursePayable, refundPayable, patientPayable, ...ours } = balances(entries);
  const recognised = revenue + nursePayable + patientPayable - ours.platformFund - ours.couponCost - ours.pointsCost;
  expect(paidFen - refundedFen - refundingFen).toBe(held + recognised);
  expect(wechatClearing).toBe(paidFen - refundedFen);
  expect(refundPayable).toBe(refundingFen);
  expect(Math.min(held, revenue, nursePayable)).toBeGreaterThanOrEqual(0);
  if (['cancelled', 'refunding', 'refunded'].includes(order.status)) {
    expect([held, recognised]).toEqual([0, cancellationFeeFen]);
    expect(patientPayable).toBe(order.money.compensationFen ?? 0);
  }
  if (order.status === 'completed') expect(held).toBe(0);
}

/** ¥212.00 less a coupon of ¥30.00 and 20.00 of points. */
const DISCOUNTED = someMoney({
  price: discounted(
    aPrice(),
    {
      coupon: {
        ...{ title: '券', worth: { kind: 'amount', amountFen: 3000 }, leastFen: 0, serviceCodes: [] },
        ...{ validFrom: 0, validUntil: 1 },
      },
      ...{ points: 2000, serviceCode: 'MED-05' },
    },
    parameters,
  ),
});

/** Mostly minutes apart, sometimes hours, so that lives come far. */
const lives = fc.array(
  fc.record({
    pick: fc.nat({ max: 999 }),
    variant: fc.nat({ max: 11 }),
    minutes: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 600 })),
  }),
  { minLength: 1, maxLength: 80, size: 'max' },
);

test('at every moment of random lives: paid − refunded − refunding = held + recognised', () => {
  const ends = { completed: 0, refunded: 0 };
  fc.assert(
    fc.property(lives, fc.boolean(), (days, isDiscounted) => {
      const entries: Entry[] = [];
      const last = live(
        days,
        (moment) => {
          entries.push(...entriesOf(moment));
          assertBooksAgree(moment.decision.order, entries);
        },
        isDiscounted ? { money: DISCOUNTED } : {},
      );
      entries.forEach(assertBalanced);
      if (last.status === 'completed' || last.status === 'refunded') ends[last.status] += 1;
    }),
    { numRuns: 1600, seed: 20261123 },
  );
  // Lives that all end early would show nothing.
  expect(Math.min(ends.completed, ends.refunded)).toBeGreaterThan(5);
});
