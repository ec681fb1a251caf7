/** The insurance's part of money that is to go back: decided and written down inside a transaction; takenBack.ts carries it out. */
import { insuredRefundRequestedEntry } from '#domain/payment/insurance/entries';
import { lessParts, type PaidParts, refundParts } from '#domain/payment/insurance/refundParts';
import { insuredFen } from '#domain/payment/insurance/settled';
import { book } from '../ledger';
import { enqueue } from '../outbox';
import type { Payment } from '../payments';
import type { Transaction } from '../transact';
import type { InsuredPart } from './insuredPart';

/** A document of `insuranceRefunds`; its id is the number the cash part of the same refund has at WeChat Pay. */
export interface InsuranceRefund extends PaidParts {
  readonly _id: string;
  readonly orderId: string;
  readonly outTradeNo: string;
  readonly mixTradeNo: string;
  readonly payOrderId: string;
  /** As in `refunds`. */
  readonly ofOrder: boolean;
  /** `reversed`: the office took it back; `told`: WeChat Pay knows. */
  readonly state: 'requested' | 'reversed' | 'told';
  readonly createdAt: number;
  readonly reversedAt: number | null;
}

/** P-056: what each part gives back, and what of the payment is left then. */
export function takenFrom(insured: InsuredPart, amountFen: number): { back: PaidParts; insured: InsuredPart } {
  const back = refundParts(insured.left, amountFen);
  return { back, insured: { ...insured, left: lessParts(insured.left, back) } };
}

/** The row, the books and the errand. The cash part's own errand follows when the office has taken back hers. */
export async function requestInsuranceRefund(
  transaction: Transaction,
  { orderId, _id: outTradeNo, ofOrder }: Payment,
  insured: InsuredPart,
  { outRefundNo, back }: { readonly outRefundNo: string; readonly back: PaidParts },
  now: number,
): Promise<void> {
  const { mixTradeNo, answer } = insured;
  await transaction.add('insuranceRefunds', {
    ...{ _id: outRefundNo, orderId, outTradeNo, mixTradeNo, payOrderId: answer.payOrderId, ...back },
    ...{ ofOrder, state: 'requested', createdAt: now, reversedAt: null },
  } satisfies InsuranceRefund);
  await book(transaction, insuredRefundRequestedEntry({ orderId, outRefundNo, insuredFen: insuredFen(back) }, now));
  const errand = { kind: 'insuranceRefund' as const, payload: { outRefundNo } };
  await enqueue(transaction, [errand], { orderId, cause: `insuranceRefund:${outRefundNo}`, now });
}
