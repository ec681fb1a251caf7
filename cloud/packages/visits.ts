/** Visits of packages that orders take, in the transactions that make and end the orders. */
import type { Order } from '#domain/order/order';
import { givenOf } from '#domain/payment/discounted';
import { type CarePackage, notUsable, type PackagedVisit, reserved, spent } from '#domain/payment/packages/carePackage';
import { packageUsedEntry } from '#domain/payment/packages/packageEntries';
import { db } from '../database';
import { book } from '../ledger';
import { plain } from '../plain';
import type { Transaction } from '../transact';
import { sendBack } from './refunding';

/** More packages at once nobody has. */
const MOST = 100;

/** Those that can pay this visit, the first to run out first. */
export async function usablePackages(visit: Omit<PackagedVisit, '_id'>): Promise<readonly CarePackage[]> {
  const { data } = await db
    .collection('packages')
    .where({ ownerUserId: visit.patientUserId, state: 'active' })
    .orderBy('validUntil', 'asc')
    .limit(MOST)
    .get();
  return plain(data as CarePackage[]).filter((one) => notUsable(one, visit) === null);
}

/** Of two orders for the last visit both write this document: one runs again and is refused. */
export async function reservePackageVisit(transaction: Transaction, order: Order): Promise<void> {
  const { packageId } = order.money;
  if (packageId === undefined) return;
  await transaction.put('packages', reserved(await transaction.get<CarePackage>('packages', packageId), order));
}

/** The order is over, and its package bore `usedFen` of it: the books, the visit, and what goes back of its share. */
export async function endPackageVisit(
  transaction: Transaction,
  order: Order,
  usedFen: number,
  now: number,
): Promise<void> {
  const { _id: orderId, money } = order;
  const { packageId, price } = money;
  if (packageId === undefined) return;
  const one = await transaction.get<CarePackage>('packages', packageId);
  const end = one && spent(one, orderId, { usedFen, coveredFen: givenOf(price).package });
  if (!end) throw new Error(`order ${orderId} has no visit of package ${packageId}`);
  await transaction.put('packages', end.after);
  if (end.consumedFen > 0)
    await book(transaction, packageUsedEntry({ packageId, orderId, amountFen: end.consumedFen }, now));
  if (end.refundFen > 0) await sendBack(transaction, packageId, end.refundFen, now);
}
