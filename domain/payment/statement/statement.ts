/**
 * A nurse's week in money (P10): Monday to Sunday, Beijing time, made once when the week is over and never changed but by what was paid
 * of it. Its lines are the ledger's entries of that week, so that all statements together are what the books owe her, to the fen.
 */
import { sum } from '../fen';
import { beijingDay, DAY, startOfBeijingWeek } from '../../schedule/beijing';
import type { IncomeItem } from './items';

/** `nothing`: no money to have · `open`: she can have it · `underway`: all of the rest is being paid out · `paid`: all of it arrived. */
export type StatementState = 'nothing' | 'open' | 'underway' | 'paid';

/** A document of `nurseStatements`. */
export interface Statement {
  /** `<nurse id>:<Monday>` */
  readonly _id: string;
  readonly nurseId: string;
  /** The Monday, `2026-11-16`. */
  readonly week: string;
  readonly fromAt: number;
  /** Not in it any more. */
  readonly toAt: number;
  readonly items: readonly IncomeItem[];
  readonly itemsFen: number;
  /** What the week before left to be taken off; zero or less. */
  readonly broughtFen: number;
  /** To be paid out; never less than zero. */
  readonly totalFen: number;
  /** Where more was taken off than earned: the rest goes to the next statement; zero or less. */
  readonly carryFen: number;
  readonly paidFen: number;
  /** Handed to WeChat Pay and not yet arrived. */
  readonly underwayFen: number;
  /** How many transfers were made of it, failed ones too: the next one's number. */
  readonly payoutCount: number;
  readonly state: StatementState;
  readonly writtenAt: number;
}

const WEEK = 7 * DAY;

/** The Monday of the week an instant falls into. */
export const weekOf = (at: number): string => beijingDay(startOfBeijingWeek(at));

export const nextWeek = (week: string): string => weekOf(startOfWeek(week) + WEEK);
export const startOfWeek = (week: string): number => startOfBeijingWeek(Date.parse(`${week}T12:00:00+08:00`));
export const endOfWeek = (week: string): number => startOfWeek(week) + WEEK;

/**
 * Calls that began before midnight may still write: only then is a week whole. Longer than any function may run.
 */
const CALLS_END_MS = 2 * 60_000;

/** The last week of which nothing can come any more. */
export const lastWholeWeek = (now: number): string => weekOf(startOfBeijingWeek(now - CALLS_END_MS) - 1);

export const statementId = (nurseId: string, week: string): string => `${nurseId}:${week}`;

/** `previous`: her last statement before this week; null: there is none. */
export function statementOf(
  nurseId: string,
  week: string,
  items: readonly IncomeItem[],
  previous: Pick<Statement, 'carryFen'> | null,
  now: number,
): Statement {
  const inOrder = [...items].sort((a, b) => a.at - b.at || (a.entryId < b.entryId ? -1 : 1));
  const itemsFen = sum(...items.map(({ amountFen }) => amountFen));
  const broughtFen = previous?.carryFen ?? 0;
  const leftFen = itemsFen + broughtFen;
  return withState({
    _id: statementId(nurseId, week),
    ...{ nurseId, week, fromAt: startOfWeek(week), toAt: endOfWeek(week), items: inOrder, itemsFen, broughtFen },
    totalFen: Math.max(0, leftFen),
    carryFen: Math.min(0, leftFen),
    ...{ paidFen: 0, underwayFen: 0, payoutCount: 0, state: 'open', writtenAt: now },
  });
}

/** Its state follows from its amounts. */
export const withState = (statement: Statement): Statement => ({ ...statement, state: stateOf(statement) });

function stateOf({ totalFen, paidFen, underwayFen }: Statement): StatementState {
  if (totalFen === 0) return 'nothing';
  if (paidFen === totalFen) return 'paid';
  return paidFen + underwayFen === totalFen ? 'underway' : 'open';
}
