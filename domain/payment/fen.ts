/** Money: whole fen, never a fraction, never a float. */
import { Refusal } from '../refusal';

/** Refuses what cannot be an amount: fractions, NaN, less than nothing. */
export function wholeFen(fen: number): number {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new Refusal('BAD_INPUT', { fen });
  return fen;
}

/** Fees round `down` (in the customer's favour), the deposit rounds `halfUp`. */
export const percentOf = (fen: number, percent: number, rounding: 'down' | 'halfUp'): number =>
  Math.floor((wholeFen(fen) * percent + (rounding === 'halfUp' ? 50 : 0)) / 100);

export const sum = (...amounts: readonly number[]): number => amounts.reduce((total, fen) => total + fen, 0);

/** `¥195.20` */
export function yuan(fen: number): string {
  const absolute = Math.abs(fen);
  const cents = String(absolute % 100).padStart(2, '0');
  return `${fen < 0 ? '-' : ''}¥${Math.floor(absolute / 100)}.${cents}`;
}

/** Shares by weight. Every fen goes to someone: the largest remainders get what rounding left, the first one in a tie. */
export function split(fen: number, weights: readonly number[]): number[] {
  wholeFen(fen);
  const whole = sum(...weights);
  if (!(whole > 0) || weights.some((weight) => !(weight >= 0))) throw new Refusal('BAD_INPUT', { weights });
  const exact = weights.map((weight) => (fen * weight) / whole);
  const shares = exact.map(Math.floor);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .filter(({ index }) => (weights[index] ?? 0) > 0)
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const left = fen - sum(...shares);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
