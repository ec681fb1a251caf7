/** What an export says of an account's invoices, and of the titles it keeps for the next one. */
import type { Invoice, InvoiceState } from '#domain/invoice/invoice';
import type { Exported } from '#domain/rights/readable';
import { titlesOf } from '../invoices/titles';
import { rowsWhere } from './accountFacts';

const STATES: Readonly<Record<InvoiceState, string>> = {
  ...{ requested: '正在开票', applied: '正在开票', issued: '已开票', failed: '没有开成' },
  ...{ reversing: '正在冲红', reversed: '已冲红', reverseFailed: '正在冲红', withdrawn: '没有开票' },
};

export async function invoiceParts(patientUserId: string): Promise<Record<'invoices' | 'invoiceTitles', Exported>> {
  const [invoices, titles] = await Promise.all([
    rowsWhere<Invoice>('invoices', { patientUserId }),
    titlesOf(patientUserId),
  ]);
  return {
    invoices: invoices.map(({ _id: orderId, serviceName, titleShown, amountFen, state, number, issuedAt }) => ({
      ...{ orderId, serviceName, titleShown, amountFen, state: STATES[state], invoiceNumber: number, issuedAt },
    })),
    invoiceTitles: titles.map(({ name, taxNumber }) => ({ invoiceName: name, taxNumber })),
  };
}
