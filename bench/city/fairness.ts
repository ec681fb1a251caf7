/** How evenly work is spread. */
import type { Chance } from '../../scripts/world/chance';

/** Gini's coefficient: 0 everybody has the same, near 1 one has all. NaN where there is nothing to spread. */
export function gini(amounts: readonly number[]): number {
  const sorted = [...amounts].sort((a, b) => a - b);
  const total = sorted.reduce((sum, amount) => sum + amount, 0);
  const weighted = sorted.reduce((sum, amount, index) => sum + (index + 1) * amount, 0);
  return (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}

/** The same work given out by lot, to have something to hold the figure against: with few visits per nurse no spread is even. */
export function giniByLot(pieces: readonly number[], people: number, chance: Chance): number {
  const amounts = new Array<number>(people).fill(0);
  for (const piece of pieces) amounts[chance.between(0, people - 1)]! += piece;
  return gini(amounts);
}
