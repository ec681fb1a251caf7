/** What the planner's timer does: asks for tomorrow in the evening, plans what was asked for part by part, gives out what was released. */
import type { OperationParameters } from '#domain/operations/parameters';
import { beijingDay, DAY, minuteOfDay } from '#domain/schedule/beijing';
import { _, db, isDuplicate, read } from '../database';
import { plain } from '../plain';
import { sweep } from '../sweep';
import { transact } from '../transact';
import { askedPlan, follow, planId, type DayPlanRow } from './dayPlans';
import { cities, openOrdersOf } from './openOrders';
import { planPart } from './planPart';
import { releaseSome } from './release';

/** Once an evening and city, where anything is open. Answers how many plans were asked for. */
export async function askForTomorrow(now: number, p: OperationParameters): Promise<number> {
  if (minuteOfDay(now) < p.planning.nightlyFromMinute) return 0;
  const day = beijingDay(now + DAY);
  let asked = 0;
  for (const city of await cities(now)) {
    if (await read('dayPlans', planId(city, day))) continue;
    if ((await openOrdersOf(city, day, now)).length > 0 && (await add(askedPlan(city, day, '', 1, now)))) asked += 1;
  }
  return asked;
}

/** False: another call was faster. */
async function add(row: DayPlanRow): Promise<boolean> {
  try {
    await transact((transaction) => transaction.add('dayPlans', row));
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

export async function sweepPlans(now: number, p: OperationParameters, budgetMs: number): Promise<number> {
  const endsAt = Date.now() + budgetMs;
  const isTime = () => Date.now() < endsAt;
  return sweep<DayPlanRow>({
    find: async (limit) => {
      const { data } = await db
        .collection('dayPlans')
        .where({ state: _.in(['asked', 'releasing']) })
        .orderBy('askedAt', 'asc')
        .limit(limit)
        .get();
      return plain(data as DayPlanRow[]);
    },
    handle: (row) => advance(row, now, p, isTime),
    budgetMs,
  });
}

/** True: nothing of it is left to do. */
async function advance(row: DayPlanRow, now: number, p: OperationParameters, isTime: () => boolean): Promise<boolean> {
  if (row.state === 'releasing') {
    return (await follow(row, await releaseSome(row, now, p, isTime)))?.state === 'released';
  }
  let current: DayPlanRow | null = row;
  while (current?.state === 'asked' && isTime()) current = await follow(current, await nextPart(current, now, p));
  return current?.state === 'proposed';
}

async function nextPart(row: DayPlanRow, now: number, p: OperationParameters): Promise<Partial<DayPlanRow>> {
  const left = row.left ?? (await openOrdersOf(row.city, row.day, now));
  const size = Math.max(1, p.planning.partVisits);
  const rest = left.slice(size);
  const part = await planPart(row, left.slice(0, size), now, p);
  return { ...part, left: rest, ...(rest.length === 0 && { state: 'proposed' as const, plannedAt: now }) };
}
