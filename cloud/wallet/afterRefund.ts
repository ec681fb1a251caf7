/** A visit that was refunded whole gives back what else it was paid with: its coupon, and the points with the days they had. */
import type { Order } from '#domain/order/order';
import type { OperationParameters } from '#domain/operations/parameters';
import { givenFen, isWhollyRefunded } from '#domain/payment/owed';
import { type PointEntry, returned, withoutReturned } from '#domain/payment/points/points';
import { sum } from '#domain/payment/fen';
import type { Transaction } from '../transact';
import { giveCouponBack } from './coupons';
import { changePoints } from './points';

/** In the transaction in which the order is both completed and refunded whole, whichever came last. */
export async function returnAfterRefund(
  transaction: Transaction,
  order: Order,
  now: number,
  p: OperationParameters,
): Promise<void> {
  if (!isWhollyRefunded(order.money)) return;
  if (order.money.couponId !== undefined) await giveCouponBack(transaction, order, now, p);
  const { points } = givenFen(order.money);
  if (points > 0) await returnRedeemed(transaction, order, points, now, p);
}

async function returnRedeemed(
  transaction: Transaction,
  { _id: orderId, patientUserId: userId }: Order,
  points: number,
  now: number,
  p: OperationParameters,
): Promise<void> {
  const entries = await transaction.find<PointEntry>('pointEntries', { orderId });
  const redemption = entries.find(({ kind }) => kind === 'redeemed');
  if (!redemption) throw new Error(`order ${orderId} was paid with points nobody took`);
  const before = sum(...entries.filter(({ kind }) => kind === 'returned').map((one) => one.points));
  await changePoints(transaction, userId, () =>
    returned(withoutReturned(redemption, before), { userId, orderId, at: now, cause: 'refunded' }, points, p.points),
  );
}
