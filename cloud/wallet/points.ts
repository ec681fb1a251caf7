/** Points in the database: `pointAccounts`, the sum of `pointEntries`, both written in the transaction that causes them. */
import type { Order } from '#domain/order/order';
import type { OperationParameters } from '#domain/operations/parameters';
import { givenOf } from '#domain/payment/discounted';
import { givenFen, ownPaidFen } from '#domain/payment/owed';
import {
  applied,
  earned,
  earnedBy,
  NO_POINTS,
  type PointAccount,
  type PointEntry,
  redeemed,
  returned,
  reversed,
} from '#domain/payment/points/points';
import { read } from '../database';
import type { Transaction } from '../transact';

export const pointsOf = async (userId: string): Promise<PointAccount> =>
  (await read<PointAccount>('pointAccounts', userId)) ?? NO_POINTS(userId);

/** The one way points change. `decide` sees the account as it is in this transaction; null: nothing changes. */
export async function changePoints(
  transaction: Transaction,
  userId: string,
  decide: (account: PointAccount) => PointEntry | null,
): Promise<PointEntry | null> {
  const account = (await transaction.get<PointAccount>('pointAccounts', userId)) ?? NO_POINTS(userId);
  const entry = decide(account);
  if (!entry) return null;
  await transaction.add('pointEntries', entry);
  await transaction.put('pointAccounts', applied(account, entry));
  return entry;
}

const of = ({ _id, patientUserId }: Order, at: number) => ({ userId: patientUserId, orderId: _id, at });

/** In the transaction that makes the order: what its price says is paid with points. */
export async function redeemPoints(transaction: Transaction, order: Order, now: number): Promise<void> {
  const { points } = givenOf(order.money.price);
  if (points === 0) return;
  await changePoints(transaction, order.patientUserId, (account) => redeemed(account, of(order, now), points));
}

/** Points of the price that were not needed after all. */
export async function returnPoints(
  transaction: Transaction,
  order: Order,
  { points, cause }: { readonly points: number; readonly cause: string },
  now: number,
  p: OperationParameters,
): Promise<void> {
  if (points === 0) return;
  const redemption = await transaction.get<PointEntry>('pointEntries', `${order._id}:redeemed`);
  if (!redemption) throw new Error(`order ${order._id} was paid with points nobody took`);
  await changePoints(transaction, order.patientUserId, () =>
    returned(redemption, { ...of(order, now), cause }, points, p.points),
  );
}

/** The visit is done and paid: new points, and back come those that a reduction left over. */
export async function notePoints(
  transaction: Transaction,
  order: Order,
  now: number,
  p: OperationParameters,
): Promise<void> {
  const left = givenOf(order.money.price).points - givenFen(order.money).points;
  await returnPoints(transaction, order, { points: left, cause: 'completed' }, now, p);
  await changePoints(transaction, order.patientUserId, () => earned(of(order, now), ownPaidFen(order.money), p.points));
}

/**
 * Money of a completed visit goes back (`refundFen` of `paidFen` that stayed until now): the points it brought go too. For whoever
 * decides about refunds after completion; `cause` names the refund.
 */
export async function reversePoints(
  transaction: Transaction,
  order: Order,
  { refundFen, cause }: { readonly refundFen: number; readonly cause: string },
  now: number,
  p: OperationParameters,
): Promise<void> {
  const before = ownPaidFen(order.money);
  const points = earnedBy(before, p.points) - earnedBy(before - refundFen, p.points);
  if (points === 0) return;
  await changePoints(transaction, order.patientUserId, (account) =>
    reversed(account, { ...of(order, now), cause }, points),
  );
}
