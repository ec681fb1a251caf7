/** Calling a visit off: the published tiers R0–R4, in the patient's favour to the fen; and O-10, where it is the nurse who does. */
import type { OperationParameters } from '../operations/parameters';
import { percentOf, sum } from '../payment/fen';
import { partOf } from '../payment/price';
import { Refusal } from '../refusal';
import { MINUTE } from '../schedule/beijing';
import { end, type Ending, FREE, keptFee, refundOf } from './ending';
import type { Decision, Order } from './order';
import { type OrderStatus, step } from './status';
import { isAskedToChange } from './transfer';

export type Tier = 'R0' | 'R1' | 'R2' | 'R3' | 'R4';
export type Canceller = 'patient' | 'nurse' | 'operator' | 'system';

export interface Cancellation extends Ending {
  readonly tier: Tier;
  readonly refundFen: number;
}

/** Of the service fee; `withTransport`: the way was gone, so it is paid, and it is the nurse's. Consumables come back unopened. */
interface Rate {
  readonly percent: number;
  readonly capFen: number;
  readonly withTransport: boolean;
}

const ratesOf = (c: OperationParameters['cancellation']): Record<Tier, Rate> => ({
  R0: { percent: 0, capFen: 0, withTransport: false },
  R1: { percent: c.r1Percent, capFen: c.r1CapFen, withTransport: false },
  R2: { percent: c.r2Percent, capFen: c.r2CapFen, withTransport: false },
  R3: { percent: c.r3Percent, capFen: Infinity, withTransport: true },
  R4: { percent: c.r4Percent, capFen: Infinity, withTransport: true },
});

const TOO_LATE: readonly OrderStatus[] = ['inService', 'pendingConfirmation', 'pendingBalance', 'completed'];

/** O-11: so late that the family need not wait; by the clock, or by her own word. */
export const isTooLate = ({ startAt, expectedAt }: Order, now: number, p: OperationParameters): boolean =>
  Math.max(now, expectedAt ?? 0) - startAt > p.lateness.freeCancelMinutes * MINUTE;

/** Which tier a patient falls into now. */
export function tierOf(order: Order, now: number, p: OperationParameters): Tier {
  const { freeLeadMinutes, nearLeadMinutes, lastLeadMinutes, graceMinutes } = p.cancellation;
  const leadMinutes = (order.startAt - now) / MINUTE;
  if (order.checkedInAt !== null || order.atDoorAt != null) return 'R4';
  if (order.nurseId === null) return 'R0';
  // O-08: asked whether another nurse may come, the family may rather call off.
  if (isAskedToChange(order)) return 'R0';
  if (isTooLate(order, now, p)) return 'R0';
  if (order.departedAt !== null || leadMinutes < lastLeadMinutes) return 'R3';
  if (leadMinutes >= freeLeadMinutes) return 'R0';
  if (now - order.createdAt <= graceMinutes * MINUTE) return 'R0';
  return leadMinutes >= nearLeadMinutes ? 'R1' : 'R2';
}

/** The fee of a tier; rounds down, and never exceeds what was paid: a balance is never chased. */
export function feeOf(
  tier: Tier,
  { price, paidFen }: Pick<Order['money'], 'price' | 'paidFen'>,
  p: OperationParameters,
): number {
  return Math.min(wholeFeeFen(tier, price, p), paidFen);
}

function wholeFeeFen(tier: Tier, price: Order['money']['price'], p: OperationParameters): number {
  const { percent, capFen } = ratesOf(p.cancellation)[tier];
  const serviceFen = Math.min(percentOf(partOf(price, 'service'), percent, 'down'), capFen);
  return serviceFen + wayFen(tier, price, p);
}

/** The fee of a tier as it is kept when the order ends: whose each fen is. */
export const endingFee = (
  tier: Tier,
  money: Pick<Order['money'], 'price' | 'paidFen' | 'commission'>,
  p: OperationParameters,
) => keptFee(money, { wholeFen: wholeFeeFen(tier, money.price, p), wayFen: wayFen(tier, money.price, p) }, p.price);

const wayFen = (tier: Tier, price: Order['money']['price'], p: OperationParameters): number =>
  ratesOf(p.cancellation)[tier].withTransport ? sum(partOf(price, 'transport'), partOf(price, 'night')) : 0;

/** O-10: a day ahead nothing; later a sum; in the last hours a share of the order, at least so much. Nobody paid: nothing is owed. */
export function compensationOf(order: Order, now: number, p: OperationParameters): number {
  const { freeLeadMinutes, lateLeadMinutes, compensationFen, latePercent, lateLeastFen } = p.nurseCancel;
  const leadMinutes = (order.startAt - now) / MINUTE;
  if (order.money.paidFen === 0 || leadMinutes >= freeLeadMinutes) return 0;
  if (leadMinutes >= lateLeadMinutes) return compensationFen;
  return Math.max(percentOf(order.money.price.totalFen, latePercent, 'down'), lateLeastFen);
}

/** What cancelling now would cost and bring back: the preview and the deed use the same numbers. */
export function cancellation(order: Order, by: Canceller, now: number, p: OperationParameters): Cancellation {
  if (TOO_LATE.includes(order.status)) throw new Refusal('CANNOT_CANCEL_NOW', { status: order.status });
  step(order.status, 'cancel', by);
  const [tier, ending] = by === 'patient' ? byPatient(order, now, p) : byUs(order, by, now, p);
  return { tier, ...ending, refundFen: refundOf(order, ending) };
}

function byPatient(order: Order, now: number, p: OperationParameters): [Tier, Ending] {
  const tier = tierOf(order, now, p);
  const { money } = order;
  const fee = endingFee(tier, money, p);
  // What an earlier change of time cost is not given back by calling off later; a nurse half an hour late gives all of it back.
  const moved = isTooLate(order, now, p) ? 0 : Math.min(partOf(money.price, 'change'), money.paidFen - fee.feeFen);
  return [tier, { ...FREE, ...fee, feeFen: fee.feeFen + moved }];
}

/** Whatever the platform's side calls off is free for the patient. */
const byUs = (order: Order, by: Canceller, now: number, p: OperationParameters): [Tier, Ending] => [
  'R0',
  { ...FREE, compensationFen: by === 'nurse' ? compensationOf(order, now, p) : 0 },
];

export function cancel(order: Order, by: Canceller, reason: string, now: number, p: OperationParameters): Decision {
  const { tier, refundFen: _refundFen, ...ending } = cancellation(order, by, now, p);
  return end(order, { event: 'cancel', by, reason, ending, details: { tier } }, now);
}
