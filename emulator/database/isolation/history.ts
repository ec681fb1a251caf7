/**
 * What clients did and saw. Every key holds a list and every value is appended once in a history, so that a list that
 * was read tells which writes it contains and in which order they took effect.
 */

export interface Append {
  readonly kind: 'append';
  readonly key: string;
  readonly value: number;
}

export interface Read {
  readonly kind: 'read';
  readonly key: string;
  readonly list: readonly number[];
}

/** All lists of one collection with at least so many values, found by an index. */
export interface Scan {
  readonly kind: 'scan';
  readonly keys: readonly string[];
  readonly atLeast: number;
  readonly found: Readonly<Record<string, readonly number[]>>;
}

export type Operation = Append | Read | Scan;

/** The numbers are moments on one counter of the whole history. */
export interface Transaction {
  readonly id: number;
  /** One operation outside transactions counts as a transaction of its own. */
  readonly plain: boolean;
  readonly outcome: 'committed' | 'aborted';
  readonly operations: readonly Operation[];
  /** Before the first operation was sent. */
  readonly began: number;
  /** After the first operation was answered: by then the snapshot has been taken. */
  readonly snapshotBy: number;
  /** Before the commit was sent. */
  readonly commitCalled: number;
  /** After the commit was answered. */
  readonly ended: number;
}

export interface History {
  readonly transactions: readonly Transaction[];
  /** What every key held when all was over. */
  readonly final: Readonly<Record<string, readonly number[]>>;
}
