/** Work that is done once a day for every nurse: page by page, going on where it stopped, safe late, twice and in parallel. */
import type { Nurse } from '#domain/nurse/nurse';
import { beijingDay } from '#domain/schedule/beijing';
import { _, db, read, write } from '../database';
import { plain } from '../plain';

interface DailyRun {
  readonly _id: string;
  readonly task: string;
  readonly day: string;
  /** The last nurse that was done. */
  readonly cursor: string;
  readonly doneAt: number | null;
  /** How many could not be done since the beginning. */
  readonly failed?: number;
}

const PAGE = 50;

export interface DailyTask {
  readonly name: string;
  readonly statuses: readonly Nurse['status'][];
  /** Doing a page twice must change nothing. Answers how many could not be done. */
  readonly handle: (nurses: readonly Nurse[]) => Promise<number>;
}

/** True: been through all of them for now. False: time is used up, the next call goes on. */
export async function runDaily({ name, statuses, handle }: DailyTask, now: number, endsAt: number): Promise<boolean> {
  const day = beijingDay(now);
  const _id = `${name}:${day}`;
  const begun = await read<DailyRun>('dailyRuns', _id);
  if (begun?.doneAt != null) return true;
  let failed = begun?.failed ?? 0;
  for (let cursor = begun?.cursor ?? ''; ;) {
    const nurses = await page(statuses, cursor);
    if (nurses.length > 0) failed += await handle(nurses);
    cursor = nurses.at(-1)?._id ?? cursor;
    const through = nurses.length < PAGE;
    const row = { _id, task: name, day };
    if (through) {
      // Somebody could not be done: not now again and again, but the next hour begins anew.
      await write('dailyRuns', {
        ...row,
        cursor: failed > 0 ? '' : cursor,
        doneAt: failed > 0 ? null : now,
      } satisfies DailyRun);
      return true;
    }
    await write('dailyRuns', { ...row, cursor, doneAt: null, failed } satisfies DailyRun);
    if (Date.now() > endsAt) return false;
  }
}

async function page(statuses: readonly Nurse['status'][], after: string): Promise<readonly Nurse[]> {
  const { data } = await db
    .collection('nurses')
    .where({ status: _.in([...statuses]), _id: _.gt(after) })
    .orderBy('_id', 'asc')
    .limit(PAGE)
    .get();
  return plain(data as Nurse[]);
}
