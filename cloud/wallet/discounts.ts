/** What is taken off an order, from the question for a price to the end of the order. */
import type { DiscountChoices, DiscountWish } from '#contract/discounts';
import { type Ending, givenBack } from '#domain/order/ending';
import type { Order } from '#domain/order/order';
import { type Coupon, takenOffFen } from '#domain/payment/coupons/coupon';
import { discounted, givenOf, mostPoints } from '#domain/payment/discounted';
import { packaged } from '#domain/payment/packages/packaged';
import type { Price } from '#domain/payment/price';
import { usablePoints } from '#domain/payment/points/points';
import { Refusal } from '#domain/refusal';
import { operations } from '../settings';
import type { Transaction } from '../transact';
import type { Wish } from '../wishes';
import { packageChoice } from '../packages/choice';
import { reservePackageVisit, usablePackages } from '../packages/visits';
import { giveCouponBack, reserveCoupon, usableCoupons, useCoupon } from './coupons';
import { pointsOf, redeemPoints, returnPoints } from './points';

/** The coupon that saves most, of two equal ones the one that runs out first: put before the patient, never forced on anybody. */
export const BEST = 'best';

type Priced = Pick<Wish, 'price' | 'service' | 'recipient' | 'startAt' | 'p'>;
export interface DiscountedPrice {
  readonly price: Price;
  readonly couponId: string | null;
  readonly packageId: string | null;
  readonly choices: DiscountChoices;
}

/** `userId`: whose order it becomes, and so whose coupons and points. */
export async function discountedPrice(
  { price, service, recipient, startAt, p }: Priced,
  wish: DiscountWish,
  userId: string,
  now: number,
): Promise<DiscountedPrice> {
  const visit = { patientUserId: userId, recipientId: recipient._id, serviceCode: service.code, startAt };
  const [coupons, account, packages] = await Promise.all([
    usableCoupons(userId, now),
    pointsOf(userId),
    usablePackages(visit),
  ]);
  const prepaid = packageChoice(packages, price, wish.packageId ?? null);
  // Published stacking rule: what was paid before goes with neither coupon nor points.
  if (prepaid.taken) {
    const { taken, ...choices } = prepaid;
    const none = { coupons: [], couponId: null, points: { balance: usablePoints(account, now), usable: 0, used: 0 } };
    const after = packaged(price, taken, p.price);
    return { price: after, couponId: null, packageId: taken._id, choices: { ...none, ...choices } };
  }
  const offered = coupons
    .map((coupon) => ({ coupon, offFen: takenOffFen(coupon, { totalFen: price.totalFen, serviceCode: service.code }) }))
    .sort((a, b) => b.offFen - a.offFen || a.coupon.validUntil - b.coupon.validUntil);
  const coupon = chosen(offered, wish.couponId ?? null);
  const balance = usablePoints(account, now);
  const wanted = { coupon, serviceCode: service.code, points: wish.usePoints ? balance : 0 };
  const after = discounted(price, wanted, p);
  const withoutPoints = price.totalFen - givenOf(after).coupon;
  const usable = Math.min(balance, mostPoints(withoutPoints, p.points));
  const couponId = coupon?._id ?? null;
  const choices = {
    coupons: offered.map(choiceOf),
    couponId,
    points: { balance, usable, used: givenOf(after).points },
    ...{ packages: prepaid.packages, packageId: null },
  };
  return { price: after, couponId, packageId: null, choices };
}

interface Offered {
  readonly coupon: Coupon;
  readonly offFen: number;
}

/** Whoever names one gets it or hears that it cannot be had; other people's are not there. */
function chosen(offered: readonly Offered[], couponId: string | null): Coupon | null {
  if (couponId === null) return null;
  const found = couponId === BEST ? offered[0] : offered.find(({ coupon }) => coupon._id === couponId);
  if (found && found.offFen > 0) return found.coupon;
  if (couponId === BEST) return null;
  throw new Refusal('COUPON_NOT_USABLE', { state: found ? 'notForThis' : 'none' });
}

const choiceOf = ({ coupon, offFen }: Offered): DiscountChoices['coupons'][number] => ({
  ...{ couponId: coupon._id, title: coupon.title, offFen },
  ...{ leastFen: coupon.leastFen, validUntil: coupon.validUntil },
});

/** In the transaction that makes the order. */
export async function takeDiscounts(transaction: Transaction, order: Order, now: number): Promise<void> {
  await reserveCoupon(transaction, order, now);
  await reservePackageVisit(transaction, order);
  await redeemPoints(transaction, order, now);
}

/** In the transaction that ends the order: back comes what its fee did not need. */
export async function returnDiscounts(
  transaction: Transaction,
  order: Order,
  ending: Pick<Ending, 'feeFen' | 'givenFee'>,
  now: number,
): Promise<void> {
  const back = givenBack(order, ending);
  if (!back) return;
  const p = await operations(now);
  if (back.coupon === 'back') await giveCouponBack(transaction, order, now, p);
  else await useCoupon(transaction, order);
  await returnPoints(transaction, order, { points: back.points, cause: 'cancelled' }, now, p);
}
