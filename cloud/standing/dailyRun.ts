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
}

const PAGE = 50;

export interface DailyTask {
  readonly name: string;
  readonly statuses: readonly Nurse['status'][];
  /** Doing a page twice must change nothing. */
  readonly handle: (nurses: readonly Nurse[]) => Promise<void>;
}

/** True: done for today. False: time is used up, the next call goes on. */
export async function runDaily({ name, statuses, handle }: DailyTask, now: number, endsAt: number): Promise<boolean> {
  const day = beijingDay(now);
  const _id = `${name}:${day}`;
  const begun = await read<DailyRun>('dailyRuns', _id);
  if (begun?.doneAt != null) return true;
  for (let cursor = begun?.cursor ?? ''; ;) {
    const nurses = await page(statuses, cursor);
    if (nurses.length > 0) await handle(nurses);
    cursor = nurses.at(-1)?._id ?? cursor;
    const done = nurses.length < PAGE;
    await write('dailyRuns', { _id, task: name, day, cursor, doneAt: done ? now : null } satisfies DailyRun);
    if (done) return true;
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
