/** Every minute: invoices whose outcome nobody told us, and those that failed a while ago. */
import { triedAgain, type Invoice } from '#domain/invoice/invoice';
import { MINUTE } from '#domain/schedule/beijing';
import { claim } from '../claims';
import { _, db } from '../database';
import { plain } from '../plain';
import { operations } from '../settings';
import { sweep } from '../sweep';
import { changeInvoice } from './invoices';
import { askOutcome, workOnInvoice } from './work';

export const lookAfterInvoices = (now: number, budgetMs: number): Promise<number> =>
  sweep<Invoice>({ find: (limit) => dueInvoices(now, limit), handle: (row) => lookAfter(row, now), budgetMs });

async function dueInvoices(now: number, limit: number): Promise<readonly Invoice[]> {
  const { data } = await db
    .collection('invoices')
    .where({ nextLookAt: _.lte(now) })
    .orderBy('nextLookAt', 'asc')
    .limit(limit)
    .get();
  return plain(data as Invoice[]);
}

async function lookAfter(row: Invoice, now: number): Promise<boolean> {
  const { invoice: p } = await operations(now);
  if (!(await claim('invoices', row, 'nextLookAt', { nextLookAt: now + p.queryMinutes * MINUTE }))) return false;
  if (row.state === 'applied' || row.state === 'reversing') await askOutcome(row, now);
  else if (row.state !== 'requested') {
    await changeInvoice(row._id, (current) => (current.state === row.state ? triedAgain(current, now) : current));
  }
  await workOnInvoice(row._id, now);
  return true;
}
