import type { InvoiceReply, InvoiceTitlesReply } from '#contract/ownInvoices';
import type { OwnMoneyInput } from '#contract/ownMoney';
import { call } from '@/cloud/call';

type Asking<K extends OwnMoneyInput['kind']> = Extract<OwnMoneyInput, { kind: K }>;

/** The order's invoice, after asking for one or only looking. */
export async function askInvoice(input: Asking<'invoice' | 'requestInvoice'>): Promise<InvoiceReply> {
  const reply = await call('ownMoney', input);
  if (reply.kind !== 'invoice') throw new Error(`asked for an invoice, got ${reply.kind}`);
  return reply;
}

/** One's titles, after a change. */
export async function changeTitles(
  input: Asking<'saveInvoiceTitle' | 'removeInvoiceTitle'>,
): Promise<InvoiceTitlesReply['titles']> {
  const reply = await call('ownMoney', input);
  if (reply.kind !== 'invoiceTitles') throw new Error(`asked for titles, got ${reply.kind}`);
  return reply.titles;
}
