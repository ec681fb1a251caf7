/**
 * The nurse is there and must not do it. On clinical or safety grounds the family pays nothing and the platform pays her; where the
 * answers before the visit were untrue, the way and the assessment are paid.
 */
import type { OperationParameters } from '../operations/parameters';
import { sum } from '../payment/fen';
import { earnedFen, netPaidFen } from '../payment/owed';
import { partOf } from '../payment/price';
import { starBonusFen } from '../payment/star';
import { Refusal } from '../refusal';
import { end, type Ending, FREE, keptFee, refundOf } from './ending';
import type { Decision, Order } from './order';
import { step } from './status';
import { assertHers } from './atPlace';

/** What both sides and operators read; `untrue`: what was answered before the visit did not hold. */
export const REFUSAL_GROUNDS = {
  病情不适合在家做: 'safety',
  体征异常需就医: 'safety',
  医嘱或处方不符: 'safety',
  环境不安全: 'safety',
  人身安全受到威胁: 'safety',
  与预约前的回答不符: 'untrue',
} as const satisfies Record<string, 'safety' | 'untrue'>;
export type RefusalGround = keyof typeof REFUSAL_GROUNDS;

export interface RefusalTerms extends Ending {
  readonly refundFen: number;
}

export function refusalTerms(order: Order, ground: RefusalGround, p: OperationParameters): RefusalTerms {
  step(order.status, 'refuseVisit', 'nurse');
  const ending = REFUSAL_GROUNDS[ground] === 'safety' ? paidByUs(order, p) : untrue(order, p);
  return { ...ending, refundFen: refundOf(order, ending) };
}

/** She came, and did what was right: she earns what the visit would have brought. */
export const paidByUs = (order: Order, p: OperationParameters): Ending => ({
  ...FREE,
  fundFen: earnedFen(order.money, p.price) + starBonusFen(order.money),
});

function untrue({ money }: Order, p: OperationParameters): Ending {
  const wayFen = sum(partOf(money.price, 'transport'), partOf(money.price, 'night'));
  const paid = { price: money.price, paidFen: netPaidFen(money) };
  const wholeFen = wayFen + p.atTheDoor.assessmentItemFen;
  return { ...FREE, ...keptFee(paid, { wholeFen, wayFen }, p.price) };
}

/** Before the check-in she must have said that she stands at the door. */
export function refuseVisit(
  order: Order,
  nurseId: string,
  ground: RefusalGround,
  now: number,
  p: OperationParameters,
): Decision {
  assertHers(order, 'refuseVisit', nurseId);
  if (order.atDoorAt == null && order.checkedInAt === null) throw new Refusal('NOT_AT_DOOR', { orderId: order._id });
  const { refundFen: _refundFen, ...ending } = refusalTerms(order, ground, p);
  const details = { ground: REFUSAL_GROUNDS[ground] };
  return end(order, { event: 'refuseVisit', by: 'nurse', reason: ground, ending, details }, now);
}
