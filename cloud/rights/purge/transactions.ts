/** Money and messages of one order, and the order itself. */
import type { CarePackage } from '#domain/payment/packages/carePackage';
import { erase } from '../../database';
import { removeWhere, rowsWhere } from '../accountFacts';

const BY_ORDER = [
  'payments',
  'refunds',
  'insuranceRefunds',
  'offers',
  'orderCovers',
  'outbox',
  'reviews',
  'complaints',
  'disputes',
];

export async function purgeMoneyOf(orderId: string): Promise<void> {
  for (const collection of BY_ORDER) await removeWhere(collection, { orderId });
  for (const collection of ['invoicePrivate', 'invoices', 'disputePrivate']) await erase(collection, orderId);
}

/** What surrounds the order first, the order last: by it the rest is found. */
export async function purgeOrder(orderId: string): Promise<void> {
  for (const collection of ['orderEvents', 'orderEventsArchive', 'eligibilityDecisions'])
    await removeWhere(collection, { orderId });
  await removeWhere('consents', { subject: `orders/${orderId}` });
  for (const collection of ['orderPrivate', 'tracks', 'ordersArchive', 'orders']) await erase(collection, orderId);
}

/** Packages of an account with their payments and refunds; the packages last, since by them the rest is found. */
export async function purgePackagesOf(ownerUserId: string): Promise<void> {
  for (const { _id: packageId } of await rowsWhere<CarePackage>('packages', { ownerUserId }))
    for (const collection of ['payments', 'refunds']) await removeWhere(collection, { packageId });
  await removeWhere('packages', { ownerUserId });
}
