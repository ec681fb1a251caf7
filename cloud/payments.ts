/** Requests for money. One request at most is open per order at any time, so that nobody pays twice. */
import type { PaymentPart } from '#contract/orders';
import type { Order } from '#domain/order/order';
import { payable } from '#domain/payment/due';
import { serviceError } from '#domain/payment/serviceErrors';
import { Refusal } from '#domain/refusal';
import type { Account } from './accounts';
import { closePayment } from './closings';
import { db, read } from './database';
import { noteDone } from './people/activities';
import { assertRight } from './people/careRights';
import { transact, type Transaction } from './transact';
import { prepay } from './weChatPay';
import { merchant } from './weChatPay/merchant';

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
  /** Of our certificate under which it was announced: the sheet must be signed with the same key. */
  readonly merchantSerial?: string;
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
/** Who cannot make up her mind between deposit and whole does so for a while, not for ever: refunds look through all of them. */
const MOST_REQUESTS = 30;
/** How often a request that is in the way is closed in one go. */
const MOST_CLOSED = 2;

export interface PaymentWish {
  readonly orderId: string;
  readonly part: PaymentPart;
  readonly payer: Pick<Account, 'userId' | 'openid'>;
}

/** The order's open request for this part, announced at WeChat Pay: a new one, or the one that was open already. */
export async function requestPayment(wish: PaymentWish, now: number): Promise<Payment> {
  try {
    return await announced(wish, now);
  } catch (error) {
    // Whoever wants to pay reads what it means for her, not that some service failed.
    if (!(error instanceof Refusal) || error.code !== 'PAYMENT_SERVICE_FAILED') throw error;
    const { code = '', cause = '' } = error.details;
    throw new Refusal(serviceError(String(code), String(cause)).refusal, error.details);
  }
}

async function announced(wish: PaymentWish, now: number): Promise<Payment> {
  const { payment, description } = await reserved(wish, now);
  const { serial } = merchant();
  // Announced under the certificate we had before: announced again, the same number with the same content, under the new one.
  if (payment.prepayId && payment.merchantSerial === serial) return payment;
  const { _id: outTradeNo, amountFen, openid, expiresAt } = payment;
  const prepayId = await prepay({ outTradeNo, description, amountFen, openid, expiresAt });
  if (await keepPrepayId(outTradeNo, prepayId, serial)) return { ...payment, prepayId };
  // Another phone closed this request while WeChat Pay was only hearing of it: nobody may pay it now.
  await closePayment(payment, now);
  throw anotherOpen();
}

async function keepPrepayId(outTradeNo: string, prepayId: string, merchantSerial: string): Promise<boolean> {
  const open = { _id: outTradeNo, state: 'requested' };
  const { updated } = await db.collection('payments').where(open).update({ prepayId, merchantSerial });
  // The same id written twice changes nothing: then the row tells.
  return updated === 1 || (await read<Payment>('payments', outTradeNo))?.state === 'requested';
}

/** Deposit asked for, then the whole: the first request must be dead before the second lives. */
async function reserved(wish: PaymentWish, now: number): Promise<Reserved> {
  for (let closed = 0; closed <= MOST_CLOSED; closed += 1) {
    const found = await transact((transaction) => reserve(transaction, wish, now));
    if ('payment' in found) return found;
    await closePayment(found.inTheWay, now);
  }
  throw anotherOpen();
}

/** Somebody else (another phone of the family) asks for another part at this moment. */
const anotherOpen = () => new Refusal('PAYMENT_SERVICE_FAILED', { code: 'ANOTHER_PAYMENT_OPEN' });

interface Reserved {
  readonly payment: Payment;
  /** What WeChat Pay shows to the payer. */
  readonly description: string;
}

async function reserve(
  transaction: Transaction,
  { orderId, part, payer: { userId, openid } }: PaymentWish,
  now: number,
): Promise<Reserved | { readonly inTheWay: Payment }> {
  const order = await transaction.get<Order>('orders', orderId);
  if (!order) throw new Refusal('NOT_FOUND', { orderId });
  await assertRight(order, userId, 'manage', now, transaction.get);
  // WeChat Pay asks a person whom WeChat knows; in a browser outside WeChat nobody is.
  if (!openid) throw new Refusal('NOT_IN_WECHAT', { orderId });
  const expiresAt = order.status === 'pendingPayment' && order.payBy !== null ? order.payBy : now + BALANCE_OPEN_MS;
  const wanted = payable(order).find((candidate) => candidate.part === part);
  if (!wanted || expiresAt <= now) throw new Refusal('NOTHING_TO_PAY', { status: order.status, part });
  const known = await transaction.find<Payment>('payments', { orderId });
  const description = order.serviceName;
  const open = known.filter(({ state }) => state === 'requested');
  const same = (one: Payment) => one.part === part && one.amountFen === wanted.amountFen && one.openid === openid;
  const inTheWay = open.find((one) => !same(one) || one.expiresAt <= now);
  if (inTheWay) return { inTheWay };
  if (open[0]) return { payment: open[0], description };
  if (known.length >= MOST_REQUESTS) throw new Refusal('TOO_MANY_TRIES', { requests: known.length });
  const attempt = known.length + 1;
  const payment = newPayment(order, { ...wanted, openid, expiresAt, attempt }, now);
  await transaction.add('payments', payment);
  await noteDone(transaction, order, userId, 'paid', now);
  await meet(transaction, orderId, attempt);
  return { payment, description };
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
