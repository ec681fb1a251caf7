/** Entries of money that moves between WeChat Pay, our bank account and WeChat Pay's own purse, beside payments and refunds. */
import { credit, debit, entry, type Entry } from './ledger';

interface Refund {
  readonly orderId: string;
  readonly outRefundNo: string;
  readonly amountFen: number;
}

/** A refund that could not reach the payer went to our own bank account; it is owed as before. */
export const refundReturnedEntry = ({ orderId, outRefundNo, amountFen }: Refund, at: number): Entry =>
  entry(orderId, `refundReturned:${outRefundNo}`, at, [debit('bank', amountFen), credit('wechatClearing', amountFen)]);

/** The payer has it from our bank account. */
export const refundByHandEntry = ({ orderId, outRefundNo, amountFen }: Refund, at: number): Entry =>
  entry(orderId, `refundByHand:${outRefundNo}`, at, [debit('refundPayable', amountFen), credit('bank', amountFen)]);

/** WeChat Pay's fees of a day, less those it gave back with refunds. It belongs to no order. Null: none. */
export function feesEntry(day: string, feesFen: number, at: number): Entry | null {
  if (feesFen === 0) return null;
  const cause = `wechatFees:${day}`;
  return feesFen > 0
    ? entry('', cause, at, [debit('wechatFees', feesFen), credit('wechatClearing', feesFen)])
    : entry('', cause, at, [debit('wechatClearing', -feesFen), credit('wechatFees', -feesFen)]);
}
