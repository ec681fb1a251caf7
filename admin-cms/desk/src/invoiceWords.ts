/** States of an invoice in the words of finance. */
import type { Cell } from '#domain/documents/csv';
import type { Invoice, InvoiceState } from '#domain/invoice/invoice';
import { yearTimeText } from '#domain/schedule/beijing';

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

/** All invoices as rows; what was taken back stands as a row of its own, less than nothing. */
export const invoiceTable = (invoices: readonly Invoice[]): readonly (readonly Cell[])[] => [
  ['订单编号', '服务', '抬头', '金额（元）', '状态', '发票号码', '申请时间', '开票或冲红时间'],
  ...invoices.flatMap((one): (readonly Cell[])[] => {
    const { _id, serviceName, titleShown, requestedAt, past } = one;
    const asked = yearTimeText(requestedAt);
    const issued = one.issuedAt === null ? '' : yearTimeText(one.issuedAt);
    return [
      [_id, serviceName, titleShown, { fen: one.amountFen }, INVOICE_STATES[one.state], one.number, asked, issued],
      ...past.map(({ amountFen, number, reversedAt }): readonly Cell[] => [
        ...[_id, serviceName, titleShown, { fen: 0 - amountFen }, '已冲红', number, asked, yearTimeText(reversedAt)],
      ]),
    ];
  }),
];
