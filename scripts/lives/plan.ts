/** How one order's life goes, drawn by chance: who pays what and how clumsily, how it ends, what happens at the same instant. */
import type { Chance } from '../world/chance';

const PAYS = {
  full: 24,
  deposit: 24,
  /** Asks for the deposit, then for the whole. */
  changesMind: 10,
  /** Taps twice at once. */
  doubleTap: 12,
  /** Two phones of the family ask for different parts at once; whichever sheets there are, all are confirmed. */
  twoPhones: 8,
  /** Pays and calls off in the same instant. */
  paysAndCallsOff: 8,
  never: 6,
} as const;
const ENDS = {
  visit: 50,
  familyEarly: 12,
  familyLate: 10,
  nurseCannot: 8,
  operator: 8,
  familyAndOperator: 6,
} as const;
const CONFIRMS = { once: 40, twice: 20, silent: 20, whilePaying: 20 } as const;

export interface Plan {
  readonly pays: keyof typeof PAYS;
  readonly ends: keyof typeof ENDS;
  readonly confirms: keyof typeof CONFIRMS;
}

function drawn<Kind extends string>(chance: Chance, weights: Readonly<Record<Kind, number>>): Kind {
  const kinds = Object.entries(weights) as [Kind, number][];
  let left = chance.next() * kinds.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [kind, weight] of kinds) if ((left -= weight) < 0) return kind;
  throw new Error('no kind drawn');
}

export const drawPlan = (chance: Chance): Plan => ({
  pays: drawn(chance, PAYS),
  ends: drawn(chance, ENDS),
  confirms: drawn(chance, CONFIRMS),
});
