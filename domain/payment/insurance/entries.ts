/** What the insurance pays and takes back, in the order's books. `insuranceClearing`: what the office owes us. */
import { credit, debit, entry, type Entry } from '../ledger';

interface Insured {
  readonly orderId: string;
  readonly outTradeNo: string;
  readonly insuredFen: number;
}

/** The office settled its part: held for the patient like money that arrived. */
export const insuredEntry = ({ orderId, outTradeNo, insuredFen }: Insured, at: number): Entry =>
  entry(orderId, `insured:${outTradeNo}`, at, [debit('insuranceClearing', insuredFen), credit('held', insuredFen)]);

interface InsuredRefund {
  readonly orderId: string;
  readonly outRefundNo: string;
  readonly insuredFen: number;
}

export const insuredRefundRequestedEntry = ({ orderId, outRefundNo, insuredFen }: InsuredRefund, at: number): Entry =>
  entry(orderId, `insuredRefundRequested:${outRefundNo}`, at, [
    debit('held', insuredFen),
    credit('refundPayable', insuredFen),
  ]);

/** Back in the fund and in the person's account: the office no longer owes it. */
export const insuredRefundedEntry = ({ orderId, outRefundNo, insuredFen }: InsuredRefund, at: number): Entry =>
  entry(orderId, `insuredRefunded:${outRefundNo}`, at, [
    debit('refundPayable', insuredFen),
    credit('insuranceClearing', insuredFen),
  ]);
