/** The closing balance: recomputed from the ledger's lines alone and compared with what the orders and WeChat Pay say. */
import { db, everyRow } from '#cloud/database';
import type { LedgerRow } from '#cloud/ledger';
import type { Order } from '#domain/order/order';
import { balances, type Account } from '#domain/payment/ledger';
import { type CarePackage, heldFen } from '#domain/payment/packages/carePackage';

export interface Books {
  readonly standing: Record<Account, number>;
  readonly problems: readonly string[];
}

const all = <T>(collection: string): Promise<readonly T[]> =>
  everyRow<T>(db.collection(collection).where({}).orderBy('_id', 'asc'));

/** `clearedFen`: what the WeChat Pay stand-in holds for us by its own books. */
export async function closeBooks(clearedFen: number): Promise<Books> {
  const [entries, orders] = [await all<LedgerRow>('ledgerEntries'), await all<Order>('orders')];
  const standing = balances(entries);
  const unbalanced = entries.filter(
    ({ lines }) => lines.reduce((sum, line) => sum + line.debitFen - line.creditFen, 0) !== 0,
  );
  const problems = unbalanced.map(({ _id }) => `entry ${_id} does not sum to zero`);
  for (const order of orders) {
    const own = balances(entries.filter(({ orderId }) => orderId === order._id));
    const { paidFen, refundedFen, refundingFen } = order.money;
    if (own.wechatClearing + own.insuranceClearing + own.bank !== paidFen - refundedFen)
      problems.push(`order ${order._id}: paid − refunded ≠ clearing`);
    if (own.refundPayable !== refundingFen) problems.push(`order ${order._id}: refunds under way disagree`);
    const given = own.platformFund + own.couponCost + own.pointsCost + own.packageCost;
    const recognised = own.revenue + own.nursePayable + own.patientPayable - given;
    if (own.held + recognised !== paidFen - refundedFen - refundingFen) {
      problems.push(`order ${order._id}: paid − refunded ≠ held + recognised`);
    }
    if (order.status === 'completed' && own.held !== 0)
      problems.push(`order ${order._id}: completed, yet money is held`);
  }
  for (const one of await all<CarePackage>('packages')) {
    const own = balances(entries.filter(({ packageId }) => packageId === one._id));
    if (own.packageHeld !== heldFen(one)) problems.push(`package ${one._id}: paid − used − sent back ≠ held`);
  }
  // It keeps its fees back at once; we hear of them with the bill.
  const beforeFeesFen = standing.wechatClearing + standing.wechatFees;
  if (beforeFeesFen !== clearedFen) problems.push(`we book ${beforeFeesFen} fen, WeChat Pay holds ${clearedFen}`);
  return { standing, problems };
}
