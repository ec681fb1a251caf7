/** How an order ends before its time, and whose each fen is: the patient's, the nurse's, the platform's. */
import { netPaidFen } from '../payment/owed';
import { type Decision, move, type Order } from './order';
import type { Actor, OrderEvent } from './status';

export interface Ending {
  /** Kept of what was paid. */
  readonly feeFen: number;
  /** The nurse's part of it: a way that was gone, time that was kept for nobody. */
  readonly nurseFeeFen: number;
  /** Paid to the nurse by the platform, since the patient pays nothing. */
  readonly fundFen: number;
  /** Owed to the family by the platform, beside all that goes back (O-10). */
  readonly compensationFen: number;
}

export const FREE: Ending = { feeFen: 0, nurseFeeFen: 0, fundFen: 0, compensationFen: 0 };

/** What goes back to whoever paid. */
export const refundOf = (order: Order, { feeFen }: Pick<Ending, 'feeFen'>): number => netPaidFen(order.money) - feeFen;

interface Ends {
  readonly event: Extract<OrderEvent, 'cancel' | 'nurseNoShow' | 'patientNoShow' | 'refuseVisit' | 'interrupt'>;
  readonly by: Actor;
  /** Fixed words: both sides read them. */
  readonly reason: string;
  readonly ending: Ending;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** `refunding` while money goes back, `cancelled` where there is none to return. */
export function end(order: Order, { event, by, reason, ending, details = {} }: Ends, now: number): Decision {
  const refundFen = refundOf(order, ending);
  const money = {
    ...order.money,
    cancellationFeeFen: ending.feeFen,
    refundingFen: order.money.refundingFen + refundFen,
    ...(ending.compensationFen > 0 && { compensationFen: ending.compensationFen }),
  };
  return move(order, {
    event,
    by,
    now,
    to: order.money.refundingFen + refundFen > 0 ? 'refunding' : 'cancelled',
    change: { money, cancelReason: reason, payBy: null, proposal: null },
    details: { ...details, ...ending, refundFen, reason },
  });
}
