/** Requests for money. One request at most is open per order at any time, so that nobody pays twice. */
import type { PaymentPart } from '#contract/orders';
import type { Order } from '#domain/order/order';
import { payable } from '#domain/payment/due';
import { Refusal } from '#domain/refusal';
import type { Account } from './accounts';
import { announced, type Announced, anotherOpen, type Reserved } from './announced';
import { closePayment } from './closings';
import { type InsuredPart, wholeFen } from './medicalInsurance/insuredPart';
import { type ByDoor, doorOf, doorOfNew } from './payDoor/payDoor';
import { noteDone } from './people/activities';
import { assertRight } from './people/careRights';
import { transact, type Transaction } from './transact';

/** A document of `payments`; its id is the number WeChat Pay knows it by (out_trade_no). */
export interface Payment extends ByDoor {
  readonly _id: string;
  /** `''`: it is of a package. */
  readonly orderId: string;
  /** The package it pays; absent: it pays an order. */
  readonly packageId?: string;
  readonly part: PaymentPart;
  /** What is paid in WeChat. */
  readonly amountFen: number;
  /** What the medical insurance pays beside it. Absent: nothing. */
  readonly insured?: InsuredPart;
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
  /** False: paid although the order (or package) had no use for it any more; goes back by itself. */
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
  /** With the medical insurance: what the office settled, and what is left to pay in WeChat. */
  readonly insured?: { readonly cashFen: number; readonly part: InsuredPart };
}

/** The order's open request for this part, announced at WeChat Pay: a new one, or the one that was open already. */
export const requestPayment = (wish: PaymentWish, now: number): Promise<Announced> =>
  announced(() => reserved(wish, now), now);

/** Deposit asked for, then the whole: the first request must be dead before the second lives. */
async function reserved(wish: PaymentWish, now: number): Promise<Reserved> {
  for (let closed = 0; closed <= MOST_CLOSED; closed += 1) {
    const found = await transact((transaction) => reserve(transaction, wish, now));
    if ('payment' in found) return found;
    await closePayment(found.inTheWay, now);
  }
  throw anotherOpen();
}

async function reserve(
  transaction: Transaction,
  { orderId, part, payer: { userId, openid }, insured }: PaymentWish,
  now: number,
): Promise<Reserved | { readonly inTheWay: Payment }> {
  const order = await transaction.get<Order>('orders', orderId);
  if (!order) throw new Refusal('NOT_FOUND', { orderId });
  await assertRight(order, userId, 'manage', now, transaction.get);
  // WeChat Pay asks a person whom WeChat knows; in a browser outside WeChat nobody is.
  if (!openid) throw new Refusal('NOT_IN_WECHAT', { orderId });
  const lastAt = order.status === 'pendingPayment' && order.payBy !== null ? order.payBy : now + BALANCE_OPEN_MS;
  const expiresAt = Math.min(lastAt, insured?.part.authorizedUntil ?? lastAt);
  const owed = payable(order).find((candidate) => candidate.part === part);
  const wanted = owed && withInsured(owed, insured);
  if (!wanted || expiresAt <= now) throw new Refusal('NOTHING_TO_PAY', { status: order.status, part });
  const known = await transaction.find<Payment>('payments', { orderId });
  // Never two ways for one order.
  known.forEach(doorOf);
  const description = order.serviceName;
  const open = known.filter(({ state }) => state === 'requested');
  const same = (one: Payment) =>
    one.part === part &&
    one.amountFen === wanted.amountFen &&
    one.openid === openid &&
    one.insured?.serial === insured?.part.serial;
  const inTheWay = open.find((one) => !same(one) || one.expiresAt <= now);
  if (inTheWay) return { inTheWay };
  if (open[0]) return { payment: open[0], description };
  if (known.length >= MOST_REQUESTS) throw new Refusal('TOO_MANY_TRIES', { requests: known.length });
  const attempt = known.length + 1;
  const payment = newPayment(order, { ...wanted, openid, expiresAt, attempt }, now);
  await transaction.add('payments', payment);
  await noteDone(transaction, order, userId, 'paid', now);
  await meet(transaction, orderId);
  return { payment, description };
}

/** What is left to pay in WeChat where the insurance pays the rest; both together are what the order owes. */
function withInsured<W extends { readonly amountFen: number }>(owed: W, insured: PaymentWish['insured']) {
  if (!insured) return owed;
  const asked = { ...owed, amountFen: insured.cashFen, insured: insured.part };
  if (wholeFen(asked) !== owed.amountFen) throw new Refusal('INSURANCE_SPLIT_WRONG', { owedFen: owed.amountFen });
  return asked;
}

/**
 * Two requests at once, for different parts, would write different documents and both succeed: so each counts itself on the
 * order's private part. There they conflict, and the second one, run again, sees the first.
 */
async function meet(transaction: Transaction, orderId: string): Promise<void> {
  if (!(await transaction.increment('orderPrivate', orderId, 'paymentsAsked')))
    throw new Error(`order ${orderId} has no private part`);
}

function newPayment(
  order: Order,
  asked: Pick<Payment, 'part' | 'amountFen' | 'insured' | 'openid' | 'expiresAt'> & { attempt: number },
  now: number,
): Payment {
  const { attempt, ...kept } = asked;
  return asRequested({ ...kept, _id: `${order._id}${LETTER[asked.part]}${attempt}`, orderId: order._id }, now);
}

type Asked = Pick<Payment, '_id' | 'orderId' | 'packageId' | 'part' | 'amountFen' | 'insured' | 'openid' | 'expiresAt'>;

/** A request as it begins: nobody paid it, WeChat Pay has not heard of it. */
export function asRequested(asked: Asked, now: number): Payment {
  return {
    ...asked,
    ...doorOfNew(),
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
