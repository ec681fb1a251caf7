/** How a coupon comes into the world and what becomes of it. Its id names why it was given, so that nobody is given it twice. */
import type { OperationParameters } from '../../operations/parameters';
import { Refusal } from '../../refusal';
import { DAY, startOfBeijingDay } from '../../schedule/beijing';
import type { Campaign } from './campaign';
import { type Coupon, type CouponTerms, isValidAt } from './coupon';

/** To the end of the day so many days later. */
export const endOfDayAfter = (now: number, days: number): number => startOfBeijingDay(now) + (days + 1) * DAY;

interface For {
  readonly _id: string;
  readonly userId: string;
  readonly now: number;
}

type About = Pick<Coupon, 'kind' | 'campaignId' | 'title'> & Omit<CouponTerms, 'validFrom' | 'validUntil'>;

const issued = ({ _id, userId, now }: For, about: About, days: number): Coupon => ({
  ...{ _id, userId, ...about, validFrom: now, validUntil: endOfDayAfter(now, days) },
  ...{ state: 'issued', orderId: null, issuedAt: now, remindedAt: null },
});

const anywhere = (amountFen: number, leastFen: number) =>
  ({ campaignId: null, worth: { kind: 'amount', amountFen }, leastFen, serviceCodes: [] }) as const;

/** For the first verified person of an account; operators switch it off by setting it to nothing. */
export function newUserCoupon(whom: For, p: OperationParameters['coupons']): Coupon | null {
  if (p.newUserFen === 0) return null;
  const about = { kind: 'newUser', title: '新人券', ...anywhere(p.newUserFen, p.newUserLeastFen) } as const;
  return issued(whom, about, p.newUserDays);
}

/** O-03: an hour went by and nobody accepted. */
export function nobodyFoundCoupon(whom: For, p: OperationParameters['coupons']): Coupon | null {
  if (p.nobodyFoundFen === 0) return null;
  const about = { kind: 'compensation', title: '无护士接单补偿券', ...anywhere(p.nobodyFoundFen, 0) } as const;
  return issued(whom, about, p.nobodyFoundDays);
}

/** O-10: something went wrong, and a person gives this for it. */
export function compensationCoupon(whom: For, amountFen: number, p: OperationParameters['coupons']): Coupon {
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0 || amountFen > p.compensationMostFen) {
    throw new Refusal('PARAMETER_OUT_OF_RANGE', { amountFen, most: p.compensationMostFen });
  }
  return issued(whom, { kind: 'compensation', title: '补偿券', ...anywhere(amountFen, 0) }, p.compensationDays);
}

export function campaignCoupon(whom: For, { _id, title, worth, leastFen, serviceCodes, validDays }: Campaign): Coupon {
  const about = { kind: 'campaign', campaignId: _id, title, worth, leastFen, serviceCodes } as const;
  return issued(whom, about, validDays);
}

/** An order takes it; of two at once the second finds it taken. */
export function reserved(
  coupon: Coupon | null,
  order: { readonly _id: string; readonly patientUserId: string },
  now: number,
): Coupon {
  if (coupon?.userId !== order.patientUserId || coupon.state !== 'issued' || !isValidAt(coupon, now)) {
    throw new Refusal('COUPON_NOT_USABLE', { state: coupon?.state ?? 'none' });
  }
  return { ...coupon, state: 'reserved', orderId: order._id };
}

/** The order was paid, or kept a fee of which the coupon bore its part. */
export const used = (coupon: Coupon): Coupon => ({ ...coupon, state: 'used' });

/** Nothing of it was needed: its owner has it again, for some days at least. */
export const givenBack = (coupon: Coupon, now: number, p: OperationParameters['coupons']): Coupon => ({
  ...coupon,
  ...{ state: 'issued', orderId: null, remindedAt: null },
  validUntil: Math.max(coupon.validUntil, endOfDayAfter(now, p.returnedDays)),
});

/** Null while there is time, and for what an order has. */
export const expired = (coupon: Coupon, now: number): Coupon | null =>
  coupon.state === 'issued' && coupon.validUntil <= now ? { ...coupon, state: 'expired' } : null;
