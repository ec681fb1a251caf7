/** One's own receipts and invoices: the steps of `ownMoney` about them. Only who booked and paid an order has its papers. */
import type {
  InvoiceReply,
  InvoicesReply,
  InvoiceView,
  OwnInvoicesInput,
  OwnInvoicesReply,
} from '#contract/ownInvoices';
import { applyIdOf, invoiceableFen, MAY_BE_REPLACED, requestInvoice, type Invoice } from '#domain/invoice/invoice';
import { maskedTitle } from '#domain/invoice/title';
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import type { Account } from '../accounts';
import { _, db, read } from '../database';
import { handOut } from '../documents/handOut';
import { poke } from '../functions';
import { orderById } from '../orders';
import { plain } from '../plain';
import { transact } from '../transact';
import { fapiaoPdf } from '../weChatPay/fapiao';
import { invoiceById, sealedTitle, sendErrand } from './invoices';
import { receiptPdf } from './receipts';
import { ownTitle, removeTitle, saveTitle, titlesOf } from './titles';

const PAGE = 20;

export async function ownInvoices(input: OwnInvoicesInput, account: Account, now: number): Promise<OwnInvoicesReply> {
  const { userId } = account;
  switch (input.kind) {
    case 'receipt': {
      const order = await ownOrder(input.orderId, userId);
      return handOut({ userId, name: 'receipt', make: () => receiptPdf(order, now) }, now);
    }
    case 'invoice':
      return invoiceReply(await ownOrder(input.orderId, userId), userId);
    case 'requestInvoice':
      return request(input, userId, now);
    case 'invoiceFile':
      return invoiceFile(await ownOrder(input.orderId, userId), userId, now);
    case 'invoices':
      return page(userId, input.before);
    case 'saveInvoiceTitle': {
      const { titleKind, name, taxNumber } = input;
      await saveTitle(userId, { kind: titleKind, name, taxNumber }, now);
      return { kind: 'invoiceTitles', titles: await titlesOf(userId) };
    }
    case 'removeInvoiceTitle':
      await removeTitle(userId, input.titleId);
      return { kind: 'invoiceTitles', titles: await titlesOf(userId) };
    case 'invoiceTitles':
      return { kind: 'invoiceTitles', titles: await titlesOf(userId) };
  }
}

/** Somebody else's order is not found. */
async function ownOrder(orderId: string, userId: string): Promise<Order> {
  const order = await orderById(orderId);
  if (order.patientUserId !== userId) throw new Refusal('NOT_FOUND', { orderId });
  return order;
}

async function invoiceReply(order: Order, userId: string): Promise<InvoiceReply> {
  const [invoice, titles] = await Promise.all([read<Invoice>('invoices', order._id), titlesOf(userId)]);
  return { kind: 'invoice', invoice: invoice && viewOf(invoice), ...mayAsk(order, invoice), titles };
}

function mayAsk(order: Order, invoice: Invoice | null): Pick<InvoiceReply, 'amountFen' | 'whyNot'> {
  if (invoice && !MAY_BE_REPLACED.includes(invoice.state)) return { amountFen: null, whyNot: 'INVOICE_EXISTS' };
  try {
    return { amountFen: invoiceableFen(order), whyNot: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { amountFen: null, whyNot: error.code as InvoiceReply['whyNot'] };
  }
}

/** Decided and written with its errand in one transaction; WeChat Pay is asked by the errand. */
async function request(
  { orderId, titleId }: Extract<OwnInvoicesInput, { kind: 'requestInvoice' }>,
  userId: string,
  now: number,
): Promise<InvoiceReply> {
  const [order, title] = await Promise.all([ownOrder(orderId, userId), ownTitle(userId, titleId)]);
  const sealed = sealedTitle(orderId, title);
  await transact(async (transaction) => {
    const existing = await transaction.get<Invoice>('invoices', orderId);
    const shown = { titleKind: title.kind, titleShown: maskedTitle(title) };
    const invoice = requestInvoice(existing, order, shown, now);
    await transaction.put('invoices', invoice);
    await transaction.put('invoicePrivate', sealed);
    await sendErrand(transaction, orderId, `${invoice.round}:requested`, now);
  });
  await poke('outboxTimer');
  return invoiceReply(order, userId);
}

async function invoiceFile({ _id: orderId }: Order, userId: string, now: number): Promise<OwnInvoicesReply> {
  const invoice = await invoiceById(orderId);
  if (invoice.state !== 'issued') throw new Refusal('INVOICE_NOT_READY', { state: invoice.state });
  return handOut({ userId, name: 'invoice', make: () => fapiaoPdf(applyIdOf(invoice)) }, now);
}

async function page(patientUserId: string, before: number | undefined): Promise<InvoicesReply> {
  const { data } = await db
    .collection('invoices')
    .where({ patientUserId, ...(before !== undefined && { requestedAt: _.lt(before) }) })
    .orderBy('requestedAt', 'desc')
    .limit(PAGE)
    .get();
  const rows = plain(data as Invoice[]);
  const next = rows.length === PAGE ? (rows.at(-1)?.requestedAt ?? null) : null;
  return { kind: 'invoices', invoices: rows.map(viewOf), next };
}

const viewOf = (invoice: Invoice): InvoiceView => {
  const { _id: orderId, serviceName, state, amountFen, titleShown, number, issuedAt, requestedAt } = invoice;
  return { orderId, serviceName, state, amountFen, titleShown, number, issuedAt, requestedAt };
};
