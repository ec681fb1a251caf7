/** After the visit: the patient says it was done, and what it was like. */
import { dueFen } from '../payment/due';
import { Refusal } from '../refusal';
import { type Decision, move, type Order } from './order';

/** What is left to pay is due now; where nothing is left the order is completed. The clock confirms for the silent. */
export function confirm(order: Order, by: 'patient' | 'system', now: number): Decision {
  const due = dueFen(order);
  return move(order, {
    event: 'confirm',
    by,
    now,
    to: due > 0 ? 'pendingBalance' : 'completed',
    change: { confirmedAt: now },
    details: { dueFen: due },
  });
}

/** Once per order (P-063). */
export function review(order: Order, now: number): Decision {
  if (order.reviewedAt !== null) throw new Refusal('ALREADY_REVIEWED', { reviewedAt: order.reviewedAt });
  return move(order, { event: 'review', by: 'patient', now, change: { reviewedAt: now } });
}
