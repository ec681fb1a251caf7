import fc from 'fast-check';
import { parameters } from '../../testing/parameters';
import { assertSensible, type Campaign, hasRoom, isOpen } from './campaign';
import type { Coupon } from './coupon';
import { mostFen } from './coupon';
import {
  campaignCoupon,
  compensationCoupon,
  expired,
  givenBack,
  newUserCoupon,
  nobodyFoundCoupon,
  reserved,
  used,
} from './issue';

const { coupons: p } = parameters;
const NOW = Date.parse('2026-11-23T08:00:00+08:00');
const day = (text: string) => Date.parse(`${text}T00:00:00+08:00`);
const whom = { _id: 'c', userId: 'u', now: NOW };
const order = { _id: 'o', patientUserId: 'u' };

const campaign: Campaign = {
  ...{ _id: 'k', title: '冬日关怀', worth: { kind: 'amount', amountFen: 1500 }, leastFen: 10_000, serviceCodes: [] },
  ...{ budgetFen: 7500, committedFen: 0, issued: 0, used: 0, perAccount: 1, state: 'open', openedBy: 'x', openedAt: 1 },
  ...{ claimFrom: NOW, claimUntil: NOW + 10, validDays: 14 },
};

test('what each is worth and how long it counts', () => {
  expect(newUserCoupon(whom, p)).toMatchObject({
    ...{ kind: 'newUser', worth: { amountFen: 2000 }, leastFen: 10_000, state: 'issued', orderId: null },
    ...{ validFrom: NOW, validUntil: day('2026-12-24') },
  });
  // O-03: ten yuan.
  expect(nobodyFoundCoupon(whom, p)).toMatchObject({ kind: 'compensation', worth: { amountFen: 1000 }, leastFen: 0 });
  expect(nobodyFoundCoupon(whom, { ...p, nobodyFoundFen: 0 })).toBeNull();
  expect(newUserCoupon(whom, { ...p, newUserFen: 0 })).toBeNull();
  expect(campaignCoupon(whom, campaign)).toMatchObject({ campaignId: 'k', validUntil: day('2026-12-08') });
  expect(() => compensationCoupon(whom, 10_001, p)).toThrow('PARAMETER_OUT_OF_RANGE');
  expect(() => compensationCoupon(whom, 0.5, p)).toThrow('PARAMETER_OUT_OF_RANGE');
});

test('one order has it; it comes back for a week at least; what an order has does not run out', () => {
  const coupon = compensationCoupon(whom, 1000, p);
  const taken = reserved(coupon, order, NOW);
  expect(taken).toMatchObject({ state: 'reserved', orderId: 'o' });
  const late = coupon.validUntil;
  expect(expired(taken, late)).toBeNull();
  expect(expired(coupon, late)).toMatchObject({ state: 'expired' });
  expect(expired(coupon, late - 1)).toBeNull();
  expect(givenBack(used(taken), NOW, p)).toEqual(coupon);
  expect(givenBack(taken, day('2027-03-01'), p)).toMatchObject({ state: 'issued', validUntil: day('2027-03-09') });
});

test.each<[string, Partial<Coupon> | null, number]>([
  ['somebody else’s', { userId: 'other' }, NOW],
  ['another order has it', { state: 'reserved', orderId: 'p' }, NOW],
  ['used', { state: 'used' }, NOW],
  ['run out', {}, day('2027-06-01')],
  ['not yet', { validFrom: NOW + 1 }, NOW],
  ['there is none', null, NOW],
])('refused: %s', (_, except, now) => {
  const coupon = except && { ...compensationCoupon(whom, 1000, p), ...except };
  expect(() => reserved(coupon, order, now)).toThrow('COUPON_NOT_USABLE');
});

test('a budget gives out as many as it can pay for, and not one more', () => {
  const worth = fc.oneof(
    fc.record({ kind: fc.constant('amount' as const), amountFen: fc.integer({ min: 1, max: 5000 }) }),
    fc.record({
      kind: fc.constant('percent' as const),
      percentOff: fc.integer({ min: 1, max: 90 }),
      capFen: fc.integer({ min: 1, max: 5000 }),
    }),
  );
  fc.assert(
    fc.property(worth, fc.integer({ min: 0, max: 40_000 }), (each, budgetFen) => {
      let now: Campaign = { ...campaign, worth: each, budgetFen };
      while (hasRoom(now) && now.issued < 50_000) {
        now = { ...now, committedFen: now.committedFen + mostFen(each), issued: now.issued + 1 };
      }
      expect(now.committedFen).toBeLessThanOrEqual(budgetFen);
      expect(now.issued).toBe(Math.floor(budgetFen / mostFen(each)));
    }),
    { numRuns: 60 },
  );
  expect([NOW - 1, NOW, NOW + 9, NOW + 10].map((at) => isOpen(campaign, at))).toEqual([false, true, true, false]);
  expect(isOpen({ ...campaign, state: 'closed' }, NOW)).toBe(false);
  expect(() => assertSensible({ ...campaign, budgetFen: 1499 })).toThrow('PARAMETER_OUT_OF_RANGE');
  expect(() => assertSensible({ ...campaign, claimUntil: NOW })).toThrow('PARAMETER_OUT_OF_RANGE');
});
