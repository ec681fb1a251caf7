/**
 * What the medical insurance office settled (service 6202). `SettledSplit` can only be had from its answer: whatever is shown as paid
 * by the insurance comes through here, so nothing can be promised before the office has said it (P-056).
 */
import { Refusal } from '../../refusal';
import { sum, wholeFen } from '../fen';

/** The office's answer in whole fen; on the wire it counts in yuan. */
export interface SettlementAnswer {
  /** The number WeChat Pay asks the office by. */
  readonly payOrderId: string;
  /** The whole bill. */
  readonly totalFen: number;
  /** 统筹: out of the pooled fund. */
  readonly fundFen: number;
  /** 个账: out of the insured person's own account. */
  readonly accountFen: number;
  /** 自费: what the family pays itself. */
  readonly ownPayFen: number;
}

declare const settled: unique symbol;

export interface SettledSplit {
  readonly [settled]: true;
  readonly payOrderId: string;
  readonly totalFen: number;
  readonly govFen: number;
  readonly selfFen: number;
  /** Other funds (civil servants' supplement, relief): what neither fund, account nor family pays. */
  readonly otherFen: number;
  readonly cashFen: number;
}

/** P-056: the parts sum to the bill, and the bill is the one that was handed in. Anything else is no settlement. */
export function settledSplit(answer: SettlementAnswer, billFen: number): SettledSplit {
  const { payOrderId, totalFen, fundFen, accountFen, ownPayFen } = answer;
  const amounts = [totalFen, fundFen, accountFen, ownPayFen];
  const otherFen = totalFen - sum(fundFen, accountFen, ownPayFen);
  const whole = amounts.every((fen) => Number.isSafeInteger(fen) && fen >= 0) && otherFen >= 0;
  if (!whole || payOrderId === '' || totalFen !== wholeFen(billFen)) {
    throw new Refusal('INSURANCE_SPLIT_WRONG', { billFen, ...answer });
  }
  const parts = { govFen: fundFen, selfFen: accountFen, otherFen, cashFen: ownPayFen };
  return { payOrderId, totalFen, ...parts } as SettledSplit;
}

/** What the insurance pays of it, all funds together. */
export const insuredFen = ({ govFen, selfFen, otherFen }: Pick<SettledSplit, 'govFen' | 'selfFen' | 'otherFen'>) =>
  sum(govFen, selfFen, otherFen);
