/** Coupons for something that went wrong. */
import type { Order } from '#domain/order/order';
import type { OperationParameters } from '#domain/operations/parameters';
import { nobodyFoundCoupon } from '#domain/payment/coupons/issue';
import { yuan } from '#domain/payment/fen';
import { tell } from '../messages';
import type { Effect } from '../outbox';
import type { Transaction } from '../transact';
import { couponIdFor } from './coupons';

/** O-03: nobody accepted in an hour, the order is let go, and its family gets a coupon. In the transaction that lets it go. */
export async function consoleWithCoupon(
  transaction: Transaction,
  order: Order,
  now: number,
  p: OperationParameters,
): Promise<readonly Effect[]> {
  const whom = { _id: couponIdFor('nobodyFound', order._id), userId: order.patientUserId, now };
  const coupon = nobodyFoundCoupon(whom, p.coupons);
  if (!coupon) return [];
  await transaction.add('coupons', coupon);
  return toldOfCoupon(order, p.coupons.nobodyFoundFen);
}

export const toldOfCoupon = (order: Order, amountFen: number): readonly Effect[] =>
  tell('patient', order, 'discountNotice', `送您 ${yuan(amountFen)} 优惠券`);
