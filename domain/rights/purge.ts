/**
 * What of a closed account may go because its term is over. Nothing else of the program takes orders, money or care records away
 * (tests/retention.test.ts), and this says yes only when every single document's own term has passed: never earlier, whatever was
 * written down when the account was closed.
 */
import {
  CARE_RECORD_YEARS,
  later,
  NOTHING,
  retentionTerms,
  yearsAfter,
  type Kind,
  type RetentionTerms,
} from './retention';

/** Of a record of care: when the visit was, as far as it got. */
export interface KeptVisit {
  readonly savedAt: number;
  readonly finishedAt: number | null;
}

export interface ClosedFacts {
  /** When all that need not be kept was erased; null: not yet, so nothing of the rest goes either. */
  readonly erasedAt: number | null;
  /** What was told when the account was closed; null: nothing of the kind. */
  readonly transactionsUntil: number | null;
  readonly careRecordsUntil: number | null;
  /** What still lies in the database. */
  readonly orders: readonly Kind[];
  readonly visits: readonly KeptVisit[];
}

export interface Due {
  /** Orders, payments and what belongs to them (P-043, three years). */
  readonly transactions: boolean;
  /** Records of visits and who was cared for (P-044, fifteen years). */
  readonly careRecords: boolean;
  /** The terms as they are by what still lies there. */
  readonly terms: RetentionTerms;
}

export function duePurge(closed: ClosedFacts, now: number): Due {
  const terms = [closed, retentionTerms(closed.orders), ...closed.visits.map(termOf)].reduce(later, NOTHING);
  const isOver = (term: number | null) => closed.erasedAt !== null && term !== null && term < now;
  return { transactions: isOver(terms.transactionsUntil), careRecords: isOver(terms.careRecordsUntil), terms };
}

const termOf = ({ savedAt, finishedAt }: KeptVisit): RetentionTerms => ({
  transactionsUntil: null,
  careRecordsUntil: yearsAfter(Math.max(savedAt, finishedAt ?? savedAt), CARE_RECORD_YEARS),
});
