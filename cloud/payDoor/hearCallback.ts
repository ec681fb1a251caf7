/**
 * What the platform calls us with after a payment or refund through cloudPay. Nothing in it is signed: it is a hint, kept as it came,
 * and what counts is what the pay interface answers when it is asked now (reference §1.1).
 */
import * as v from 'valibot';
import { Refusal } from '#domain/refusal';
import { poke } from '../functions';
import { keep, noteOutcome } from '../payNotifications';
import { noteRefund } from '../refunds';
import { settlePaid } from '../settlement';
import { isPaid } from '../weChatPay/transaction';
import { payDoor } from './payDoor';

const Number32 = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const Told = v.looseObject({
  subMchId: v.string(),
  outTradeNo: Number32,
  transactionId: v.optional(Number32, 'none'),
  outRefundNo: v.optional(Number32),
  refundStatus: v.optional(Number32, 'none'),
});

export async function hearCallback(event: unknown, now: number): Promise<void> {
  const parsed = v.safeParse(Told, event);
  if (!parsed.success) throw new Refusal('BAD_INPUT', { callback: 'not as documented' });
  const { subMchId, outTradeNo, transactionId, outRefundNo, refundStatus } = parsed.output;
  if (subMchId !== payDoor().account().mchid) throw new Refusal('BAD_INPUT', { callback: 'another merchant' });
  const id = outRefundNo ? `${outRefundNo}-${refundStatus}` : `${outTradeNo}-${transactionId}`;
  const eventType = outRefundNo ? 'cloudPay.refund' : 'cloudPay.payment';
  const known = await keep({ _id: id, eventType, headers: {}, body: JSON.stringify(event), receivedAt: now });
  if (known && !known.startsWith('refused')) return;
  const outcome = outRefundNo ? await refunded(outRefundNo, now) : await paid(outTradeNo, now);
  await noteOutcome(id, outcome);
  if (outcome !== 'repeated') await poke('outboxTimer');
}

async function paid(outTradeNo: string, now: number): Promise<string> {
  const found = await payDoor().query(outTradeNo);
  if (!found || !isPaid(found)) throw new Refusal('BAD_INPUT', { outTradeNo, tradeState: found?.trade_state });
  return settlePaid(found, now);
}

async function refunded(outRefundNo: string, now: number): Promise<string> {
  const found = await payDoor().queryRefund(outRefundNo);
  if (!found) throw new Refusal('NOT_FOUND', { outRefundNo });
  return noteRefund(found, now);
}
