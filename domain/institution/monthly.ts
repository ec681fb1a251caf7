/**
 * What an institution earned in a month (Beijing time), made once when the month is over. Its lines are the ledger's entries of that
 * month, so that all statements together are what the books owe it; what was taken off more than earned goes to the next month.
 */
import { addMonths } from '../calendar/months';
import { sum } from '../payment/fen';
import type { Entry, Line } from '../payment/ledger';
import { Refusal } from '../refusal';
import { beijingDay, startOfBeijingDay } from '../schedule/beijing';

export interface InstitutionItem {
  readonly entryId: string;
  readonly orderId: string;
  readonly at: number;
  /** Less than nothing where it was taken back. */
  readonly amountFen: number;
}

/** A document of `institutionStatements`. */
export interface InstitutionStatement {
  /** `<institution id>:2026-11` */
  readonly _id: string;
  readonly institutionId: string;
  readonly month: string;
  readonly items: readonly InstitutionItem[];
  readonly itemsFen: number;
  /** What the month before left to be taken off; zero or less. */
  readonly broughtFen: number;
  /** To be paid; never less than zero. */
  readonly totalFen: number;
  readonly carryFen: number;
  readonly state: 'nothing' | 'open' | 'paid';
  /** The bank's number of the transfer, and who made it; `''`: not paid. */
  readonly proof: string;
  readonly paidBy: string;
  readonly paidAt: number | null;
  readonly writtenAt: number;
}

/** `2026-11` */
export const monthOf = (at: number): string => beijingDay(at).slice(0, 7);
export const startOfMonth = (month: string): number => startOfBeijingDay(`${month}-01`);
export const endOfMonth = (month: string): number => addMonths(startOfMonth(month), 1);
export const nextMonth = (month: string): string => monthOf(endOfMonth(month));

/** Calls that began before midnight may still write: only then is a month whole. Longer than any function may run. */
const CALLS_END_MS = 2 * 60_000;

/** The last month of which nothing can come any more. */
export const lastWholeMonth = (now: number): string => monthOf(startOfMonth(monthOf(now - CALLS_END_MS)) - 1);

/** Paying it is no earning. */
export const isShare = ({ cause }: Pick<Entry, 'cause'>): boolean => cause.startsWith('institutionShare');

const fenOf = (lines: readonly Line[]): number =>
  sum(
    ...lines
      .filter(({ account }) => account === 'institutionPayable')
      .map(({ creditFen, debitFen }) => creditFen - debitFen),
  );

export function monthlyStatement(
  institutionId: string,
  month: string,
  entries: readonly (Entry & { readonly _id: string })[],
  previous: Pick<InstitutionStatement, 'carryFen'> | null,
  now: number,
): InstitutionStatement {
  const items = entries
    .filter(isShare)
    .map(({ _id, orderId, at, lines }) => ({ entryId: _id, orderId, at, amountFen: fenOf(lines) }))
    .sort((a, b) => a.at - b.at || (a.entryId < b.entryId ? -1 : 1));
  const itemsFen = sum(...items.map(({ amountFen }) => amountFen));
  const broughtFen = previous?.carryFen ?? 0;
  const totalFen = Math.max(0, itemsFen + broughtFen);
  return {
    ...{ _id: `${institutionId}:${month}`, institutionId, month, items, itemsFen, broughtFen, totalFen },
    carryFen: Math.min(0, itemsFen + broughtFen),
    state: totalFen === 0 ? 'nothing' : 'open',
    ...{ proof: '', paidBy: '', paidAt: null, writtenAt: now },
  };
}

/** Finance paid it from our bank account. */
export function paidStatement(
  statement: InstitutionStatement,
  { proof, by }: { readonly proof: string; readonly by: string },
  now: number,
): InstitutionStatement {
  if (statement.state !== 'open') throw new Refusal('ILLEGAL_STEP', { state: statement.state });
  return { ...statement, state: 'paid', proof, paidBy: by, paidAt: now };
}
