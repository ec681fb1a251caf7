/** Every minute from a quarter past ten: the days that were not held against the bill yet, the oldest first, one at a time. */
import { beijingDay, DAY, minuteOfDay, startOfBeijingDay } from '#domain/schedule/beijing';
import { Refusal } from '#domain/refusal';
import { db, read, write } from '../database';
import { plain } from '../plain';
import { reconcileDay, type Reconciliation } from './reconcileDay';

/** WeChat Pay makes a day's bill by ten o'clock of the next. */
const FROM_MINUTE = 10 * 60 + 15;
/** And keeps it for three months. */
const KEPT_DAYS = 90;
const AGAIN_AFTER_MS = 10 * 60_000;

/** How many days were done: none or one. */
export async function reconcileBooks(now: number): Promise<number> {
  const day = await nextDay(now);
  if (day === null) return 0;
  const tried = await read<Reconciliation>('reconciliations', day);
  if (tried?.state === 'waiting' && now - tried.at < AGAIN_AFTER_MS) return 0;
  try {
    await reconcileDay(day, now);
    return 1;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`reconciliation ${day}`, error.code, error.details);
    await write('reconciliations', waiting(day, String(error.details.code ?? error.code), now));
    return 0;
  }
}

/** The day after the last one done; where none is yet, the one that was tried, else yesterday. Null: nothing is due. */
async function nextDay(now: number): Promise<string | null> {
  const newest = minuteOfDay(now) >= FROM_MINUTE ? now - DAY : now - 2 * DAY;
  const [last] = await days({ state: db.command.neq('waiting') }, 'desc');
  if (!last) return (await days({}, 'asc'))[0]?._id ?? beijingDay(newest);
  const next = Math.max(startOfBeijingDay(last._id) + DAY, startOfBeijingDay(now) - KEPT_DAYS * DAY);
  return next <= newest ? beijingDay(next) : null;
}

async function days(where: object, order: 'asc' | 'desc'): Promise<readonly Reconciliation[]> {
  const { data } = await db.collection('reconciliations').where(where).orderBy('_id', order).limit(1).get();
  return plain(data as Reconciliation[]);
}

const waiting = (day: string, why: string, at: number): Reconciliation => ({
  _id: day,
  state: 'waiting',
  why,
  bill: null,
  ours: null,
  differences: 0,
  standing: null,
  booksBalanced: true,
  at,
});
