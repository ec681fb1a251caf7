/** Requests for money. One request at most is open per order at any time, so that nobody pays twice. */
import type { PaymentPart } from '#contract/orders';
import type { Order } from '#domain/order/order';
import { payable } from '#domain/payment/due';
import { Refusal } from '#domain/refusal';
import { db, rows } from './database';
import { transact, type Transaction } from './transact';
import { close, prepay, query } from './weChatPay';
import { settlePaid } from './settlement';

/** A document of `payments`; its id is the number WeChat Pay knows it by (out_trade_no). */
export interface Payment {
  readonly _id: string;
  readonly orderId: string;
  readonly part: PaymentPart;
  readonly amountFen: number;
  /** Who was asked; who paid must be the same. */
  readonly openid: string;
  readonly state: 'requested' | 'paid' | 'closed';
  readonly prepayId: string;
  readonly transactionId: string;
  readonly expiresAt: number;
  readonly createdAt: number;
  readonly paidAt: number | null;
  /** False: paid although the order had no use for it any more; goes back by itself. */
  readonly ofOrder: boolean;
  /** Asked back so far. */
  readonly refundFen: number;
  readonly refundCount: number;
  /** When to ask WeChat Pay next whether it was paid. */
  readonly nextQueryAt: number;
}

const LETTER: Record<PaymentPart, string> = { deposit: 'D', full: 'F', balance: 'B' };
const BALANCE_OPEN_MS = 30 * 60_000;
const FIRST_QUERY_AFTER_MS = 60_000;
const MOST_PAYMENTS = 100;

/** The order's open request for this part, announced at WeChat Pay: a new one, or the one that was open already. */
export async function requestPayment(order: Order, part: PaymentPart, openid: string, now: number): Promise<Payment> {
  // WeChat Pay asks a person of the mini-program; in a browser nobody is.
  if (!openid) throw new Refusal('SERVICE_NOT_CONFIGURED', { name: 'openid' });
  await closeOthers(order._id, part, now);
  const reserved = await transact((transaction) => reserve(transaction, order._id, part, openid, now));
  if (reserved.prepayId) return reserved;
  const { _id: outTradeNo, amountFen, expiresAt } = reserved;
  const prepayId = await prepay({ outTradeNo, description: order.serviceName, amountFen, openid, expiresAt });
  await db.collection('payments').doc(outTradeNo).update({ prepayId });
  return { ...reserved, prepayId };
}

/** Deposit asked for, then the whole: the first request must be dead before the second lives. */
async function closeOthers(orderId: string, part: PaymentPart, now: number): Promise<void> {
  const open = await rows<Payment>(
    db.collection('payments').where({ orderId, state: 'requested' }),
    MOST_PAYMENTS,
    'payments',
  );
  for (const payment of open) {
    if (payment.part !== part || payment.expiresAt <= now) await closePayment(payment, now);
  }
}

export type CloseOutcome = 'closed' | 'paid';

/** Lets nobody pay this request any more. If somebody was faster, the payment is settled instead. */
export async function closePayment(payment: Payment, now: number): Promise<CloseOutcome> {
  try {
    await close(payment._id);
  } catch (error) {
    if (!(error instanceof Refusal && error.details.code === 'ORDERPAID')) throw error;
    const paid = await query(payment._id);
    if (!paid) throw error;
    await settlePaid(paid, now);
    return 'paid';
  }
  await db.collection('payments').where({ _id: payment._id, state: 'requested' }).update({ state: 'closed' });
  return 'closed';
}

async function reserve(
  transaction: Transaction,
  orderId: string,
  part: PaymentPart,
  openid: string,
  now: number,
): Promise<Payment> {
  const order = await transaction.get<Order>('orders', orderId);
  if (!order) throw new Refusal('NOT_FOUND', { orderId });
  const expiresAt = order.status === 'pendingPayment' && order.payBy !== null ? order.payBy : now + BALANCE_OPEN_MS;
  const wanted = payable(order).find((candidate) => candidate.part === part);
  if (!wanted || expiresAt <= now) throw new Refusal('NOTHING_TO_PAY', { status: order.status, part });
  const known = await transaction.find<Payment>('payments', { orderId });
  const open = known.find(({ state }) => state === 'requested');
  if (open?.part === part && open.amountFen === wanted.amountFen && open.openid === openid) return open;
  // Somebody else (another phone of the family) asked for another part just now.
  if (open) throw new Refusal('PAYMENT_SERVICE_FAILED', { code: 'ANOTHER_PAYMENT_OPEN' });
  const attempt = known.length + 1;
  const payment = newPayment(order, { ...wanted, openid, expiresAt, attempt }, now);
  await transaction.add('payments', payment);
  await meet(transaction, orderId, attempt);
  return payment;
}

/**
 * Two requests at once, for different parts, would write different documents and both succeed: so each counts itself on the
 * order's private part. There they conflict, and the second one, run again, sees the first.
 */
async function meet(transaction: Transaction, orderId: string, paymentsAsked: number): Promise<void> {
  const document = await transaction.get<{ readonly _id: string }>('orderPrivate', orderId);
  if (!document) throw new Error(`order ${orderId} has no private part`);
  await transaction.put('orderPrivate', { ...document, paymentsAsked });
}

function newPayment(
  order: Order,
  asked: { part: PaymentPart; amountFen: number; openid: string; expiresAt: number; attempt: number },
  now: number,
): Payment {
  const { attempt, ...kept } = asked;
  return {
    ...kept,
    _id: `${order._id}${LETTER[asked.part]}${attempt}`,
    orderId: order._id,
    state: 'requested',
    prepayId: '',
    transactionId: '',
    createdAt: now,
    paidAt: null,
    ofOrder: true,
    refundFen: 0,
    refundCount: 0,
    nextQueryAt: now + FIRST_QUERY_AFTER_MS,
  };
}
