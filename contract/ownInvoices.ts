/** One's own receipts and tax invoices. Steps of `ownMoney`. */
import * as v from 'valibot';
import type { InvoiceState } from '#domain/invoice/invoice';
import { Id, Text } from './fields';

const OrderOf = <K extends string>(kind: K) => v.strictObject({ kind: v.literal(kind), orderId: Id });

export const OWN_INVOICE_STEPS = [
  /** A readable receipt (PDF) of any order that was paid; RECEIPT_TOO_EARLY before. */
  OrderOf('receipt'),
  /** The order's invoice, and one's titles to choose from. */
  OrderOf('invoice'),
  /** INVOICE_TOO_EARLY, NOTHING_TO_INVOICE, INVOICE_EXISTS. */
  v.strictObject({ kind: v.literal('requestInvoice'), orderId: Id, titleId: Id }),
  /** The tax office's PDF; INVOICE_NOT_READY before it is issued. */
  OrderOf('invoiceFile'),
  /** All of one's own, newest first; `before` is `next` of the page before. */
  v.strictObject({ kind: v.literal('invoices'), before: v.optional(v.pipe(v.number(), v.integer())) }),
  v.strictObject({ kind: v.literal('invoiceTitles') }),
  /** TITLE_NAME_INVALID, TAX_NUMBER_INVALID; ten at most. */
  v.strictObject({
    kind: v.literal('saveInvoiceTitle'),
    titleKind: v.picklist(['individual', 'organization']),
    name: v.pipe(Text, v.maxLength(60)),
    taxNumber: v.optional(v.pipe(v.string(), v.maxLength(30)), ''),
  }),
  v.strictObject({ kind: v.literal('removeInvoiceTitle'), titleId: Id }),
] as const;
export type OwnInvoicesInput = v.InferOutput<(typeof OWN_INVOICE_STEPS)[number]>;

export interface InvoiceTitleView {
  readonly titleId: string;
  readonly titleKind: 'individual' | 'organization';
  readonly name: string;
  readonly taxNumber: string;
}

export interface InvoiceView {
  readonly orderId: string;
  readonly serviceName: string;
  readonly state: InvoiceState;
  readonly amountFen: number;
  readonly titleShown: string;
  /** The tax office's; `''`: not issued. */
  readonly number: string;
  readonly issuedAt: number | null;
  readonly requestedAt: number;
}

export interface InvoiceReply {
  readonly kind: 'invoice';
  readonly invoice: InvoiceView | null;
  /** What may be invoiced now; null: nothing, for the reason `whyNot`. */
  readonly amountFen: number | null;
  readonly whyNot: 'INVOICE_TOO_EARLY' | 'NOTHING_TO_INVOICE' | 'INVOICE_EXISTS' | null;
  readonly titles: readonly InvoiceTitleView[];
}
export interface InvoicesReply {
  readonly kind: 'invoices';
  readonly invoices: readonly InvoiceView[];
  readonly next: number | null;
}
export interface InvoiceTitlesReply {
  readonly kind: 'invoiceTitles';
  readonly titles: readonly InvoiceTitleView[];
}
/** A document to read, for a few minutes. */
export interface DocumentReply {
  readonly kind: 'document';
  readonly url: string;
  readonly linkEndsAt: number;
}
export type OwnInvoicesReply = InvoiceReply | InvoicesReply | InvoiceTitlesReply | DocumentReply;
