/** Money comes in, money goes back. */
import { dueFen, firstFen, type PaymentPart } from '../payment/due';
import { Refusal } from '../refusal';
import { type Decision, move, type Order } from './order';
import type { OrderEvent } from './status';

export interface Settlement {
  readonly part: PaymentPart;
  readonly paidFen: number;
  /** What the payment was asked for. */
  readonly expectedFen: number;
  /** How much of it the medical insurance pays; absent: nothing. */
  readonly insuredFen?: number;
  readonly transactionId: string;
  readonly outTradeNo: string;
  /** This very payment has been settled before. */
  readonly alreadyPaid: boolean;
}

const EVENT_OF: Record<PaymentPart, OrderEvent> = {
  deposit: 'payDeposit',
  full: 'payFull',
  balance: 'payBalance',
};

/**
 * WeChat Pay took the money. It repeats the notice until we acknowledge it, so hearing it again changes nothing.
 * Money that arrives after the order was called off goes back by itself. Where the order has no use for the money
 * (`PAID_TWICE`: paid already; `ILLEGAL_STEP`: the nurse backed out meanwhile) the caller returns that payment, the
 * order stays as it is.
 */
export function settle(order: Order, payment: Settlement, now: number): Decision {
  const { part, paidFen, expectedFen, insuredFen = 0, outTradeNo, transactionId } = payment;
  if (payment.alreadyPaid) return { order, fact: null };
  if (paidFen !== expectedFen || !Number.isSafeInteger(paidFen) || paidFen <= 0) {
    throw new Refusal('AMOUNT_MISMATCH', { expectedFen, paidFen });
  }
  const details = { part, amountFen: paidFen, outTradeNo, transactionId };
  const money = withInsured({ ...order.money, paidFen: order.money.paidFen + paidFen }, insuredFen);

  if (order.status === 'cancelled' || order.status === 'refunding' || order.status === 'refunded') {
    const change = { money: { ...money, refundingFen: money.refundingFen + paidFen } };
    return move(order, { event: 'payLate', by: 'wechatPay', now, change, details });
  }
  assertWanted(order, payment);
  return move(order, { event: EVENT_OF[part], by: 'wechatPay', now, change: { money, payBy: null }, details });
}

/** `changeFen`: less than nothing where the insurance took some back. */
const withInsured = (money: Order['money'], changeFen: number): Order['money'] =>
  changeFen === 0 ? money : { ...money, insuredFen: (money.insuredFen ?? 0) + changeFen };

/** The order must still owe exactly this. */
function assertWanted(order: Order, { part, paidFen }: Settlement): void {
  const { paidFen: before } = order.money;
  const wantedFen = part === 'balance' ? dueFen(order) : firstFen(order.money, part);
  if (dueFen(order) === 0 || (part !== 'balance' && before > 0)) throw new Refusal('PAID_TWICE', { part, paidFen });
  if (paidFen !== wantedFen) throw new Refusal('AMOUNT_MISMATCH', { expectedFen: wantedFen, paidFen });
}

/** A refund arrived at the patient, or `atInsurance`, where it came from. The order is `refunded` when no other is open. */
export function refundArrived(order: Order, amountFen: number, now: number, atInsurance = false): Decision {
  const { refundingFen, refundedFen } = order.money;
  const left = refundingFen - amountFen;
  const decision = move(order, {
    event: 'refunded',
    by: 'wechatPay',
    now,
    // What was paid too much of a visit that took place goes back beside it.
    ...(order.status === 'refunding' && { to: left > 0 ? 'refunding' : 'refunded' }),
    change: {
      money: withInsured(
        { ...order.money, refundingFen: left, refundedFen: refundedFen + amountFen },
        atInsurance ? -amountFen : 0,
      ),
    },
    details: { amountFen },
  });
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0 || left < 0) {
    throw new Refusal('AMOUNT_MISMATCH', { refundingFen, amountFen });
  }
  return decision;
}
