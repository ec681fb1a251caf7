/** Every nurse's statement of a week, once the week is whole: page by page, going on where it stopped, safe late, twice and in parallel. */
import { yuan } from '#domain/payment/fen';
import {
  endOfWeek,
  lastWholeWeek,
  nextWeek,
  startOfWeek,
  type Statement,
  statementOf,
  weekOf,
} from '#domain/payment/statement/statement';
import { _, db, isDuplicate, read, write } from '../database';
import type { LedgerRow } from '../ledger';
import { enqueue } from '../outbox';
import { plain } from '../plain';
import { transact } from '../transact';
import { incomeItems } from './entries';
import { tellOfIncome } from './told';

/** A row of `dailyRuns`, one per week: how far its statements have come. */
interface WeekRun {
  readonly _id: string;
  readonly task: 'statements';
  /** The week's Monday. */
  readonly day: string;
  /** The last nurse that was done. */
  readonly cursor: string;
  readonly doneAt: number | null;
}

/** The one row that says up to which week all is done. */
const LAST = 'statements:last';
const PAGE = 50;

/** How many statements were written. */
export async function writeStatements(now: number, endsAt: number): Promise<number> {
  const last = lastWholeWeek(now);
  let written = 0;
  for (let week = await firstWeek(); week !== null && week <= last && Date.now() < endsAt; week = nextWeek(week)) {
    const { through, count } = await writeWeek(week, now, endsAt);
    written += count;
    if (!through) return written;
    await write('dailyRuns', { ...run(week), _id: LAST, doneAt: now } satisfies WeekRun);
  }
  return written;
}

/** The week after the last one that is done; at first the week of the first income there is. Null: there is none. */
async function firstWeek(): Promise<string | null> {
  const last = await read<WeekRun>('dailyRuns', LAST);
  if (last) return nextWeek(last.day);
  const { data } = await db
    .collection('ledgerEntries')
    .where({ nurseId: _.gt('') })
    .orderBy('at', 'asc')
    .limit(1)
    .get();
  const [first] = plain(data as LedgerRow[]);
  return first ? weekOf(first.at) : null;
}

const run = (week: string): WeekRun => ({
  ...{ _id: `statements:${week}`, task: 'statements', day: week, cursor: '', doneAt: null },
});

async function writeWeek(week: string, now: number, endsAt: number): Promise<{ through: boolean; count: number }> {
  let count = 0;
  for (let cursor = (await read<WeekRun>('dailyRuns', `statements:${week}`))?.cursor ?? ''; ;) {
    const nurseIds = await earnersOf(week, cursor);
    for (const nurseId of nurseIds) count += (await writeOne(nurseId, week, now)) ? 1 : 0;
    if (nurseIds.length < PAGE) return { through: true, count };
    cursor = nurseIds.at(-1) ?? cursor;
    await write('dailyRuns', { ...run(week), cursor } satisfies WeekRun);
    if (Date.now() > endsAt) return { through: false, count };
  }
}

/** The next nurses the ledger names in that week, by id. */
async function earnersOf(week: string, after: string): Promise<readonly string[]> {
  const within = _.gte(startOfWeek(week)).and(_.lt(endOfWeek(week)));
  const { data } = await db
    .collection('ledgerEntries')
    .aggregate()
    .match({ at: within, nurseId: _.gt(after) })
    .group({ _id: '$nurseId' })
    .sort({ _id: 1 })
    .limit(PAGE)
    .end();
  return (data as { readonly _id: string }[]).map(({ _id }) => _id);
}

/** True: this call wrote it. Whoever came first wrote the same. */
async function writeOne(nurseId: string, week: string, now: number): Promise<boolean> {
  const items = await incomeItems(nurseId, startOfWeek(week), endOfWeek(week));
  // Only money that went out to her: nothing to state.
  if (items.length === 0) return false;
  const statement = statementOf(nurseId, week, items, await lastBefore(nurseId, week), now);
  const effects = await tellOfIncome(nurseId, `上周收入 ${yuan(statement.totalFen)}，可以领取了`);
  try {
    await transact(async (transaction) => {
      await transaction.add('nurseStatements', statement);
      const cause = `statement:${statement._id}`;
      if (statement.totalFen > 0) await enqueue(transaction, effects, { orderId: '', cause, now });
    });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

async function lastBefore(nurseId: string, week: string): Promise<Statement | null> {
  const { data } = await db
    .collection('nurseStatements')
    .where({ nurseId, week: _.lt(week) })
    .orderBy('week', 'desc')
    .limit(1)
    .get();
  return plain(data as Statement[])[0] ?? null;
}
