/**
 * Our money against WeChat Pay's bill of one day (P10): every line of one side must stand on the other with the same amount. What does
 * not is a difference, and a person's work: neither side is put right by itself.
 */
import { sum } from './fen';

/** `transfer`, `fee`, `other`: of the fund-flow bill (fundFlow.ts). */
export type MoneyMove = 'payment' | 'refund' | 'transfer' | 'fee' | 'other';

export interface MoneyLine {
  readonly move: MoneyMove;
  /** Our number of it: out_trade_no of a payment, out_refund_no of a refund. */
  readonly number: string;
  readonly amountFen: number;
}

/** `unknownHere`: the bill has it, our books do not. `unknownThere`: the other way round. */
export type DifferenceKind = 'unknownHere' | 'unknownThere' | 'amountDiffers';

export interface Difference {
  readonly kind: DifferenceKind;
  readonly move: MoneyMove;
  readonly number: string;
  /** Null: that side has no such line. */
  readonly billFen: number | null;
  readonly ourFen: number | null;
}

const keyOf = ({ move, number }: MoneyLine) => `${move} ${number}`;

/** A number that stands twice counts with both amounts: money that moved twice must not look like once. */
function byNumber(lines: readonly MoneyLine[]): ReadonlyMap<string, MoneyLine> {
  const found = new Map<string, MoneyLine>();
  for (const line of lines) {
    const before = found.get(keyOf(line));
    found.set(keyOf(line), { ...line, amountFen: line.amountFen + (before?.amountFen ?? 0) });
  }
  return found;
}

/**
 * `ours`: what our books know of the bill's numbers, of whatever day, and everything they noted for this day. A line of ours that
 * belongs to another day's bill must not be among them.
 */
export function differencesBetween(bill: readonly MoneyLine[], ours: readonly MoneyLine[]): readonly Difference[] {
  const [there, here] = [byNumber(bill), byNumber(ours)];
  return [...new Set([...there.keys(), ...here.keys()])].flatMap((key) => {
    const [billed, noted] = [there.get(key), here.get(key)];
    const line = billed ?? noted;
    if (!line || billed?.amountFen === noted?.amountFen) return [];
    const kind = !noted ? 'unknownHere' : !billed ? 'unknownThere' : 'amountDiffers';
    const { move, number } = line;
    return [{ kind, move, number, billFen: billed?.amountFen ?? null, ourFen: noted?.amountFen ?? null }];
  });
}

export interface Totals {
  readonly payments: number;
  readonly paidFen: number;
  readonly refunds: number;
  readonly refundFen: number;
}

export function totalsOf(lines: readonly MoneyLine[]): Totals {
  const of = (move: MoneyMove) => lines.filter((line) => line.move === move).map(({ amountFen }) => amountFen);
  const [paid, back] = [of('payment'), of('refund')];
  return { payments: paid.length, paidFen: sum(...paid), refunds: back.length, refundFen: sum(...back) };
}
