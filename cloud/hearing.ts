/** What a notification of WeChat Pay sets off. Who sent it is proved already. */
import * as v from 'valibot';
import { Refusal } from '#domain/refusal';
import { poke } from './functions';
import { keep, noteOutcome } from './payNotifications';
import { noteRefund } from './refunds';
import { settlePaid } from './settlement';
import type { Notification } from './weChatPay';
import { RefundState, Transaction } from './weChatPay/transaction';

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

/** Told by what the resource is: WeChat Pay uses `TRANSACTION.SUCCESS` for more than payments. */
async function act({ originalType, resource }: Notification, now: number): Promise<string> {
  if (originalType === 'transaction') return settlePaid(read(Transaction, resource), now);
  if (originalType === 'refund') return noteRefund(read(RefundState, resource), now);
  return 'ignored';
}

function read<S extends v.GenericSchema>(schema: S, resource: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, resource);
  if (!result.success) throw new Refusal('BAD_INPUT', { resource: 'not as documented' });
  return result.output;
}
