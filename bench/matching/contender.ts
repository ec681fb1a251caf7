import type { City, Question } from './city';

/** Whoever takes part in the search for the best twenty. */
export interface Contender {
  readonly name: string;
  /** In which form it is asked, and what lies between client and data. */
  readonly setting: string;
  load(city: City): Promise<void>;
  /** Ids of the first twenty by the rule. */
  top20(question: Question): Promise<readonly string[]>;
  /** The process that answers, if it is not this one. */
  readonly serverPid?: number | undefined;
  close(): Promise<void>;
}
