/** The entry that pays a nurse out. It belongs to no order: one transfer pays many visits. */
import { credit, debit, entry, type Entry } from './ledger';
import { PAID_OUT } from './statement/items';

export interface PaidOut {
  readonly nurseId: string;
  /** Our number of the transfer (out_bill_no). */
  readonly outBillNo: string;
  readonly amountFen: number;
}

/** The nurse confirmed and WeChat Pay sent it: no longer owed. */
export const paidOutEntry = ({ nurseId, outBillNo, amountFen }: PaidOut, at: number): Entry =>
  entry(
    '',
    `${PAID_OUT}:${outBillNo}`,
    at,
    [debit('nursePayable', amountFen), credit('wechatClearing', amountFen)],
    nurseId,
  );
