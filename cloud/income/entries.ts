/** What the ledger knows of a nurse's income. Nothing here computes an amount. */
import type { Order } from '#domain/order/order';
import { type IncomeItem, isIncome, itemOf } from '#domain/payment/statement/items';
import { _, db, everyRow, rows } from '../database';
import type { LedgerRow } from '../ledger';

/** The platform takes so many values in one condition without complaint. */
const AT_ONCE = 100;

export const entriesOf = (nurseId: string, fromAt: number, toAt: number): Promise<readonly LedgerRow[]> =>
  everyRow<LedgerRow>(
    db
      .collection('ledgerEntries')
      .where({ nurseId, at: _.gte(fromAt).and(_.lt(toAt)) })
      .orderBy('at', 'asc')
      .orderBy('_id', 'asc'),
  );

/** All of one order's; there are a handful. */
export const entriesOfOrder = (orderId: string): Promise<readonly LedgerRow[]> =>
  rows<LedgerRow>(db.collection('ledgerEntries').where({ orderId }), AT_ONCE, 'entries of one order');

/** Her income from one instant to another, with what is known of the visits. */
export async function incomeItems(nurseId: string, fromAt: number, toAt: number): Promise<readonly IncomeItem[]> {
  const entries = (await entriesOf(nurseId, fromAt, toAt)).filter(isIncome);
  const orders = await ordersById([...new Set(entries.map(({ orderId }) => orderId).filter(Boolean))]);
  return entries.map((entry) => itemOf(entry, orders.get(entry.orderId)));
}

/** Young and archived ones; one that is gone is missing. */
async function ordersById(ids: readonly string[]): Promise<ReadonlyMap<string, Order>> {
  const found: Order[] = [];
  for (const collection of ['orders', 'ordersArchive']) {
    const known = new Set(found.map(({ _id }) => _id));
    const missing = ids.filter((id) => !known.has(id));
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const some = db.collection(collection).where({ _id: _.in(missing.slice(at, at + AT_ONCE)) });
      found.push(...(await rows<Order>(some, AT_ONCE + 1, collection)));
    }
  }
  return new Map(found.map((order) => [order._id, order]));
}

interface Sum {
  readonly debitFen: number;
  readonly creditFen: number;
}

/** What the books owe her now: earned and not yet arrived, stated or not. */
export async function owedTo(nurseId: string): Promise<number> {
  const $ = db.command.aggregate;
  const { data } = await db
    .collection('ledgerEntries')
    .aggregate()
    .match({ nurseId })
    .unwind('$lines')
    .match({ 'lines.account': 'nursePayable' })
    .group({ _id: null, debitFen: $.sum('$lines.debitFen'), creditFen: $.sum('$lines.creditFen') })
    .end();
  const [total] = data as Sum[];
  return total ? total.creditFen - total.debitFen : 0;
}
