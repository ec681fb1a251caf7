/** A nurse gets the order: she accepts, an operator assigns her; or she backs out before the patient paid. */
import { startSearch } from '../dispatch/search';
import type { Nurse } from '../nurse/nurse';
import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import { MINUTE } from '../schedule/beijing';
import { type Decision, move, type Order } from './order';
import { takenMoney } from './taking';

/**
 * The first valid acceptance wins (O-06); whoever comes later hears that it is taken. Hearing the winner again changes
 * nothing. Whether she is free is checked with her slots, in the same transaction.
 */
export function accept(
  order: Order,
  nurse: Nurse,
  offer: { readonly status: string; readonly expiresAt: number },
  now: number,
  p: OperationParameters,
): Decision {
  if (order.nurseId === nurse._id) return { order, fact: null };
  if (order.nurseId !== null) throw new Refusal('OFFER_TAKEN', { orderId: order._id });
  if (offer.status !== 'open' || now >= offer.expiresAt) throw new Refusal('OFFER_CLOSED', { orderId: order._id });
  return take(order, nurse, 'accept', 'nurse', now, p);
}

/** An operator gives the order to a nurse by hand; `override`: why against her own wishes about place and hours. */
export const assign = (
  order: Order,
  nurse: Nurse,
  now: number,
  p: OperationParameters,
  override: string | null = null,
): Decision => take(order, nurse, 'assign', 'operator', now, p, override);

/** An urgent visit is near; of a series nobody waits beside the phone for the acceptance. */
function payWithinMinutes({ urgent, seriesId }: Order, p: OperationParameters['booking']): number {
  if (urgent) return p.urgentPayWithinMinutes;
  return seriesId ? p.seriesPayWithinMinutes : p.payWithinMinutes;
}

function take(
  order: Order,
  nurse: Nurse,
  event: 'accept' | 'assign',
  by: 'nurse' | 'operator',
  now: number,
  p: OperationParameters,
  override: string | null = null,
): Decision {
  // Nor one's own family: who orders and who is paid must be two people.
  if (nurse.status !== 'active' || nurse.userId === order.patientUserId) {
    throw new Refusal('NURSE_UNAVAILABLE', { nurseId: nurse._id });
  }
  // P-027: not even an operator sends somebody before the doctor's order was seen.
  if (order.dispatch.stage === 'papers') throw new Refusal('ORDER_PAPERS_WAITING', { orderId: order._id });
  const isPaid = order.money.paidFen > 0;
  // P-053: whoever comes instead of the chosen nurse is not paid for by her stars.
  const { money, refundFen } = takenMoney(order, nurse, p);
  const change = {
    money,
    nurseId: nurse._id,
    nurseName: nurse.displayName,
    nurseOpenid: nurse.openid,
    nurseUid: nurse.uid,
    // Never later than the visit itself: nobody sets out unpaid.
    payBy: isPaid ? null : Math.min(now + payWithinMinutes(order, p.booking) * MINUTE, order.startAt),
  };
  const to = isPaid ? 'pendingService' : 'pendingPayment';
  const details = { nurseId: nurse._id, ...(override !== null && { override }), ...(refundFen > 0 && { refundFen }) };
  const decision = move(order, { event, by, now, to, change, details });
  if (now >= order.startAt) throw new Refusal('SLOT_IN_PAST', { startAt: order.startAt });
  return decision;
}

/**
 * The nurse cannot come: the search starts anew and asks neither her nor who declined again. Before payment she backs out so
 * by herself; afterwards she cancels, and only the platform hands over (`handOver`). An order that had a nurse and was paid goes first: ten
 * are asked at once instead of three.
 */
export function release(
  order: Order,
  by: 'nurse' | 'operator' | 'system',
  why: { readonly reason: string; readonly declinedNurseIds: readonly string[] },
  now: number,
): Decision {
  const details = { nurseId: order.nurseId, reason: why.reason };
  return move(order, { event: 'release', by, now, change: withoutNurse(order, why.declinedNurseIds, now), details });
}

/** What an order is when it has lost its nurse and looks for another one; `named`: a colleague is asked alone first. */
export function withoutNurse(
  order: Order,
  declinedNurseIds: readonly string[],
  now: number,
  named: string | null = null,
): Partial<Order> {
  const search = startSearch(named, now, order.urgent);
  const isAhead = order.money.paidFen > 0 && named === null;
  const asked = new Set([...declinedNurseIds, ...(order.nurseId ? [order.nurseId] : [])]);
  if (named !== null) asked.delete(named);
  return {
    nurseId: null,
    nurseName: null,
    nurseOpenid: '',
    nurseUid: '',
    payBy: null,
    // The cover named her; the next nurse's is another one.
    cover: null,
    transfer: null,
    ...(named !== null && { chosenNurseId: named }),
    dispatch: { ...search, ...(isAhead ? { stage: 'alternates' as const } : {}), offeredNurseIds: [...asked] },
  };
}
