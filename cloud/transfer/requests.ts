/** Why a nurse hands a visit on: kept beside the order, for operators' eyes only, since the reason may be her health. */
import type { Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import { isOpen, TRANSFER_REASONS, type TransferReason } from '#domain/order/transfer';
import { Refusal } from '#domain/refusal';
import { closeAlertIn } from '../alerts/alerts';
import type { Transaction } from '../transact';

/** A document of `transfers`: the last request about an order. The order's history has the earlier ones. */
export interface TransferRequest {
  readonly _id: string;
  readonly orderId: string;
  readonly serviceName: string;
  readonly district: string;
  readonly startAt: number;
  readonly nurseId: string;
  readonly nurseName: string;
  readonly reason: string;
  readonly toNurseId: string | null;
  readonly toNurseName: string | null;
  readonly askedAt: number;
  /** When the platform must have answered; null: a dispatcher has it. */
  readonly dueAt: number | null;
  /** `takenBack`: by the nurse. `orderEnded`: there is nothing left to hand on. */
  readonly state: 'review' | 'consent' | 'dispatcher' | 'refused' | 'handedOn' | 'takenBack' | 'orderEnded';
  readonly decidedBy: string;
  readonly decidedAt: number | null;
  readonly note: string;
  readonly agreedAt: number | null;
}

export function openRequest(order: Order, nurse: Nurse, reason: TransferReason, now: number): TransferRequest {
  const { transfer } = order;
  if (!transfer) throw new Error(`no transfer on ${order._id}`);
  return {
    _id: order._id,
    orderId: order._id,
    serviceName: order.serviceName,
    district: order.district,
    startAt: order.startAt,
    nurseId: nurse._id,
    nurseName: nurse.displayName,
    reason: TRANSFER_REASONS[reason],
    toNurseId: transfer.toNurseId,
    toNurseName: transfer.toNurseName,
    askedAt: now,
    dueAt: transfer.dueAt,
    state: transfer.state,
    ...{ decidedBy: '', decidedAt: null, note: '', agreedAt: null },
  };
}

export async function requestOf(transaction: Transaction, orderId: string): Promise<TransferRequest> {
  const request = await transaction.get<TransferRequest>('transfers', orderId);
  if (!request) throw new Refusal('NOT_FOUND', { orderId });
  return request;
}

export const closedRequest = (
  request: TransferRequest,
  { state, by, note }: { readonly state: TransferRequest['state']; readonly by: string; readonly note: string },
  now: number,
): TransferRequest => ({ ...request, state, decidedBy: by, decidedAt: now, note, dueAt: null });

export const transferAlertId = (orderId: string): string => `transfer:${orderId}`;

/** Nobody need answer it any more, neither the platform nor a dispatcher. `order`: as it was while it was open. */
export async function endRequest(
  transaction: Transaction,
  order: Pick<Order, '_id' | 'transfer'>,
  state: 'takenBack' | 'orderEnded' | 'handedOn',
  now: number,
): Promise<void> {
  if (!isOpen(order.transfer)) return;
  const request = await requestOf(transaction, order._id);
  await transaction.put('transfers', { ...request, state, decidedAt: now, dueAt: null } satisfies TransferRequest);
  await closeAlertIn(transaction, transferAlertId(order._id), now);
}
