/**
 * A nurse hands an accepted visit on (O-08, O-09): with a reason, two hours ahead, reviewed by the platform within ten minutes. Where the
 * family chose her, the family is asked too and may call off without a fee instead. Nearer than two hours, and where nobody
 * answers in time, a dispatcher takes over. Whoever comes instead passes the same rules as everybody who accepts.
 */
import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import { MINUTE } from '../schedule/beijing';
import { withoutNurse } from './accept';
import { type Decision, move, type Order, type Transfer } from './order';

export const TRANSFER_REASONS = {
  ill: '身体不适',
  family: '家里有急事',
  clash: '与医院班次冲突',
  transport: '交通不便，赶不到',
  skill: '觉得不适合由我来做',
} as const;
export type TransferReason = keyof typeof TRANSFER_REASONS;

export interface Colleague {
  readonly nurseId: string;
  readonly displayName: string;
}

type Terms = Pick<OperationParameters, 'transfer'>;

/** A second wish while the first is open changes nothing. */
export function askTransfer(
  order: Order,
  nurseId: string,
  colleague: Colleague | null,
  now: number,
  { transfer: p }: Terms,
): Decision {
  if (order.nurseId !== nurseId) throw new Refusal('NOT_FOUND', { orderId: order._id });
  if (isOpen(order.transfer)) return { order, fact: null };
  const isNear = order.startAt - now < p.leadMinutes * MINUTE;
  const transfer: Transfer = {
    state: isNear ? 'dispatcher' : 'review',
    askedAt: now,
    dueAt: isNear ? null : now + p.reviewMinutes * MINUTE,
    toNurseId: colleague?.nurseId ?? null,
    toNurseName: colleague?.displayName ?? null,
  };
  // Why she cannot come may be her health: it does not stand where the family could read it.
  const details = { nurseId, state: transfer.state, named: colleague !== null };
  return move(order, { event: 'askTransfer', by: 'nurse', now, change: { transfer }, details });
}

export const isOpen = (transfer: Transfer | null | undefined): boolean =>
  Boolean(transfer) && transfer?.state !== 'refused';

/** She can come after all: as long as nobody else was asked the visit simply stays hers. Saying it twice changes nothing. */
export function keepVisit(order: Order, nurseId: string, now: number): Decision {
  if (order.nurseId !== nurseId) throw new Refusal('NOT_FOUND', { orderId: order._id });
  const { transfer } = order;
  if (!isOpen(transfer)) return { order, fact: null };
  const details = { nurseId, state: transfer?.state };
  return move(order, { event: 'keepVisit', by: 'nurse', now, change: { transfer: null }, details });
}

/** The platform looked at it. Approved, the order looks for a nurse at once, or the family is asked first. */
export function reviewTransfer(
  order: Order,
  approved: boolean,
  declinedNurseIds: readonly string[],
  now: number,
  { transfer: p }: Terms,
): Decision {
  const { transfer } = order;
  if (transfer?.state !== 'review')
    throw new Refusal('ILLEGAL_STEP', { event: 'answerTransfer', state: transfer?.state });
  if (!approved) return answered(order, { ...transfer, state: 'refused', dueAt: null }, 'operator', now);
  // O-08: whom the family chose nobody exchanges behind its back.
  if (order.chosenNurseId === order.nurseId) {
    const dueAt = Math.min(now + p.consentMinutes * MINUTE, order.startAt);
    return answered(order, { ...transfer, state: 'consent', dueAt }, 'operator', now);
  }
  const change = withoutNurse(order, declinedNurseIds, now, transfer.toNurseId);
  const details = { nurseId: order.nurseId, reason: '转单' };
  return move(order, { event: 'release', by: 'operator', now, change, details });
}

/** The family lets another nurse come. */
export function agreeTransfer(order: Order, declinedNurseIds: readonly string[], now: number): Decision {
  const { transfer } = order;
  if (transfer?.state !== 'consent')
    throw new Refusal('ILLEGAL_STEP', { event: 'agreeTransfer', state: transfer?.state });
  const change = withoutNurse(order, declinedNurseIds, now, transfer.toNurseId);
  return move(order, { event: 'agreeTransfer', by: 'patient', now, change, details: { nurseId: order.nurseId } });
}

/** Nobody answered in time: a dispatcher takes over, and the alert says so. Doing it again changes nothing. */
export function transferOverdue(order: Order, now: number): Decision {
  const { transfer } = order;
  if (!transfer || transfer.dueAt === null || now < transfer.dueAt) return { order, fact: null };
  return answered(order, { ...transfer, state: 'dispatcher', dueAt: null }, 'system', now);
}

const answered = (order: Order, transfer: Transfer, by: 'operator' | 'system', now: number): Decision =>
  move(order, { event: 'answerTransfer', by, now, change: { transfer }, details: { answer: transfer.state } });

/** While the family is asked, calling off costs nothing: it did not want another nurse (O-08). */
export const isAskedToChange = ({ transfer }: Pick<Order, 'transfer'>): boolean => transfer?.state === 'consent';
