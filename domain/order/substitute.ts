/**
 * O-11: the nurse is a quarter of an hour late. Has she not even set out and said nothing, another one is sought by itself, as urgently as an
 * urgent visit; is she on her way, a person decides, since she may be round the corner.
 */
import { urgentStarts } from '../dispatch/urgent';
import type { OperationParameters } from '../operations/parameters';
import { MINUTE } from '../schedule/beijing';
import { withoutNurse } from './accept';
import { type Decision, move, type Order } from './order';

type Terms = Pick<OperationParameters, 'lateness' | 'booking'>;

/** From when on she counts as late: by the hour of the visit, or by her own word. */
export const lateFrom = (order: Pick<Order, 'startAt' | 'expectedAt'>, p: Terms): number =>
  Math.max(order.startAt, order.expectedAt ?? 0) + p.lateness.tellMinutes * MINUTE;

/** `people`: somebody at the desk must look; null: she is not late, or it is over. Doing it again changes nothing. */
export function substitute(
  order: Order,
  declinedNurseIds: readonly string[],
  now: number,
  p: Terms,
): Decision | 'people' | null {
  const isAhead = order.status === 'pendingService' || order.status === 'travelling';
  if (!isAhead || order.atDoorAt != null || now < lateFrom(order, p)) return null;
  const [startAt] = urgentStarts(now, p.booking);
  if (order.status === 'travelling' || startAt === undefined) return 'people';
  const change = {
    ...withoutNurse({ ...order, urgent: true }, declinedNurseIds, now),
    startAt,
    endAt: startAt + (order.endAt - order.startAt),
    urgent: true,
    movedTimes: (order.movedTimes ?? 0) + 1,
    expectedAt: null,
    proposal: null,
  };
  const details = { nurseId: order.nurseId, reason: '护士没有按时出发', fromAt: order.startAt, startAt };
  return move(order, { event: 'release', by: 'system', now, change, details });
}
