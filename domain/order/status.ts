/**
 * The states of an order and what may happen in each: (state, event, who) → state. Anything else is refused.
 * Guards (time, money, place) live with the decision of the same name beside this file.
 */
import { Refusal } from '../refusal';

export type Actor = 'patient' | 'nurse' | 'operator' | 'system' | 'wechatPay';

export type OrderStatus =
  | 'pendingAcceptance'
  | 'pendingPayment'
  | 'pendingService'
  | 'travelling'
  | 'inService'
  | 'pendingConfirmation'
  | 'pendingBalance'
  | 'completed'
  | 'cancelled'
  | 'refunding'
  | 'refunded';

export type OrderEvent =
  | 'offer'
  | 'gather'
  | 'awaitPapers'
  | 'papersPassed'
  | 'decline'
  | 'escalate'
  | 'accept'
  | 'assign'
  | 'release'
  | 'payDeposit'
  | 'payFull'
  | 'payBalance'
  | 'payLate'
  | 'insure'
  | 'setOut'
  | 'checkIn'
  | 'finish'
  | 'confirm'
  | 'review'
  | 'cancel'
  | 'askTransfer'
  | 'answerTransfer'
  | 'agreeTransfer'
  | 'keepVisit'
  | 'reschedule'
  | 'proposeTime'
  | 'declineTime'
  | 'late'
  | 'arrive'
  | 'patientNoShow'
  | 'nurseNoShow'
  | 'refuseVisit'
  | 'interrupt'
  | 'overdue'
  | 'dispute'
  | 'decideDispute'
  | 'refunded';

interface Step {
  readonly from: OrderStatus;
  readonly event: OrderEvent;
  readonly by: readonly Actor[];
  /** More than one where the decision chooses by a guard named in `when`. */
  readonly to: readonly OrderStatus[];
  readonly when?: string;
}

/** Handed over after the patient paid: nobody pays twice. */
const PAID_BEFORE = 'pendingService where it is paid already';
const HER_PLAN = 'pendingAcceptance where she cannot come at the new time: the search begins anew';
const FEE_TAKES_ALL = 'refunding where money goes back, cancelled where the fee takes all of it';

export const STEPS: readonly Step[] = [
  { from: 'pendingAcceptance', event: 'offer', by: ['system'], to: ['pendingAcceptance'] },
  { from: 'pendingAcceptance', event: 'awaitPapers', by: ['system'], to: ['pendingAcceptance'] },
  { from: 'pendingAcceptance', event: 'papersPassed', by: ['system'], to: ['pendingAcceptance'] },
  { from: 'pendingAcceptance', event: 'gather', by: ['system'], to: ['pendingAcceptance'] },
  { from: 'pendingAcceptance', event: 'decline', by: ['nurse', 'system'], to: ['pendingAcceptance'] },
  { from: 'pendingAcceptance', event: 'escalate', by: ['system'], to: ['pendingAcceptance'] },
  {
    from: 'pendingAcceptance',
    event: 'accept',
    by: ['nurse'],
    to: ['pendingPayment', 'pendingService'],
    when: PAID_BEFORE,
  },
  {
    from: 'pendingAcceptance',
    event: 'assign',
    by: ['operator'],
    to: ['pendingPayment', 'pendingService'],
    when: PAID_BEFORE,
  },
  {
    from: 'pendingAcceptance',
    event: 'cancel',
    by: ['patient', 'operator', 'system'],
    to: ['cancelled', 'refunding'],
    when: 'refunding where a nurse had it before and it was paid',
  },

  { from: 'pendingAcceptance', event: 'reschedule', by: ['patient'], to: ['pendingAcceptance'] },

  // A premium that was paid for another nurse goes back while the order goes on.
  { from: 'pendingAcceptance', event: 'refunded', by: ['wechatPay'], to: ['pendingAcceptance'] },
  { from: 'pendingPayment', event: 'payDeposit', by: ['wechatPay'], to: ['pendingService'] },
  { from: 'pendingPayment', event: 'payFull', by: ['wechatPay'], to: ['pendingService'] },
  { from: 'pendingPayment', event: 'release', by: ['nurse', 'operator', 'system'], to: ['pendingAcceptance'] },
  { from: 'pendingPayment', event: 'cancel', by: ['patient', 'operator', 'system'], to: ['cancelled'] },

  {
    from: 'pendingPayment',
    event: 'reschedule',
    by: ['patient'],
    to: ['pendingPayment', 'pendingAcceptance'],
    when: HER_PLAN,
  },
  { from: 'pendingPayment', event: 'askTransfer', by: ['nurse'], to: ['pendingPayment'] },
  { from: 'pendingPayment', event: 'answerTransfer', by: ['operator', 'system'], to: ['pendingPayment'] },
  { from: 'pendingPayment', event: 'agreeTransfer', by: ['patient'], to: ['pendingAcceptance'] },
  { from: 'pendingPayment', event: 'keepVisit', by: ['nurse'], to: ['pendingPayment'] },
  { from: 'pendingPayment', event: 'proposeTime', by: ['nurse'], to: ['pendingPayment'] },
  { from: 'pendingPayment', event: 'declineTime', by: ['patient'], to: ['pendingPayment'] },

  { from: 'pendingService', event: 'insure', by: ['system'], to: ['pendingService'] },
  { from: 'pendingService', event: 'release', by: ['operator', 'system'], to: ['pendingAcceptance'] },
  { from: 'pendingService', event: 'setOut', by: ['nurse'], to: ['travelling'] },
  { from: 'pendingService', event: 'payBalance', by: ['wechatPay'], to: ['pendingService'] },
  {
    from: 'pendingService',
    event: 'cancel',
    by: ['patient', 'nurse', 'operator'],
    to: ['refunding', 'cancelled'],
    when: FEE_TAKES_ALL,
  },
  {
    from: 'pendingService',
    event: 'reschedule',
    by: ['patient'],
    to: ['pendingService', 'pendingAcceptance'],
    when: HER_PLAN,
  },
  { from: 'pendingService', event: 'askTransfer', by: ['nurse'], to: ['pendingService'] },
  { from: 'pendingService', event: 'answerTransfer', by: ['operator', 'system'], to: ['pendingService'] },
  { from: 'pendingService', event: 'agreeTransfer', by: ['patient'], to: ['pendingAcceptance'] },
  { from: 'pendingService', event: 'keepVisit', by: ['nurse'], to: ['pendingService'] },
  { from: 'pendingService', event: 'proposeTime', by: ['nurse'], to: ['pendingService'] },
  { from: 'pendingService', event: 'declineTime', by: ['patient'], to: ['pendingService'] },
  { from: 'pendingService', event: 'late', by: ['nurse'], to: ['pendingService'] },
  { from: 'pendingService', event: 'refunded', by: ['wechatPay'], to: ['pendingService'] },
  { from: 'pendingService', event: 'nurseNoShow', by: ['patient', 'system'], to: ['refunding'] },

  { from: 'travelling', event: 'late', by: ['nurse'], to: ['travelling'] },
  { from: 'travelling', event: 'arrive', by: ['nurse'], to: ['travelling'] },
  { from: 'travelling', event: 'nurseNoShow', by: ['patient', 'system'], to: ['refunding'] },
  { from: 'travelling', event: 'overdue', by: ['system'], to: ['travelling'] },
  { from: 'travelling', event: 'patientNoShow', by: ['nurse'], to: ['refunding', 'cancelled'], when: FEE_TAKES_ALL },
  { from: 'travelling', event: 'refuseVisit', by: ['nurse'], to: ['refunding', 'cancelled'], when: FEE_TAKES_ALL },
  { from: 'travelling', event: 'checkIn', by: ['nurse'], to: ['inService'] },
  { from: 'travelling', event: 'refunded', by: ['wechatPay'], to: ['travelling'] },
  { from: 'travelling', event: 'payBalance', by: ['wechatPay'], to: ['travelling'] },
  { from: 'travelling', event: 'cancel', by: ['patient', 'nurse', 'operator'], to: ['refunding', 'cancelled'] },

  { from: 'inService', event: 'finish', by: ['nurse'], to: ['pendingConfirmation'] },
  { from: 'inService', event: 'refuseVisit', by: ['nurse'], to: ['refunding', 'cancelled'], when: FEE_TAKES_ALL },
  {
    from: 'inService',
    event: 'interrupt',
    by: ['nurse'],
    to: ['pendingConfirmation', 'refunding'],
    when: 'refunding where the person had to go to hospital: all of it goes back',
  },
  { from: 'inService', event: 'overdue', by: ['system'], to: ['inService'] },
  { from: 'inService', event: 'refunded', by: ['wechatPay'], to: ['inService'] },
  { from: 'inService', event: 'payBalance', by: ['wechatPay'], to: ['inService'] },
  {
    from: 'pendingConfirmation',
    event: 'confirm',
    by: ['patient', 'system'],
    to: ['pendingBalance', 'completed'],
    when: 'completed where nothing is left to pay',
  },
  { from: 'pendingConfirmation', event: 'refunded', by: ['wechatPay'], to: ['pendingConfirmation'] },
  { from: 'pendingConfirmation', event: 'payBalance', by: ['wechatPay'], to: ['pendingConfirmation'] },
  { from: 'pendingBalance', event: 'payBalance', by: ['wechatPay'], to: ['completed'] },
  { from: 'completed', event: 'refunded', by: ['wechatPay'], to: ['completed'] },
  { from: 'pendingConfirmation', event: 'dispute', by: ['patient'], to: ['pendingConfirmation'] },
  { from: 'pendingConfirmation', event: 'decideDispute', by: ['operator'], to: ['pendingConfirmation'] },
  { from: 'pendingBalance', event: 'dispute', by: ['patient'], to: ['pendingBalance'] },
  {
    from: 'pendingBalance',
    event: 'decideDispute',
    by: ['operator'],
    to: ['pendingBalance', 'completed'],
    when: 'completed where nothing is left to pay',
  },
  { from: 'completed', event: 'dispute', by: ['patient'], to: ['completed'] },
  { from: 'completed', event: 'decideDispute', by: ['operator'], to: ['completed'] },
  { from: 'completed', event: 'review', by: ['patient'], to: ['completed'] },

  { from: 'cancelled', event: 'payLate', by: ['wechatPay'], to: ['refunding'] },
  { from: 'refunding', event: 'payLate', by: ['wechatPay'], to: ['refunding'] },
  { from: 'refunded', event: 'payLate', by: ['wechatPay'], to: ['refunding'] },
  {
    from: 'refunding',
    event: 'refunded',
    by: ['wechatPay'],
    to: ['refunded', 'refunding'],
    when: 'refunded when no refund is open',
  },
];

/** What people read: the eight names of the specification. */
export const SHOWN_AS: Record<OrderStatus, string> = {
  pendingAcceptance: '待接单',
  pendingPayment: '待支付',
  pendingService: '待服务',
  travelling: '待服务',
  inService: '服务中',
  pendingConfirmation: '待确认',
  pendingBalance: '待支付',
  completed: '已完成',
  cancelled: '已取消',
  refunding: '退款中',
  refunded: '已退款',
};

/** The states an order may go to by this event, or a refusal. */
export function step(from: OrderStatus, event: OrderEvent, by: Actor): readonly OrderStatus[] {
  const found = STEPS.find((candidate) => candidate.from === from && candidate.event === event);
  if (!found) throw new Refusal('ILLEGAL_STEP', { status: from, event });
  if (!found.by.includes(by)) throw new Refusal('FORBIDDEN', { status: from, event, by });
  return found.to;
}
