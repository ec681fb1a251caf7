/**
 * Random lives of an order: whatever anybody tries at any time. Decisions refuse what must not be; tests watch the rest.
 * Chance comes in as numbers, so that this file, like all of domain, needs nothing.
 */
import { accept, assign, release } from '../order/accept';
import { type Canceller, cancel } from '../order/cancel';
import { confirm, review } from '../order/confirm';
import { expireUnpaid } from '../order/expire';
import { handOver } from '../order/handOver';
import { insure } from '../order/insure';
import { interrupt, INTERRUPT_REASONS, type InterruptReason } from '../order/interrupt';
import { late, nurseNoShow } from '../order/late';
import type { Decision, Order } from '../order/order';
import { arrive, patientNoShow } from '../order/patientNoShow';
import { refundArrived, settle } from '../order/pay';
import { REFUSAL_GROUNDS, type RefusalGround, refuseVisit } from '../order/refuseVisit';
import { acceptTime, declineTime, propose, reschedule } from '../order/reschedule';
import { decline, escalate, offer } from '../order/search';
import { checkIn, finish, setOut } from '../order/visit';
import type { PaymentPart } from '../payment/due';
import { Refusal } from '../refusal';
import { aNurse } from './aNurse';
import { anOrder, VISIT_AT } from './anOrder';
import { aService } from './aService';
import { parameters as p } from './parameters';

type Attempt = (order: Order, now: number) => Decision | null;

const service = aService({ requiredVitals: [], requiredPhotos: [] });
const whole = { checkedSteps: [0, 1, 2], vitals: {}, photos: [], summary: '好' };
const door = {
  position: [120.15, 30.25],
  place: [120.15, 30.25],
  visitCode: '123456',
  expectedCode: '123456',
} as const;
const nurse = (index: number) => aNurse({ _id: `nurse-${index}` });
const open = (now: number) => ({ status: 'open', expiresAt: now + 1 });

/** WeChat Pay takes what a part costs, also where nobody should have paid it. */
function pay(part: PaymentPart, short: number): Attempt {
  return (order, now) => {
    const { totalFen, depositFen } = order.money.price;
    const expectedFen = { deposit: depositFen, full: totalFen, balance: totalFen - order.money.paidFen }[part];
    const payment = {
      part,
      expectedFen,
      paidFen: expectedFen - short,
      transactionId: `t${now}`,
      outTradeNo: `o${now}`,
    };
    return settle(order, { ...payment, alreadyPaid: false }, now);
  };
}

const offering = (index: number, now: number) => ({
  nurseIds: [`nurse-${index}`],
  stage: 'waves' as const,
  wave: 1,
  nextStepAt: now,
});

const CANCELLERS: readonly Canceller[] = ['patient', 'nurse', 'operator', 'system'];
const PARTS: readonly PaymentPart[] = ['deposit', 'full', 'balance'];

/** The platform insures the visit, now and then for the wrong nurse, and seldom takes the order from its nurse. */
function platform(order: Order, variant: number, now: number): Decision | null {
  const nurseId = order.nurseId ?? '';
  if (variant > 0)
    return insure(order, { number: 'cover', insurer: '示例保险', nurseId: variant > 1 ? nurseId : 'nurse-2' }, now);
  const handedOver = handOver(order, { nurseId, by: 'system', reason: '证件到期' }, [], now, p);
  return handedOver === 'people' ? null : handedOver;
}

const GROUNDS = Object.keys(REFUSAL_GROUNDS) as RefusalGround[];
const BREAKS = Object.keys(INTERRUPT_REASONS) as InterruptReason[];
const HOUR = 3_600_000;

/** Changes of the hour, lateness, closed doors, work broken off. */
function changes(variant: number): readonly Attempt[] {
  const hers = (order: Order) => order.nurseId ?? '';
  // On the grid, within the next days.
  const another = (now: number) => {
    const startAt = Math.ceil(now / (HOUR / 2)) * (HOUR / 2) + (2 + 3 * variant) * HOUR;
    return { startAt, endAt: startAt + HOUR };
  };
  const canCome = variant % 3 > 0;
  const moved = (order: Order) => ({ canCome: order.nurseId === null ? null : canCome, chosenCanCome: false });
  const standing = (order: Order) => ({ nurseId: hers(order), position: door.position, place: door.place });
  const calls = (now: number) => [now - 60_000, now - 30_000].slice(variant % 2);
  const broken = { reason: BREAKS[variant % BREAKS.length] as InterruptReason, checkedSteps: [0], summary: '中止' };
  return [
    (order, now) => reschedule(order, { ...another(now), ...moved(order) }, now, p),
    (order, now) => propose(order, hers(order), another(now), now, p),
    (order, now) => acceptTime(order, order.proposal?.startAt ?? 0, now),
    (order, now) => declineTime(order, order.proposal?.startAt ?? 0, now),
    (order, now) => late(order, hers(order), Math.max(now, order.startAt) + variant * 8 * 60_000, now),
    (order, now) => arrive(order, standing(order), now, p),
    (order, now) => patientNoShow(order, { ...standing(order), callsAt: calls(now), photoFileId: 'f' }, now, p),
    (order, now) => nurseNoShow(order, variant % 2 ? 'patient' : 'system', now, p),
    (order, now) => refuseVisit(order, hers(order), GROUNDS[variant % GROUNDS.length] as RefusalGround, now, p),
    (order, now) => interrupt(order, hers(order), broken, service, now, p),
  ];
}

/** What may be tried; `variant` chooses who, which part, how much. */
export const attempts = (variant: number): readonly Attempt[] => {
  const index = 1 + (variant % 3);
  const part = PARTS[variant % PARTS.length] ?? 'full';
  const canceller = CANCELLERS[variant % CANCELLERS.length] ?? 'patient';
  const share = variant % 2 === 0 ? 1 : 0.5;
  // What leads on is tried more often than what ends, or few lives would come far.
  const onward: readonly Attempt[] = [
    (order, now) => accept(order, nurse(index), open(now), now, p),
    (order, now) => platform(order, 2, now),
    pay(part, 0),
    (order, now) => setOut(order, order.nurseId ?? '', now, p),
    (order, now) => checkIn(order, { ...door, nurseId: order.nurseId ?? '' }, now, p),
    (order, now) => finish(order, order.nurseId ?? '', whole, service, now),
    (order, now) => confirm(order, 'patient', now),
    (order, now) => refundArrived(order, Math.ceil(order.money.refundingFen * share), now),
  ];
  return [
    ...[onward, onward, onward].flat(),
    (order, now) => offer(order, offering(index, now), now),
    (order, now) => decline(order, `nurse-${index}`, now),
    (order, now) => escalate(order, now, now),
    (order, now) => assign(order, nurse(index), now, p),
    (order, now) => release(order, 'nurse', { reason: '身体不适', declinedNurseIds: [] }, now),
    (order, now) => platform(order, variant, now),
    pay(part, 1),
    ...changes(variant),
    review,
    (order, now) => cancel(order, canceller, '不需要了', now, p),
    (order, now) => expireUnpaid(order, now, p),
  ];
};

/** One thing somebody tries, `minutes` after the one before. */
export interface Try {
  readonly pick: number;
  readonly variant: number;
  readonly minutes: number;
}

export interface Moment {
  readonly before: Order;
  readonly decision: Decision;
  readonly now: number;
}

/** Plays a life from booking on, of an ordinary order except …; `watch` sees every decision that was not refused. */
export function live(tries: readonly Try[], watch: (moment: Moment) => void, except: Partial<Order> = {}): Order {
  let now = VISIT_AT - 26 * 3_600_000;
  let order = anOrder({ createdAt: now, ...except });
  for (const { pick, variant, minutes } of tries) {
    now += minutes * 60_000;
    const possible = attempts(variant);
    try {
      const decision = possible[pick % possible.length]?.(order, now);
      if (!decision) continue;
      watch({ before: order, decision, now });
      order = decision.order;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return order;
}
