/** O-11: a nurse who is late says so; the family that waits pays less, and need not wait for ever. */
import type { OperationParameters } from '../operations/parameters';
import { percentOf } from '../payment/fen';
import { Refusal } from '../refusal';
import { HOUR, MINUTE } from '../schedule/beijing';
import { compensationOf } from './cancel';
import { end, FREE } from './ending';
import { type Decision, move, type Order, type Reduction } from './order';
import { assertHers } from './atPlace';

/** Later than this is another time, not lateness. */
const LATEST_MS = 4 * HOUR;

/** The nurse's own word of when she will be there. */
export function late(order: Order, nurseId: string, arriveAt: number, now: number): Decision {
  assertHers(order, 'late', nurseId);
  if (arriveAt <= order.startAt || arriveAt < now || arriveAt > order.startAt + LATEST_MS) {
    throw new Refusal('BAD_INPUT', { fields: ['arriveAt'] });
  }
  const lateMinutes = Math.ceil((arriveAt - order.startAt) / MINUTE);
  const details = { expectedAt: arriveAt, lateMinutes };
  return move(order, { event: 'late', by: 'nurse', now, change: { expectedAt: arriveAt }, details });
}

/** So late that the family is told, whoever says it. */
export const isToBeTold = (lateMinutes: number, p: OperationParameters): boolean =>
  lateMinutes > p.lateness.tellMinutes;

/** Who waited more than half an hour pays a tenth less. What counts is when she stood at the door. */
export function lateDiscount(order: Order, now: number, p: OperationParameters): Reduction | null {
  const { freeCancelMinutes, discountPercent } = p.lateness;
  const arrivedAt = order.atDoorAt ?? now;
  if (arrivedAt - order.startAt <= freeCancelMinutes * MINUTE) return null;
  const amountFen = percentOf(order.money.price.totalFen, discountPercent, 'down');
  return { kind: 'late', label: '护士迟到优惠', amountFen, nurseFen: 0 };
}

/** From when on the nurse counts as not having come. */
export const noShowAt = ({ startAt }: Order, p: OperationParameters): number =>
  startAt + p.lateness.noShowMinutes * MINUTE;

/**
 * The nurse did not come: all of it goes back, and the platform owes for it (O-10). The family may say so earlier where she herself
 * says that she will be later than that; who stands at the door has come.
 */
export function nurseNoShow(order: Order, by: 'patient' | 'system', now: number, p: OperationParameters): Decision {
  const saidAt = by === 'patient' ? (order.expectedAt ?? 0) : 0;
  const from = noShowAt(order, p);
  const ending = { ...FREE, compensationFen: compensationOf(order, order.startAt, p) };
  const decision = end(order, { event: 'nurseNoShow', by, reason: '护士没有上门', ending }, now);
  if (order.atDoorAt != null || Math.max(now, saidAt) <= from) throw new Refusal('NO_SHOW_TOO_EARLY', { from });
  return decision;
}
