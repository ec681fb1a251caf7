/** Every institution's statement of a month, once the month is whole; safe late, twice and in parallel: whoever comes first wrote the same. */
import {
  endOfMonth,
  type InstitutionStatement,
  lastWholeMonth,
  monthlyStatement,
  monthOf,
  nextMonth,
  startOfMonth,
} from '#domain/institution/monthly';
import { _, db, everyRow, isDuplicate, read, write } from '../database';
import type { LedgerRow } from '../ledger';
import { plain } from '../plain';

/** The one row that says up to which month all is done. */
const LAST = 'institutionStatements:last';
const PAGE = 50;

/** How many statements were written. */
export async function writeMonths(now: number, endsAt: number): Promise<number> {
  const last = lastWholeMonth(now);
  let written = 0;
  for (let month = await firstMonth(); month !== null && month <= last; month = nextMonth(month)) {
    for (let after = ''; ;) {
      if (Date.now() > endsAt) return written;
      const institutionIds = await earnersOf(month, after);
      for (const institutionId of institutionIds) written += (await writeOne(institutionId, month, now)) ? 1 : 0;
      if (institutionIds.length < PAGE) break;
      after = institutionIds.at(-1) ?? after;
    }
    await write('dailyRuns', { _id: LAST, task: 'institutionStatements', day: month, cursor: '', doneAt: now });
  }
  return written;
}

/** The month after the last that is done; at first that of the first share there is. Null: there is none. */
async function firstMonth(): Promise<string | null> {
  const last = await read<{ readonly day: string }>('dailyRuns', LAST);
  if (last) return nextMonth(last.day);
  const some = db.collection('ledgerEntries').where({ institutionId: _.gt('') });
  const { data } = await some.orderBy('at', 'asc').limit(1).get();
  const [first] = plain(data as LedgerRow[]);
  return first ? monthOf(first.at) : null;
}

const within = (month: string) => _.gte(startOfMonth(month)).and(_.lt(endOfMonth(month)));

/** The next institutions the ledger names in that month, by id. */
async function earnersOf(month: string, after: string): Promise<readonly string[]> {
  const { data } = await db
    .collection('ledgerEntries')
    .aggregate()
    .match({ at: within(month), institutionId: _.gt(after) })
    .group({ _id: '$institutionId' })
    .sort({ _id: 1 })
    .limit(PAGE)
    .end();
  return (data as { readonly _id: string }[]).map(({ _id }) => _id);
}

async function writeOne(institutionId: string, month: string, now: number): Promise<boolean> {
  const entries = await everyRow<LedgerRow>(
    db
      .collection('ledgerEntries')
      .where({ institutionId, at: within(month) })
      .orderBy('at', 'asc')
      .orderBy('_id', 'asc'),
  );
  const statement = monthlyStatement(institutionId, month, entries, await lastBefore(institutionId, month), now);
  if (statement.items.length === 0) return false;
  try {
    await db.collection('institutionStatements').add(statement);
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

async function lastBefore(institutionId: string, month: string): Promise<InstitutionStatement | null> {
  const before = db.collection('institutionStatements').where({ institutionId, month: _.lt(month) });
  const { data } = await before.orderBy('month', 'desc').limit(1).get();
  return plain(data as InstitutionStatement[])[0] ?? null;
}
