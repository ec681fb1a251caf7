/** When people of a city want a visit: a Poisson process whose intensity follows the hours of the day. */
import type { Chance } from '../../scripts/world/chance';

/** Wishes by the hour of the day, as shares of the busiest: a morning peak, a lower one after lunch, hardly anybody at night. */
export const BUSY_BY_HOUR: readonly number[] = [
  ...[0, 0, 0, 0, 0, 0.02, 0.15, 0.4, 0.8, 1, 0.95, 0.7],
  ...[0.45, 0.55, 0.7, 0.65, 0.55, 0.45, 0.4, 0.4, 0.3, 0.15, 0, 0],
];
const HOUR_MS = 3_600_000;

/** `count` instants of the day that begins at `midnight`, in order: given their number, those of such a process are independent. */
export function arrivals(count: number, midnight: number, chance: Chance): readonly number[] {
  const total = BUSY_BY_HOUR.reduce((sum, share) => sum + share, 0);
  const one = () => {
    let left = chance.next() * total;
    const hour = BUSY_BY_HOUR.findIndex((share) => (left -= share) < 0);
    return midnight + Math.floor((hour + chance.next()) * HOUR_MS);
  };
  return Array.from({ length: count }, one).sort((a, b) => a - b);
}

/** A time that is mostly near its median and sometimes very long, as people's answers are (log-normal). */
export function answerMinutes(medianMinutes: number, chance: Chance, spread = 0.8): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
  return medianMinutes * Math.exp(spread * normal);
}
