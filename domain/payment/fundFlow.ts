/**
 * What changed our balance at WeChat Pay on one day, against what we know: transfers to nurses, refunds, fees. Payments and refunds are
 * held against the trade bill already (reconcile.ts); here it is seen that the money really moved, and that nothing else did.
 */
import { sum } from './fen';
import { differencesBetween, type Difference, type MoneyLine } from './reconcile';

/** Less than nothing: it came (of a payment: it left). `other`: no move of ours; its number is WeChat Pay's. */
export interface FundLine {
  readonly move: 'payment' | 'refund' | 'transfer' | 'fee' | 'other';
  readonly number: string;
  readonly amountFen: number;
}

export interface FundTotals {
  readonly transfers: number;
  readonly transferFen: number;
  readonly feesFen: number;
}

const only = (lines: readonly FundLine[], move: FundLine['move']): readonly FundLine[] =>
  lines.filter((line) => line.move === move);

/** A transfer that was sent and came back on the same day has not moved anything. */
export function fundMoves(lines: readonly FundLine[], move: 'transfer' | 'refund' | 'payment'): readonly MoneyLine[] {
  const byNumber = new Map<string, number>();
  for (const { number, amountFen } of only(lines, move)) {
    byNumber.set(number, (byNumber.get(number) ?? 0) + amountFen);
  }
  return [...byNumber].filter(([, fen]) => fen !== 0).map(([number, amountFen]) => ({ move, number, amountFen }));
}

export const fundTotals = (lines: readonly FundLine[]): FundTotals => {
  const transfers = fundMoves(lines, 'transfer');
  return {
    transfers: transfers.length,
    transferFen: sum(...transfers.map(({ amountFen }) => amountFen)),
    feesFen: sum(...only(lines, 'fee').map(({ amountFen }) => amountFen)),
  };
};

export interface OurSide {
  /** What our books know of the bill's transfers, of whatever day, and those that arrived on this day. */
  readonly transfers: readonly MoneyLine[];
  /** The same of refunds and payments, but only of numbers the bill names: the others are the trade bill's matter. */
  readonly named: readonly MoneyLine[];
  /** By the trade bill of the day. */
  readonly feesFen: number;
}

/** `day` is the number of what concerns all of it. */
export function fundDifferences(day: string, lines: readonly FundLine[], ours: OurSide): readonly Difference[] {
  const named = [...fundMoves(lines, 'payment'), ...fundMoves(lines, 'refund')];
  const fee = (amountFen: number): readonly MoneyLine[] => [{ move: 'fee', number: day, amountFen }];
  return [
    ...differencesBetween(fundMoves(lines, 'transfer'), ours.transfers),
    ...differencesBetween(named, ours.named),
    ...differencesBetween(fee(fundTotals(lines).feesFen), fee(ours.feesFen)),
    ...differencesBetween(only(lines, 'other'), []),
  ];
}
