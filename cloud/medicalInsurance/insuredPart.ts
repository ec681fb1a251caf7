/** What the insurance pays of one payment; stands on its row in `payments`. Nobody's name, number or voucher is in it. */
import { insuredFen, type SettlementAnswer } from '#domain/payment/insurance/settled';
import type { PaidParts } from '#domain/payment/insurance/refundParts';

export interface InsuredPart {
  /** Our number at the office (`medOrgOrd`, `serial_no`). */
  readonly serial: string;
  /** WeChat Pay's number of the order of both parts; `''`: not announced yet. */
  readonly mixTradeNo: string;
  readonly billFen: number;
  /** As the office settled it: what is shown is made from this answer and from nothing else. */
  readonly answer: SettlementAnswer;
  readonly govFen: number;
  readonly selfFen: number;
  readonly otherFen: number;
  /** The voucher is good until then: later the insurance's part cannot be paid any more. */
  readonly authorizedUntil: number;
  /** What each part still has; less with every refund (P-056). */
  readonly left: PaidParts;
}

interface WithInsured {
  readonly amountFen: number;
  readonly insured?: InsuredPart;
}

/** Both parts of a payment. */
export const wholeFen = ({ amountFen, insured }: WithInsured): number =>
  amountFen + (insured ? insuredFen(insured) : 0);
