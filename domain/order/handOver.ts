/** An order loses its nurse without her or the patient having called it off: her papers ran out, she has a day off. */
import type { OperationParameters } from '../operations/parameters';
import { MINUTE } from '../schedule/beijing';
import { release } from './accept';
import type { Decision, Order } from './order';
import type { OrderStatus } from './status';

const AHEAD: readonly OrderStatus[] = ['pendingPayment', 'pendingService'];
/** What still needs its nurse. */
export const UNDER_WAY: readonly OrderStatus[] = [...AHEAD, 'travelling', 'inService'];

/** `people`: too near or begun, operators decide; null: the order is not hers (any more), or done. */
export function handOver(
  order: Order,
  { nurseId, by, reason }: { readonly nurseId: string; readonly by: 'operator' | 'system'; readonly reason: string },
  declinedNurseIds: readonly string[],
  now: number,
  p: Pick<OperationParameters, 'transfer'>,
): Decision | 'people' | null {
  if (order.nurseId !== nurseId || !UNDER_WAY.includes(order.status)) return null;
  if (!AHEAD.includes(order.status)) return 'people';
  // O-09: so near to the visit a search could come too late. An operator who takes an order back knows what comes next.
  if (by !== 'operator' && order.startAt - now < p.transfer.leadMinutes * MINUTE) return 'people';
  return release(order, by, { reason, declinedNurseIds }, now);
}

/** May the nurse give it back by a change of her plan? So far ahead that it costs nobody anything (O-10). */
export const mayHandOver = (
  { status, startAt }: Pick<Order, 'status' | 'startAt'>,
  now: number,
  p: Pick<OperationParameters, 'nurseCancel'>,
): boolean => AHEAD.includes(status) && startAt - now >= p.nurseCancel.freeLeadMinutes * MINUTE;
