/** A service that is broken off: what was done is paid, what was not is not. Who must go to hospital pays nothing. */
import type { Service } from '../care/service';
import { borne } from '../payment/discounted';
import { ratesOf } from '../payment/commission';
import { nurseIncomeFen } from '../payment/income';
import type { OperationParameters } from '../operations/parameters';
import type { PriceItem } from '../payment/price';
import { sum } from '../payment/fen';
import { Refusal } from '../refusal';
import { end } from './ending';
import { type Decision, move, type Order, type Reduction } from './order';
import { reduced } from './reduce';
import { paidByUs } from './refuseVisit';
import { assertHers } from './atPlace';

export const INTERRUPT_REASONS = {
  '患者不适，需要就医': 'hospital',
  患者或家属要求停止: 'done',
  设备或耗材出了问题: 'done',
  护士身体不适: 'done',
  环境不安全: 'done',
} as const satisfies Record<string, 'hospital' | 'done'>;
export type InterruptReason = keyof typeof INTERRUPT_REASONS;

export interface BrokenOff {
  readonly reason: InterruptReason;
  /** Places in the service's SOP list, from 0. */
  readonly checkedSteps: readonly number[];
  readonly summary: string;
}

/** Paid for the care itself: what was not done of it is not paid. */
const CARE: readonly PriceItem['kind'][] = ['service', 'holiday', 'star'];

/** The part of the care whose steps were not done, rounded in the family's favour. Way and opened consumables are paid. */
export function undone(
  order: Order,
  checkedSteps: readonly number[],
  { sop }: Pick<Service, 'sop'>,
  p: OperationParameters,
): Reduction {
  const { price, reductions = [] } = order.money;
  const done = sop.filter((_, index) => checkedSteps.includes(index)).length;
  const waived = reductions.some(({ kind }) => kind === 'star');
  const isCare = ({ kind }: PriceItem) => CARE.includes(kind) && !(kind === 'star' && waived);
  const doneFen = (fen: number) => (sop.length === 0 ? 0 : Math.floor((fen * done) / sop.length));
  const items = price.items.map((item) => (isCare(item) ? { ...item, amountFen: doneFen(item.amountFen) } : item));
  const wholeFen = sum(...price.items.map((item) => item.amountFen)) - sum(...items.map((item) => item.amountFen));
  const rates = ratesOf(order.money, p.price);
  const nurseFen = nurseIncomeFen(price, rates) - nurseIncomeFen({ ...price, items }, rates);
  const label = `未完成的步骤（${sop.length - done}/${sop.length}）`;
  // Coupon and points paid their part of what was not done, so not all of it is the patient's.
  const { patientFen, given } = borne(price, wholeFen);
  return {
    ...{ kind: 'partial', label, amountFen: patientFen, nurseFen },
    ...(given.coupon > 0 && { couponFen: given.coupon }),
    ...(given.points > 0 && { pointsFen: given.points }),
    ...(given.package > 0 && { packageFen: given.package }),
  };
}

export function interrupt(
  order: Order,
  nurseId: string,
  broken: BrokenOff,
  service: Pick<Service, 'sop'>,
  now: number,
  p: OperationParameters,
): Decision {
  assertHers(order, 'interrupt', nurseId);
  const { reason, checkedSteps } = broken;
  if (broken.summary.trim() === '') throw new Refusal('SUMMARY_MISSING');
  if (INTERRUPT_REASONS[reason] === 'hospital') {
    const ending = paidByUs(order, p);
    const { order: ended, fact } = end(order, { event: 'interrupt', by: 'nurse', reason, ending }, now);
    return { order: { ...ended, finishedAt: now }, fact };
  }
  const reduction = undone(order, checkedSteps, service, p);
  const { money, refundFen } = reduced(order.money, reduction);
  const details = { reason, refundFen, reducedFen: reduction.amountFen };
  const change = { money, finishedAt: now };
  return move(order, { event: 'interrupt', by: 'nurse', now, to: 'pendingConfirmation', change, details });
}
