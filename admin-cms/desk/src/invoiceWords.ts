/** States of an invoice in the words of finance. */
import type { InvoiceState } from '#domain/invoice/invoice';

export const INVOICE_STATES: Readonly<Record<InvoiceState, string>> = {
  requested: '待提交',
  applied: '开票中',
  issued: '已开票',
  failed: '开票失败',
  reversing: '冲红中',
  reversed: '已冲红',
  reverseFailed: '冲红失败',
  withdrawn: '已撤回',
};
