/** The insurance of one visit (P-015): the insurer's number stands on the order before anybody sets out. */
import { Refusal } from '../refusal';
import { type Decision, move, type Order, type OrderCover } from './order';

/** A repeated or late answer changes nothing: one cover per nurse, and only while the visit lies ahead. */
export function insure(order: Order, cover: OrderCover, now: number): Decision {
  if (order.status !== 'pendingService' || isCovered(order) || order.nurseId !== cover.nurseId) {
    return { order, fact: null };
  }
  if (cover.number.trim() === '') throw new Refusal('NO_INSURANCE_COVER', { orderId: order._id });
  return move(order, { event: 'insure', by: 'system', now, change: { cover }, details: { number: cover.number } });
}

/** Covered for the nurse who has it now. */
export const isCovered = ({ cover, nurseId }: Pick<Order, 'cover' | 'nurseId'>): boolean =>
  cover != null && cover.nurseId === nurseId;

export function assertCovered(order: Order): void {
  if (!isCovered(order)) throw new Refusal('NO_INSURANCE_COVER', { orderId: order._id });
}
