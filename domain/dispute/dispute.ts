/**
 * A family is not content with a visit and asks for money back (P4, O-12). It is filed once per order and may be appealed against once;
 * somebody at the desk answers within a day and decides within a week (P-062).
 */
import { move, type Decision, type Order } from '../order/order';
import type { OrderStatus } from '../order/status';
import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import { DAY, HOUR } from '../schedule/beijing';

/** What may be wrong, in the family's words. */
export const DISPUTE_REASONS = [
  '服务没有做完',
  '对服务不满意',
  '护士迟到或提前离开',
  '收费不对',
  '物品损坏',
  '其他',
] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

/** Who bears what goes back: the platform alone, or the nurse for her share of it. */
export type Bearer = 'platform' | 'nurse';

export interface Proposal {
  readonly amountFen: number;
  readonly bearer: Bearer;
  /** What the family and the nurse read. */
  readonly reply: string;
  /** The operator. */
  readonly by: string;
  readonly at: number;
}

export interface Settled extends Proposal {
  /** The second pair of eyes; null: below the limit none was needed. */
  readonly confirmedBy: string | null;
  readonly refundFen: number;
  readonly nurseFen: number;
}

/** A document of `disputes`, id = the order's. What the family wrote is sealed elsewhere: it may speak of somebody's health. */
export interface Dispute {
  readonly _id: string;
  readonly orderId: string;
  readonly patientUserId: string;
  readonly nurseId: string;
  readonly reason: DisputeReason;
  /** `secondLook`: decided by one, waits for another person. */
  readonly state: 'open' | 'secondLook' | 'decided';
  /** 2: the family did not accept the first decision. */
  readonly round: 1 | 2;
  readonly filedAt: number;
  readonly answerBy: number;
  readonly decideBy: number;
  readonly answeredAt: number | null;
  readonly answer: string | null;
  readonly proposal: Proposal | null;
  readonly decisions: readonly Settled[];
  /** When the desk is reminded next; null: of nothing more. */
  readonly remindAt: number | null;
}

/** What everybody who may watch the order sees of it. */
export interface OrderDispute {
  readonly state: 'open' | 'decided';
  readonly round: 1 | 2;
  readonly decideBy: number;
  /** Of the last decision; null while it is open. */
  readonly amountFen: number | null;
}

type DisputeParameters = Pick<OperationParameters, 'dispute'>;

/** `known`: what was filed before. Refuses DISPUTE_OPEN, DISPUTE_TOO_LATE, DISPUTE_DECIDED, and orders without a finished visit. */
export function file(
  order: Order,
  known: Dispute | null,
  reason: DisputeReason,
  now: number,
  { dispute: p }: DisputeParameters,
): { readonly decision: Decision; readonly dispute: Dispute } {
  const round = known ? 2 : 1;
  const decideBy = now + p.decideWithinDays * DAY;
  const change = { dispute: { state: 'open', round, decideBy, amountFen: null } } as const;
  const decision = move(order, {
    ...{ event: 'dispute', by: 'patient', now, change },
    details: { reason, round },
  });
  if (order.nurseId === null) throw new Refusal('ILLEGAL_STEP', { status: order.status });
  assertInTime(order, known, now, p);
  return {
    decision,
    dispute: {
      ...{ _id: order._id, orderId: order._id, patientUserId: order.patientUserId, nurseId: order.nurseId, reason },
      ...{ state: 'open', round, filedAt: now, answerBy: now + p.answerWithinHours * HOUR, decideBy },
      ...{ answeredAt: null, answer: null, proposal: null, decisions: known?.decisions ?? [] },
      remindAt: now + p.remindAnswerHours * HOUR,
    },
  };
}

function assertInTime(order: Order, known: Dispute | null, now: number, p: DisputeParameters['dispute']): void {
  if (known && known.state !== 'decided') throw new Refusal('DISPUTE_OPEN', { decideBy: known.decideBy });
  if (known?.round === 2) throw new Refusal('DISPUTE_DECIDED', {});
  const until = fileUntil(order, known, p);
  if (until === null) throw new Refusal('ILLEGAL_STEP', { status: order.status });
  if (now > until) throw new Refusal('DISPUTE_TOO_LATE', { until });
}

/** Null: no visit was made, or nothing more can be asked. */
function fileUntil({ finishedAt }: Order, known: Dispute | null, p: DisputeParameters['dispute']): number | null {
  if (finishedAt === null || (known && (known.state !== 'decided' || known.round === 2))) return null;
  const last = known?.decisions.at(-1);
  return last ? last.at + p.appealWithinDays * DAY : finishedAt + p.fileWithinDays * DAY;
}

const AFTER_THE_VISIT: readonly OrderStatus[] = ['pendingConfirmation', 'pendingBalance', 'completed'];

/** Until when the family may ask; null: not, or not any more. */
export function mayFileUntil(order: Order, known: Dispute | null, now: number, p: DisputeParameters): number | null {
  const until = AFTER_THE_VISIT.includes(order.status) ? fileUntil(order, known, p.dispute) : null;
  return until !== null && now <= until ? until : null;
}

/** Somebody at the desk has read it and says what happens next. Said again, the last word counts. */
export function answered(dispute: Dispute, answer: string, now: number, { dispute: p }: DisputeParameters): Dispute {
  if (dispute.state === 'decided') throw new Refusal('DISPUTE_DECIDED', {});
  const remindAt = dispute.filedAt + p.remindDecideDays * DAY;
  return { ...dispute, answeredAt: dispute.answeredAt ?? now, answer, remindAt: remindAt > now ? remindAt : null };
}

/** Nobody answered, or nobody decided, and the time is nearly over: what is to be said at the desk, and when again. */
export function reminder(
  dispute: Dispute,
  now: number,
  { dispute: p }: DisputeParameters,
): { readonly text: string; readonly remindAt: number | null } | null {
  if (dispute.state === 'decided' || dispute.remindAt === null || now < dispute.remindAt) return null;
  const decideAt = dispute.filedAt + p.remindDecideDays * DAY;
  if (now >= decideAt) return { text: '退款申请快到 7 天期限，请马上决定', remindAt: null };
  return { text: '退款申请快到 24 小时，还没有人答复', remindAt: decideAt };
}
