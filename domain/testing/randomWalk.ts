/**
 * Many orders of a few nurses and families, each led by chance through everything that may be tried, with their half hours: taken,
 * swapped and freed as the functions do it, by what each decision says happened. Chance comes in as numbers.
 */
import type { Order } from '../order/order';
import { expireUnpaid } from '../order/expire';
import { confirm } from '../order/confirm';
import { cancel } from '../order/cancel';
import { nurseNoShow } from '../order/late';
import { overdue } from '../order/overdue';
import { refundArrived } from '../order/pay';
import type { Decision } from '../order/order';
import type { OrderStatus } from '../order/status';
import { Refusal } from '../refusal';
import { nurseSlotIds, recipientSlotIds } from '../schedule/slots';
import { anOrder, VISIT_AT } from './anOrder';
import { parameters as p } from './parameters';
import { attempts } from './randomLife';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HAVE_A_NURSE: readonly OrderStatus[] = ['pendingPayment', 'pendingService', 'travelling', 'inService'];
const OVER: readonly OrderStatus[] = ['completed', 'cancelled', 'refunded', 'refunding'];

/** Whose half hours an order holds while it stands as it does. */
export function heldBy(order: Order): readonly string[] {
  if (OVER.includes(order.status) || order.finishedAt !== null) return [];
  const hers = HAVE_A_NURSE.includes(order.status) && order.nurseId ? nurseSlotIds(order.nurseId, order) : [];
  return [...hers, ...recipientSlotIds(order.recipientId, order)];
}

export interface Step {
  readonly before: Order;
  readonly after: Order;
  readonly now: number;
}

/** Orders of three families at six hours of a day; all look for one of three nurses. */
export function openTown(orders: number): Order[] {
  const createdAt = VISIT_AT - 26 * HOUR;
  return Array.from({ length: orders }, (_, index) => {
    const startAt = VISIT_AT + (index % 6) * 2 * HOUR;
    return anOrder({
      ...{ _id: `order${index}`, recipientId: `recipient-${index}`, patientUserId: `family-${index % 3}` },
      ...{ createdAt, startAt, endAt: startAt + 45 * MINUTE },
    });
  });
}

/**
 * One try in the town. Refused by the rules, or by half hours that somebody else holds: nothing changes, null. `taken` is kept as the
 * database keeps it: by unique ids.
 */
export function tryOne(
  town: Order[],
  taken: Map<string, string>,
  { order: which, pick, variant }: { readonly order: number; readonly pick: number; readonly variant: number },
  now: number,
): (Step & { readonly decision: Decision }) | null {
  const place = which % town.length;
  const before = town[place] as Order;
  const possible = attempts(variant);
  try {
    const decision = possible[pick % possible.length]?.(before, now) ?? null;
    if (!decision?.fact) return null;
    const after = decision.order;
    if (!swap(taken, before, after)) return null;
    town[place] = after;
    return { before, after, now, decision };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** False: one of them is another order's. */
function swap(taken: Map<string, string>, before: Order, after: Order): boolean {
  const [old, next] = [heldBy(before), heldBy(after)];
  if (next.some((id) => taken.has(id) && taken.get(id) !== after._id)) return false;
  for (const id of old) taken.delete(id);
  for (const id of next) taken.set(id, after._id);
  return true;
}

/** What the clocks of the house do by themselves, one after the other, as long as one of them moves the order. */
export function leftToTheClock(order: Order, now: number): Order {
  const clocks: readonly ((order: Order) => Decision | null)[] = [
    (one) => expireUnpaid(one, now, p),
    (one) => (one.status === 'pendingAcceptance' ? cancel(one, 'system', '暂无护士接单', now, p) : null),
    (one) => nurseNoShow(one, 'system', now, p),
    (one) => confirm(one, 'system', now),
    (one) => overdue(one, now, p),
    (one) => refundArrived(one, one.money.refundingFen, now),
  ];
  for (const clock of [...clocks, ...clocks]) {
    try {
      order = clock(order)?.order ?? order;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return order;
}

/** Whose matter it is now; null: it is over. Nothing may be nobody's. */
export function whoseMatter({ status, overdueAt }: Order): 'patient' | 'operator' | 'nobody' | null {
  if (status === 'completed' || status === 'cancelled' || status === 'refunded') return null;
  // What is left to pay is asked of the family until it is paid.
  if (status === 'pendingBalance') return 'patient';
  return overdueAt != null ? 'operator' : 'nobody';
}
