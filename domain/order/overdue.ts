/** S4: a nurse is in somebody's home, or before the door, and nothing has been heard long after it should be over. */
import type { OperationParameters } from '../operations/parameters';
import { MINUTE } from '../schedule/beijing';
import { type Decision, move, type Order } from './order';

/** Said once for each visit; null: not yet, or not a matter any more. */
export function overdue(order: Order, now: number, p: Pick<OperationParameters, 'visit'>): Decision | null {
  const isThere = order.status === 'inService' || (order.status === 'travelling' && order.atDoorAt != null);
  const dueAt = order.endAt + p.visit.overdueMinutes * MINUTE;
  if (!isThere || order.overdueAt != null || now < dueAt) return null;
  return move(order, { event: 'overdue', by: 'system', now, change: { overdueAt: now } });
}
