/** A nurse who is ill goes to nobody: her visits until tomorrow night go on at once, the near ones to a dispatcher. */
import type { DeclineOrderReply } from '#contract/declineOrder';
import type { Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import { UNDER_WAY } from '#domain/order/handOver';
import { DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import { _, db, everyRow } from '../database';
import { giveOn } from '../standing/handOvers';

/** No review: whoever is ill must not go to frail people, and every minute counts for finding somebody else. */
export async function fallIll(nurse: Nurse, now: number): Promise<DeclineOrderReply> {
  const until = startOfBeijingDay(now) + 2 * DAY;
  const ahead = await everyRow<Pick<Order, '_id'>>(
    db
      .collection('orders')
      .where({ nurseId: nurse._id, status: _.in([...UNDER_WAY]), startAt: _.lt(until) })
      .field({ _id: true })
      .orderBy('_id', 'asc'),
  );
  let released = 0;
  for (const { _id } of ahead) {
    const after = await giveOn(_id, { nurseId: nurse._id, reason: '护士身体不适', by: 'system' }, now);
    if (after.status === 'pendingAcceptance') released += 1;
  }
  return { ill: { released, dispatcher: ahead.length - released } };
}
