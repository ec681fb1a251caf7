/** Invoices in the database: `invoices`, one per order. */
import * as v from 'valibot';
import { netPaidFen } from '#domain/payment/owed';
import { nextStep, type Invoice } from '#domain/invoice/invoice';
import type { Invoicing } from '#domain/invoice/goods';
import type { InvoiceTitle } from '#domain/invoice/title';
import { Refusal } from '#domain/refusal';
import { read } from '../database';
import { orderById } from '../orders';
import { enqueue } from '../outbox';
import { seal, unseal, type Cipher } from '../personalData';
import { transact, type Transaction } from '../transact';

/** A document of `invoicePrivate`, id = the order's: operators read `invoices`, nobody reads this. */
export interface InvoicePrivate {
  readonly _id: string;
  readonly titleCipher: Cipher;
}

const titleField = (orderId: string): string => `invoices/${orderId}/title`;

export const sealedTitle = (orderId: string, title: InvoiceTitle): InvoicePrivate => ({
  _id: orderId,
  titleCipher: seal(JSON.stringify(title), titleField(orderId)),
});

export async function titleOf(orderId: string): Promise<InvoiceTitle> {
  const found = await read<InvoicePrivate>('invoicePrivate', orderId);
  if (!found) throw new Error(`an invoice without a title: ${orderId}`);
  return JSON.parse(unseal(found.titleCipher, titleField(orderId))) as InvoiceTitle;
}

export async function invoiceById(orderId: string): Promise<Invoice> {
  const invoice = await read<Invoice>('invoices', orderId);
  if (!invoice) throw new Refusal('NOT_FOUND', { invoice: orderId });
  return invoice;
}

/** What the order keeps at this moment: paid, and neither back nor on its way back. */
export const keptFen = async (orderId: string): Promise<number> => netPaidFen((await orderById(orderId)).money);

/**
 * Changes it in a transaction; the same object back writes nothing. `keptFen`: what the order keeps, where an errand is to go on with
 * whatever follows from the change.
 */
export function changeInvoice(
  orderId: string,
  change: (invoice: Invoice) => Invoice,
  errand?: { readonly keptFen: number; readonly now: number },
): Promise<Invoice> {
  return transact(async (transaction) => {
    const before = await transaction.get<Invoice>('invoices', orderId);
    if (!before) throw new Refusal('NOT_FOUND', { invoice: orderId });
    const after = change(before);
    if (after === before) return before;
    await transaction.put('invoices', after);
    const goesOn = errand && after.state !== before.state && nextStep(after, errand.keptFen, errand.now).ask !== null;
    if (goesOn) await sendErrand(transaction, orderId, `${after.round}:${after.state}`, errand.now);
    return after;
  });
}

/** Somebody goes on with the invoice of this order after the commit. */
export const sendErrand = (transaction: Transaction, orderId: string, why: string, now: number): Promise<void> =>
  enqueue(transaction, [{ kind: 'invoice', payload: { orderId } }], {
    ...{ orderId, cause: `invoice:${orderId}:${why}:${now}`, now },
  });

const GoodsShape = v.object({
  goodsName: v.string(),
  goodsCategory: v.string(),
  taxCode: v.pipe(v.string(), v.regex(/^\d{19}$/)),
  taxRateTenThousandths: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999)),
  taxPreferMark: v.string(),
});
const InvoicingShape = v.object({ sellerName: v.string(), goods: v.record(v.string(), GoodsShape) });

/** The setting of who sells what; incomplete is an error that names what is missing. */
export async function invoicing(): Promise<Invoicing> {
  const result = v.safeParse(InvoicingShape, await read<object>('settings', 'invoicing'));
  if (result.success) return result.output;
  const fields = result.issues.map((issue) => v.getDotPath(issue) ?? '').join(', ');
  throw new Error(`settings/invoicing is incomplete, compare it with database/data/invoicing.json: ${fields}`);
}
