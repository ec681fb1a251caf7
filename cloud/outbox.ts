/**
 * Effects wait here: rows written in the transaction that decided them, carried out after it committed by `outboxTimer`, tried
 * again until they succeed. Nothing outside the database happens inside a transaction, which may run several times.
 */
import type { MessageTemplate } from '#contract/messageTemplates';
import type { Channel, Route } from '#domain/messages/route';
import type { Transaction } from './transact';

export interface MessagePayload {
  readonly template: MessageTemplate;
  /** In which role: the pages of patients and nurses differ. */
  readonly to: 'patient' | 'nurse';
  /** Whom, by the platform's word; both `''` is an error of the caller, only `uid` means: not reachable through WeChat. */
  readonly openid: string;
  readonly uid: string;
  /** Whose phone is asked where WeChat does not reach: a patient's user id, a nurse's id. Absent or `''`: nobody's. */
  readonly personId?: string;
  /** When the visit begins; absent: it is about none. */
  readonly startAt?: number;
  /** Later nobody wants to hear it; absent: it stays true. */
  readonly goodUntil?: number;
  /** Words of the message by meaning (contract/messageTemplates.ts). No names, no addresses. */
  readonly words: Readonly<Record<string, string>>;
}

export interface RefundPayload {
  readonly outRefundNo: string;
}

export interface PokePayload {
  readonly functionName: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A review was written. */
export interface StarsPayload {
  readonly nurseId: string;
}

/** An order is paid and needs its insurance cover. */
export interface CoverPayload {
  readonly orderId: string;
}

/** The invoice of an order has a next step. */
export interface InvoicePayload {
  readonly orderId: string;
}

/** A nurse no longer comes: to none of her orders, to those of these services, or to these orders alone. */
export interface HandOverPayload {
  readonly nurseId: string;
  readonly serviceCodes: readonly string[] | null;
  readonly orderIds: readonly string[] | null;
  readonly reason: string;
}

export type Effect =
  | { readonly kind: 'message'; readonly payload: MessagePayload }
  | { readonly kind: 'refund'; readonly payload: RefundPayload }
  | { readonly kind: 'insuranceRefund'; readonly payload: RefundPayload }
  | { readonly kind: 'poke'; readonly payload: PokePayload }
  | { readonly kind: 'stars'; readonly payload: StarsPayload }
  | { readonly kind: 'invoice'; readonly payload: InvoicePayload }
  | { readonly kind: 'cover'; readonly payload: CoverPayload }
  | { readonly kind: 'handOver'; readonly payload: HandOverPayload };

/** A document of `outbox`. */
export type OutboxRow = Effect & {
  readonly _id: string;
  readonly orderId: string;
  readonly state: 'waiting' | 'done' | 'dead';
  readonly attempts: number;
  readonly nextAttemptAt: number;
  readonly createdAt: number;
  readonly lastError: string;
  /** Of a message: what each channel answered, whether the inbox has it, and what reached a phone in the end. */
  readonly tried?: Route;
  readonly kept?: boolean;
  readonly reached?: Channel | null;
};

export type MessageRow = Extract<OutboxRow, { readonly kind: 'message' }>;

/** `cause` names what decided the effects, so that deciding the same twice cannot send twice: `<order id>:<version>`. */
export async function enqueue(
  transaction: Transaction,
  effects: readonly Effect[],
  { orderId, cause, now }: { readonly orderId: string; readonly cause: string; readonly now: number },
): Promise<void> {
  const rows = effects.map((effect, index): OutboxRow => ({
    ...effect,
    _id: `${cause}:${index}`,
    orderId,
    state: 'waiting',
    attempts: 0,
    nextAttemptAt: now,
    createdAt: now,
    lastError: '',
  }));
  await transaction.addAll('outbox', rows);
}
