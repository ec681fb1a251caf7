/** Calling a visit off: the published tiers R0–R4, in the patient's favour to the fen. */
import { percentOf, sum } from '../payment/fen';
import { partOf } from '../payment/quote';
import { Refusal } from '../refusal';
import { MINUTE } from '../schedule/beijing';
import { type Decision, move, type Order } from './order';
import { type OrderStatus, step } from './status';

export type Tier = 'R0' | 'R1' | 'R2' | 'R3' | 'R4';
export type Canceller = 'patient' | 'nurse' | 'operator' | 'system';

export interface Cancellation {
  readonly tier: Tier;
  readonly feeFen: number;
  readonly refundFen: number;
}

/** Of the service fee; `withTransport`: the way was gone, so it is paid. Consumables come back unopened. */
const FEES: Record<Tier, { readonly percent: number; readonly capFen: number; readonly withTransport: boolean }> = {
  R0: { percent: 0, capFen: 0, withTransport: false },
  R1: { percent: 10, capFen: 2000, withTransport: false },
  R2: { percent: 20, capFen: 5000, withTransport: false },
  R3: { percent: 20, capFen: Infinity, withTransport: true },
  R4: { percent: 50, capFen: Infinity, withTransport: true },
};

const GRACE_AFTER_BOOKING_MINUTES = 10;
const NURSE_LATE_MINUTES = 30;
const TOO_LATE: readonly OrderStatus[] = ['inService', 'pendingConfirmation', 'pendingBalance', 'completed'];

/** Which tier a patient falls into now. */
export function tierOf(order: Order, now: number): Tier {
  const leadMinutes = (order.startAt - now) / MINUTE;
  if (order.checkedInAt !== null) return 'R4';
  if (order.nurseId === null) return 'R0';
  // O-11: the nurse is more than half an hour late.
  if (leadMinutes < -NURSE_LATE_MINUTES) return 'R0';
  if (order.departedAt !== null || leadMinutes < 60) return 'R3';
  if (leadMinutes >= 1440) return 'R0';
  if (now - order.createdAt <= GRACE_AFTER_BOOKING_MINUTES * MINUTE) return 'R0';
  return leadMinutes >= 240 ? 'R1' : 'R2';
}

/** The fee of a tier; rounds down, and never exceeds what was paid: a balance is never chased. */
export function feeOf(tier: Tier, { price, paidFen }: Pick<Order['money'], 'price' | 'paidFen'>): number {
  const { percent, capFen, withTransport } = FEES[tier];
  const serviceFen = Math.min(percentOf(partOf(price, 'service'), percent, 'down'), capFen);
  const transport = withTransport ? sum(partOf(price, 'transport'), partOf(price, 'night')) : 0;
  return Math.min(serviceFen + transport, paidFen);
}

/** What cancelling now would cost and bring back: the preview and the deed use the same numbers. */
export function cancellation(order: Order, by: Canceller, now: number): Cancellation {
  if (TOO_LATE.includes(order.status)) throw new Refusal('CANNOT_CANCEL_NOW', { status: order.status });
  step(order.status, 'cancel', by);
  // Whatever the platform's side calls off is free for the patient.
  const tier = by === 'patient' ? tierOf(order, now) : 'R0';
  const feeFen = feeOf(tier, order.money);
  const { paidFen, refundedFen, refundingFen } = order.money;
  return { tier, feeFen, refundFen: paidFen - refundedFen - refundingFen - feeFen };
}

/** `refunding` while money goes back, `cancelled` where there is none to return. */
export function cancel(order: Order, by: Canceller, reason: string, now: number): Decision {
  const { tier, feeFen, refundFen } = cancellation(order, by, now);
  const money = {
    ...order.money,
    cancellationFeeFen: feeFen,
    refundingFen: order.money.refundingFen + refundFen,
  };
  return move(order, {
    event: 'cancel',
    by,
    now,
    to: refundFen > 0 ? 'refunding' : 'cancelled',
    change: { money, cancelReason: reason, payBy: null },
    details: { tier, feeFen, refundFen },
  });
}
