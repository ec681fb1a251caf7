/** What WeChat Pay forgot to tell us, or could not: asked for, minute by minute, ever more rarely. */
import type { Order } from '#domain/order/order';
import { payable } from '#domain/payment/due';
import { MINUTE } from '#domain/schedule/beijing';
import { isWaitedFor } from './packages/bought';
import { claim, dueRows } from './claims';
import { closePayment, markClosed } from './closings';
import { read } from './database';
import { settleMixed, tellIfStuck } from './medicalInsurance/mixSettlement';
import { doorOf } from './payDoor/payDoor';
import type { Payment } from './payments';
import type { Refund } from './refundRequests';
import { noteRefund } from './refunds';
import { settlePaid } from './settlement';
import { sweep } from './sweep';
import { isEnded, isPaid } from './weChatPay/transaction';

/** Since the request; the last one repeats. */
const PAYMENT_QUERIES_MINUTES = [1, 3, 5, 10, 20, 30];
const REFUND_QUERY_MS = 5 * MINUTE;
/** Whoever began to pay at the last second is given this long to finish. */
const GRACE_MS = 30_000;

/** Requests for money that nobody answered: paid unnoticed → settled; expired or no longer wanted → closed. */
export const queryPayments = (now: number, budgetMs: number): Promise<number> =>
  sweep<Payment>({
    find: (limit) => dueRows('payments', 'requested', 'nextQueryAt', now, limit),
    handle: (payment) => queryPayment(payment, now),
    budgetMs,
  });

async function queryPayment(payment: Payment, now: number): Promise<boolean> {
  if (!(await claim('payments', payment, 'nextQueryAt', { nextQueryAt: nextQueryAt(payment, now) }))) return false;
  if (payment.insured) return queryMixed(payment, now);
  const found = await doorOf(payment).query(payment._id);
  if (found && isPaid(found)) await settlePaid(found, now);
  else if (found && isEnded(found)) await markClosed(payment);
  else if (now > payment.expiresAt + GRACE_MS || !(await stillWanted(payment))) await closePayment(payment, now);
  return true;
}

/** Both parts of a payment with the medical insurance: what is not over when nobody can pay any more is closed. */
async function queryMixed(payment: Payment, now: number): Promise<boolean> {
  const outcome = await settleMixed(payment._id, now);
  if (outcome !== 'waiting') return true;
  await tellIfStuck(payment, now);
  const isPaidFor = payment.transactionId !== '';
  if (!isPaidFor && (now > payment.expiresAt + GRACE_MS || !(await stillWanted(payment))))
    await closePayment(payment, now);
  return true;
}

export function nextQueryAt({ createdAt, expiresAt }: Payment, now: number): number {
  const planned = PAYMENT_QUERIES_MINUTES.map((minutes) => createdAt + minutes * MINUTE).find((at) => at > now);
  const next = planned ?? now + 5 * MINUTE;
  // Right after it expires, so that the order's end is known without delay.
  return expiresAt + GRACE_MS > now ? Math.min(next, expiresAt + GRACE_MS + 1) : next;
}

async function stillWanted({ orderId, packageId, part }: Payment): Promise<boolean> {
  if (packageId !== undefined) return isWaitedFor(packageId);
  const order = await read<Order>('orders', orderId);
  return order !== null && payable(order).some((wanted) => wanted.part === part);
}

/** Refunds WeChat Pay accepted long enough ago to have an answer. */
export const queryRefunds = (now: number, budgetMs: number): Promise<number> =>
  sweep<Refund>({
    find: (limit) => dueRows('refunds', 'processing', 'nextQueryAt', now, limit),
    handle: async (refund) => {
      if (!(await claim('refunds', refund, 'nextQueryAt', { nextQueryAt: now + REFUND_QUERY_MS }))) return false;
      const found = await doorOf(refund).queryRefund(refund._id);
      if (found) await noteRefund(found, now);
      return true;
    },
    budgetMs,
  });
