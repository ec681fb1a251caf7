import type { Doc, DocId, FindOptions, ScanExplanation } from '../engine';
import type { RecordCursor } from '../index/rangeCursor';
import type { Conditions } from './conditions';

export type Order = NonNullable<FindOptions['order']>;

/** What a plan is made for. */
export interface Task {
  readonly conditions: Conditions;
  readonly order: Order | undefined;
}

/**
 * In which order candidates come: `complete` = as wanted, equal ones in order of insertion; `ties` = as wanted, but
 * equal ones in any order; `none` = they must be sorted.
 */
export type Arrival = 'complete' | 'ties' | 'none';

/** A way to candidates. Whoever runs it still applies the whole predicate. */
export interface Access {
  readonly kind: ScanExplanation['kind'];
  readonly index: string | null;
  /** How many candidates there are. */
  readonly estimated: number;
  readonly arrival: Arrival;
  /** The same document may come twice. */
  readonly repeats: boolean;
  /** Candidates by index; absent when documents are looked at directly: `ids`, or all of them. */
  open?(): RecordCursor;
  readonly ids?: readonly DocId[];
  /** What the candidates are sorted by when the query itself sorts (nearness). */
  readonly rank?: (doc: Doc) => number;
  /** How many documents match, when the index alone can tell. */
  readonly exactCount?: number;
  /** Paths whose conditions the candidates are known to be near to. */
  readonly bounded: number;
  scans(): ScanExplanation[];
}
