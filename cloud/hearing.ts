/** What a notification of WeChat Pay sets off. Who sent it is proved already. */
import * as v from 'valibot';
import { Refusal } from '#domain/refusal';
import { poke } from './functions';
import { settleMixed } from './medicalInsurance/mixSettlement';
import { noteTransfer } from './income/transfers';
import { hearOfInvoice } from './invoices/work';
import { keep, noteOutcome } from './payNotifications';
import { noteRefund } from './refunds';
import { settlePaid } from './settlement';
import type { Notification } from './weChatPay';
import { RefundState, Transaction } from './weChatPay/transaction';
import { TransferBill } from './weChatPay/transfer';

interface Raw {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Kept first, then acted upon. A refusal is kept as its outcome and told to the sender. */
export async function hear(notification: Notification, raw: Raw, now: number): Promise<void> {
  const { id, eventType } = notification;
  const known = await keep({ _id: id, eventType, ...raw, receivedAt: now });
  if (known && !known.startsWith('refused')) return;
  try {
    const outcome = await act(notification, now);
    await noteOutcome(id, outcome);
    if (outcome !== 'repeated') await poke('outboxTimer');
  } catch (error) {
    if (error instanceof Refusal) {
      console.warn(JSON.stringify({ notification: id, refused: error.code, details: error.details }));
      await noteOutcome(id, `refused: ${error.code}`);
    }
    throw error;
  }
}

/**
 * Who acts upon what, by what the resource is: WeChat Pay uses `TRANSACTION.SUCCESS` for more than payments. Notifications about
 * invoices and of the medical insurance may come without `original_type`: their event tells.
 */
const HEARD: Readonly<Record<string, (resource: unknown, now: number) => Promise<string>>> = {
  transaction: (resource, now) => settlePaid(read(Transaction, resource), now),
  refund: (resource, now) => noteRefund(read(RefundState, resource), now),
  fapiao: (resource, now) => hearOfInvoice(read(OfInvoice, resource).fapiao_apply_id, now),
  medIns: (resource, now) => settleMixed(read(OfMix, resource).out_trade_no, now),
  mch_payment: (resource, now) => noteTransfer(read(TransferBill, resource), now),
};

function subjectOf({ originalType, eventType }: Notification): string {
  if (eventType.startsWith('FAPIAO.')) return 'fapiao';
  return eventType.startsWith('MEDICAL_INSURANCE.') ? 'medIns' : originalType;
}

async function act(notification: Notification, now: number): Promise<string> {
  const subject = subjectOf(notification);
  if (!Object.hasOwn(HEARD, subject)) return 'ignored';
  return (HEARD[subject] as (typeof HEARD)[string])(notification.resource, now);
}

const OfMix = v.object({ out_trade_no: v.string() });
const OfInvoice = v.object({ fapiao_apply_id: v.string() });

function read<S extends v.GenericSchema>(schema: S, resource: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, resource);
  if (!result.success) throw new Refusal('BAD_INPUT', { resource: 'not as documented' });
  return result.output;
}
