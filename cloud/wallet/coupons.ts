/** Coupons in the database: `coupons`. */
import { createHash } from 'node:crypto';
import type { Order } from '#domain/order/order';
import type { Coupon } from '#domain/payment/coupons/coupon';
import { givenBack, reserved, used } from '#domain/payment/coupons/issue';
import type { OperationParameters } from '#domain/operations/parameters';
import { _, db } from '../database';
import type { Transaction } from '../transact';

/** Enough for a screen, and for the best of them. */
const MOST = 100;

/** Named by why it is given, so that the same reason twice is the same coupon. */
export const couponIdFor = (...reason: readonly string[]): string =>
  createHash('sha256').update(reason.join('/')).digest('hex').slice(0, 32);

/** The newest first. */
export async function couponsOf(userId: string): Promise<readonly Coupon[]> {
  const { data } = await db.collection('coupons').where({ userId }).orderBy('issuedAt', 'desc').limit(MOST).get();
  return data as Coupon[];
}

/** Those that may be used now, the first to run out first. */
export async function usableCoupons(userId: string, now: number): Promise<readonly Coupon[]> {
  const { data } = await db
    .collection('coupons')
    .where({ userId, state: 'issued', validUntil: _.gt(now) })
    .orderBy('validUntil', 'asc')
    .limit(MOST)
    .get();
  return (data as Coupon[]).filter(({ validFrom }) => validFrom <= now);
}

/** In the transaction that makes the order. */
export async function reserveCoupon(transaction: Transaction, order: Order, now: number): Promise<void> {
  const { couponId } = order.money;
  if (couponId === undefined) return;
  await transaction.put('coupons', reserved(await transaction.get<Coupon>('coupons', couponId), order, now));
}

async function couponOf(transaction: Transaction, { _id, money }: Order): Promise<Coupon | null> {
  if (money.couponId === undefined) return null;
  const coupon = await transaction.get<Coupon>('coupons', money.couponId);
  return coupon?.orderId === _id ? coupon : null;
}

/** The first money for the order has come. */
export async function useCoupon(transaction: Transaction, order: Order): Promise<void> {
  const coupon = await couponOf(transaction, order);
  if (coupon?.state === 'reserved') await transaction.put('coupons', used(coupon));
}

/** The order came to nothing. */
export async function giveCouponBack(
  transaction: Transaction,
  order: Order,
  now: number,
  p: OperationParameters,
): Promise<void> {
  const coupon = await couponOf(transaction, order);
  if (coupon) await transaction.put('coupons', givenBack(coupon, now, p.coupons));
}
