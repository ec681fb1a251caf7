import { isAllowed, type Anomaly } from './anomaly';
import { check } from './check';
import type { History } from './history';

export interface Survey {
  histories: number;
  transactions: number;
  committed: number;
  operations: number;
  /** How many histories show each anomaly. */
  readonly anomalies: Map<string, number>;
  /** The first forbidden one of each history that has any. */
  readonly forbidden: { readonly seed: number; readonly anomaly: Anomaly }[];
}

export const emptySurvey = (): Survey => ({
  ...{ histories: 0, transactions: 0, committed: 0, operations: 0 },
  anomalies: new Map(),
  forbidden: [],
});

/** Checks one history and adds what was found. */
export function addHistory(survey: Survey, seed: number, history: History): void {
  const found = check(history);
  survey.histories += 1;
  survey.transactions += history.transactions.length;
  survey.committed += history.transactions.filter(({ outcome }) => outcome === 'committed').length;
  survey.operations += history.transactions.reduce((sum, { operations }) => sum + operations.length, 0);
  for (const name of new Set(found.map((anomaly) => anomaly.name))) {
    survey.anomalies.set(name, (survey.anomalies.get(name) ?? 0) + 1);
  }
  const [worst] = found.filter((anomaly) => !isAllowed(anomaly));
  if (worst) survey.forbidden.push({ seed, anomaly: worst });
}

/** Seeds one after the other. */
export async function survey(
  seeds: Iterable<number>,
  historyOf: (seed: number) => Promise<History>,
  result = emptySurvey(),
): Promise<Survey> {
  for (const seed of seeds) addHistory(result, seed, await historyOf(seed));
  return result;
}

export function* seedsFrom(first: number, count: number): Generator<number> {
  for (let i = 0; i < count; i += 1) yield first + i;
}
