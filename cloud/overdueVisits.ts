import { _, db, type Stored } from './database';

/** Visits that should have begun by `since` and whose nurse is not at the door yet, the most overdue first. */
export async function overdueVisits(since: number, limit: number, skip: number): Promise<readonly Stored<unknown>[]> {
  const { data } = await db
    .collection('orders')
    .where({ status: _.in(['pendingService', 'travelling']), startAt: _.lte(since), atDoorAt: null })
    .orderBy('startAt', 'asc')
    .skip(skip)
    .limit(limit)
    .field({ _id: true })
    .get();
  return data as Stored<unknown>[];
}
