import fc from 'fast-check';
import { anAcceptedOrder, aPrice, someMoney } from '../testing/anOrder';
import { aService } from '../testing/aService';
import { parameters as p } from '../testing/parameters';
import { cancellation } from '../order/cancel';
import { undone } from '../order/interrupt';
import { DAY } from '../schedule/beijing';
import { VISIT_AT } from '../testing/anOrder';
import { borne, discounted, givenOf, mostPoints } from './discounted';
import { sum } from './fen';
import { balances, completedEntry, feeEntry, paidEntry } from './ledger';
import { givenFen, owedFen } from './owed';

const until = { validFrom: 0, validUntil: VISIT_AT, serviceCodes: [] };
const tenYuan = { title: '补偿券', worth: { kind: 'amount', amountFen: 1000 }, leastFen: 0, ...until } as const;
const fifth = {
  title: '八折',
  worth: { kind: 'percent', percentOff: 20, capFen: 3000 },
  leastFen: 0,
  ...until,
} as const;
const less = (coupon: typeof tenYuan | typeof fifth | null, points = 0) =>
  discounted(aPrice(), { coupon, points, serviceCode: 'MED-05' }, p);

test('a coupon, then points up to a fifth of what is left; the deposit is of what is really paid', () => {
  // 212.00 − 10.00 = 202.00; a fifth of it is 40.40; 20 % of 161.60 is 32.32.
  expect(less(tenYuan, 100_000)).toMatchObject({ totalFen: 16_160, depositFen: 3232 });
  expect(less(tenYuan, 100_000).items.slice(-2)).toEqual([
    { kind: 'coupon', label: '优惠券（补偿券）', amountFen: -1000 },
    { kind: 'points', label: '积分抵扣（4040 积分）', amountFen: -4040 },
  ]);
  // 20 % of 212.00 is 42.40, capped at 30.00.
  expect(less(fifth).totalFen).toBe(18_200);
  expect(less(null, 7).totalFen).toBe(21_193);
  expect(less(null)).toEqual(aPrice());
});

test('what does not count takes nothing off, and a fen always stays to be paid', () => {
  const of = (terms: object) =>
    discounted(aPrice(), { coupon: { ...tenYuan, ...terms }, points: 0, serviceCode: 'MED-05' }, p).totalFen;
  expect(of({ leastFen: 21_201 })).toBe(21_200);
  expect(of({ leastFen: 21_200 })).toBe(20_200);
  expect(of({ serviceCodes: ['MED-06'] })).toBe(21_200);
  expect(of({ serviceCodes: ['MED-06', 'MED-05'] })).toBe(20_200);
  expect(of({ worth: { kind: 'amount', amountFen: 99_999 } })).toBe(1);
});

const anyCoupon = fc.oneof(
  fc.record({ kind: fc.constant('amount' as const), amountFen: fc.integer({ min: 1, max: 40_000 }) }),
  fc.record({
    kind: fc.constant('percent' as const),
    percentOff: fc.integer({ min: 1, max: 90 }),
    capFen: fc.integer({ min: 1, max: 40_000 }),
  }),
);

test('whatever is taken off: items sum to the total, at least a fen is left, each amount of it is shared to the last fen', () => {
  fc.assert(
    fc.property(anyCoupon, fc.nat(60_000), fc.nat(21_200), (worth, points, wholeFen) => {
      const price = discounted(aPrice(), { coupon: { ...tenYuan, worth }, points, serviceCode: 'MED-05' }, p);
      expect(sum(...price.items.map(({ amountFen }) => amountFen))).toBe(price.totalFen);
      expect(price.totalFen).toBeGreaterThanOrEqual(1);
      const given = givenOf(price);
      expect(given.points).toBeLessThanOrEqual(mostPoints(price.totalFen + given.points, p.points));
      const { patientFen, given: shares } = borne(price, wholeFen);
      expect(patientFen + shares.coupon + shares.points).toBe(wholeFen);
    }),
  );
});

/** ¥212.00 less ¥10.00 and 40.40 points: patient 161.60, coupon 10.00, points 40.40. */
const price = less(tenYuan, 100_000);
const money = someMoney({ price, paidFen: 16_160, couponId: 'c' });

test('the nurse and the platform earn by the whole price; coupon and points are what the platform gives', () => {
  // Of 168.00 she has 70 % = 117.60, and the way 20.00.
  const order = anAcceptedOrder({ money });
  const entries = [
    paidEntry({ orderId: order._id, outTradeNo: 'o', amountFen: 16_160 }, 1),
    completedEntry(order, 2, p.price),
  ];
  expect(balances(entries)).toMatchObject({
    ...{ held: 0, couponCost: 1000, pointsCost: 4040, platformFund: 0 },
    ...{ nursePayable: 13_760, revenue: 21_200 - 13_760 },
  });
});

test('a fee is shared as the price was: the patient bears his part of it, points bear theirs', () => {
  // Called off an hour and a half before: R2, 20 % of 168.00 = 33.60. Of 21200: patient 16160, coupon 1000, points 4040.
  // 3360 × 16160/21200 = 2561.2…, × 1000/21200 = 158.4…, × 4040/21200 = 640.3…: 2561 + 158 + 640 = 3359, the fen goes to the coupon.
  const order = anAcceptedOrder({ status: 'pendingService', money, createdAt: VISIT_AT - 9 * DAY });
  const ending = cancellation(order, 'patient', VISIT_AT - 90 * 60_000, p);
  expect(ending).toMatchObject({ tier: 'R2', feeFen: 2561, givenFee: { coupon: 159, points: 640 }, nurseFeeFen: 0 });
  expect(ending.refundFen).toBe(16_160 - 2561);
  const { feeFen: amountFen, nurseFeeFen: nurseFen, givenFee: given } = ending;
  const entry = feeEntry({ orderId: 'o', amountFen, nurseFen, nurseId: 'n', ...(given && { given }) }, 1);
  expect(balances([entry])).toMatchObject({ revenue: 3360, couponCost: 159, pointsCost: 640 });
});

test('a fee is never more than was paid, and what was given away shrinks with it; who paid nothing owes nothing', () => {
  const at = (paidFen: number) =>
    cancellation(
      anAcceptedOrder({ status: 'pendingService', money: { ...money, paidFen }, departedAt: 1, createdAt: 1 }),
      'patient',
      VISIT_AT - 30 * 60_000,
      p,
    );
  // R3: 33.60 and the way, 20.00: 53.60; his part 5360 × 16160/21200 = 4085.7 → 4086 (coupon 252.8 → 253, points 1021.4 → 1021).
  expect(at(16_160)).toMatchObject({ feeFen: 4086, givenFee: { coupon: 253, points: 1021 }, nurseFeeFen: 2000 + 2352 });
  // Only 32.32 of deposit: 253 × 3232/4086 = 200.1, 1021 × 3232/4086 = 807.6.
  expect(at(3232)).toMatchObject({ feeFen: 3232, givenFee: { coupon: 200, points: 807 }, nurseFeeFen: 2000 + 1567 });
  expect(at(0)).toMatchObject({ feeFen: 0, nurseFeeFen: 0 });
  expect(at(0).givenFee).toBeUndefined();
});

test('what was not done is not paid by anybody: patient, coupon and points have their parts back', () => {
  // A step of three done: of 168.00 two thirds, 112.00, are not: 8537.4, 528.3, 2134.3 → 8537 + 528 + 2134 = 11199, the fen to the patient.
  const order = anAcceptedOrder({ status: 'inService', money });
  const reduction = undone(order, [0], aService(), p);
  expect(reduction).toMatchObject({ amountFen: 8538, couponFen: 528, pointsFen: 2134 });
  const after = { ...money, reductions: [reduction] };
  expect(owedFen(after)).toBe(16_160 - 8538);
  expect(givenFen(after)).toEqual({ coupon: 472, points: 1906, package: 0 });
  const books = balances([completedEntry({ ...order, money: after }, 1, p.price)]);
  expect(books.revenue + books.nursePayable).toBe(21_200 - 11_200);
  expect(books).toMatchObject({ couponCost: 472, pointsCost: 1906 });
});
