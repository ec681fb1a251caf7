/** An order loses its nurse without her or the patient having called it off: her papers ran out, she has a day off. */
import { HOUR } from '../schedule/beijing';
import { release } from './accept';
import type { Decision, Order } from './order';
import type { OrderStatus } from './status';

/** O-09: nearer than this a person takes over, a search could come too late. */
const PEOPLE_TAKE_OVER_MS = 2 * HOUR;
/** O-10: a day ahead a nurse's change costs nobody anything. */
const NURSE_MAY_HAND_OVER_MS = 24 * HOUR;

const AHEAD: readonly OrderStatus[] = ['pendingPayment', 'pendingService'];
/** What still needs its nurse. */
export const UNDER_WAY: readonly OrderStatus[] = [...AHEAD, 'travelling', 'inService'];

/** `people`: too near or begun, operators decide; null: the order is not hers (any more), or done. */
export function handOver(
  order: Order,
  { nurseId, by, reason }: { readonly nurseId: string; readonly by: 'operator' | 'system'; readonly reason: string },
  declinedNurseIds: readonly string[],
  now: number,
): Decision | 'people' | null {
  if (order.nurseId !== nurseId || !UNDER_WAY.includes(order.status)) return null;
  if (!AHEAD.includes(order.status)) return 'people';
  // An operator who takes an order back knows what comes next.
  if (by !== 'operator' && order.startAt - now < PEOPLE_TAKE_OVER_MS) return 'people';
  return release(order, by, { reason, declinedNurseIds }, now);
}

/** May the nurse give it back by a change of her plan? */
export const mayHandOver = ({ status, startAt }: Pick<Order, 'status' | 'startAt'>, now: number): boolean =>
  AHEAD.includes(status) && startAt - now >= NURSE_MAY_HAND_OVER_MS;
