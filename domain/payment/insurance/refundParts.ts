/** P-056: what goes back is taken from each part in the proportion in which it paid. */
import { Refusal } from '../../refusal';
import { split, sum } from '../fen';

/** Who paid how much, or gets how much back. */
export interface PaidParts {
  readonly cashFen: number;
  readonly otherFen: number;
  readonly selfFen: number;
  readonly govFen: number;
}

/** Against the order in which they paid (统筹, 个账, 其他, 自费): a fen that rounding leaves is first the family's. */
const BACKWARDS = ['cashFen', 'otherFen', 'selfFen', 'govFen'] as const;

export const partsFen = (parts: PaidParts): number => sum(...BACKWARDS.map((name) => parts[name]));

/**
 * The parts of a refund, from what each still has after earlier ones. By what is left and not by what was paid: so no part ever gives
 * back more than it paid, and refunds that add up to all of it return every part to the fen.
 */
export function refundParts(left: PaidParts, refundFen: number): PaidParts {
  if (!Number.isSafeInteger(refundFen) || refundFen <= 0 || refundFen > partsFen(left)) {
    throw new Refusal('AMOUNT_MISMATCH', { refundFen, leftFen: partsFen(left) });
  }
  const shares = split(
    refundFen,
    BACKWARDS.map((name) => left[name]),
  );
  return partsOf((_, place) => shares[place] as number);
}

export const lessParts = (parts: PaidParts, taken: PaidParts): PaidParts =>
  partsOf((name) => parts[name] - taken[name]);

const partsOf = (of: (name: (typeof BACKWARDS)[number], place: number) => number): PaidParts =>
  Object.fromEntries(BACKWARDS.map((name, place) => [name, of(name, place)])) as unknown as PaidParts;
