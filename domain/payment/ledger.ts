/**
 * The books: double entry, append-only. Every entry sums to zero, and at every moment
 * paid − refunded − refunding = held + recognised (revenue and what nurses are owed).
 */
import type { Order } from '../order/order';
import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import { sum, wholeFen } from './fen';
import { nurseIncomeFen } from './income';

export const ACCOUNTS = ['wechatClearing', 'held', 'revenue', 'nursePayable', 'refundPayable'] as const;
/** `wechatClearing` is what WeChat Pay holds for us; the others say whose it is. */
export type Account = (typeof ACCOUNTS)[number];

export interface Line {
  readonly account: Account;
  readonly debitFen: number;
  readonly creditFen: number;
}

export interface Entry {
  readonly orderId: string;
  /** Names the happening once and for all (`paid:<outTradeNo>`): the same cause twice is the same entry. */
  readonly cause: string;
  readonly at: number;
  readonly lines: readonly Line[];
}

const debit = (account: Account, fen: number): Line => ({ account, debitFen: wholeFen(fen), creditFen: 0 });
const credit = (account: Account, fen: number): Line => ({ account, debitFen: 0, creditFen: wholeFen(fen) });

export function assertBalanced(entry: Entry): void {
  const difference = sum(...entry.lines.map(({ debitFen, creditFen }) => debitFen - creditFen));
  if (difference !== 0) throw new Refusal('INTERNAL', { cause: entry.cause, difference });
}

function entry(orderId: string, cause: string, at: number, lines: readonly Line[]): Entry {
  const made = { orderId, cause, at, lines };
  assertBalanced(made);
  return made;
}

interface Payment {
  readonly orderId: string;
  readonly outTradeNo: string;
  readonly amountFen: number;
}

interface Refund {
  readonly orderId: string;
  readonly outRefundNo: string;
  readonly amountFen: number;
}

/** A payment arrived: we hold it for the patient. */
export const paidEntry = ({ orderId, outTradeNo, amountFen }: Payment, at: number): Entry =>
  entry(orderId, `paid:${outTradeNo}`, at, [debit('wechatClearing', amountFen), credit('held', amountFen)]);

/** The visit is done and paid in full: what we held is earned, the nurse's part is owed to her. */
export function completedEntry(
  order: Pick<Order, '_id' | 'money'>,
  at: number,
  p: OperationParameters['price'],
): Entry {
  const { price } = order.money;
  const incomeFen = nurseIncomeFen(price, p);
  return entry(order._id, 'completed', at, [
    debit('held', price.totalFen),
    credit('nursePayable', incomeFen),
    credit('revenue', price.totalFen - incomeFen),
  ]);
}

/** The fee of a cancellation, kept out of what was paid. */
export const feeEntry = ({ orderId, amountFen }: Pick<Payment, 'orderId' | 'amountFen'>, at: number): Entry =>
  entry(orderId, 'cancellationFee', at, [debit('held', amountFen), credit('revenue', amountFen)]);

/** We have asked WeChat Pay to send money back: no longer held, but owed. */
export const refundRequestedEntry = ({ orderId, outRefundNo, amountFen }: Refund, at: number): Entry =>
  entry(orderId, `refundRequested:${outRefundNo}`, at, [debit('held', amountFen), credit('refundPayable', amountFen)]);

/** The money is back with the patient. */
export const refundSucceededEntry = ({ orderId, outRefundNo, amountFen }: Refund, at: number): Entry =>
  entry(orderId, `refundSucceeded:${outRefundNo}`, at, [
    debit('refundPayable', amountFen),
    credit('wechatClearing', amountFen),
  ]);

/** What stands on each account, as a positive amount in its usual direction. */
export function balances(entries: readonly Entry[]): Record<Account, number> {
  const standing: Record<Account, number> = {
    wechatClearing: 0,
    held: 0,
    revenue: 0,
    nursePayable: 0,
    refundPayable: 0,
  };
  for (const { account, debitFen, creditFen } of entries.flatMap(({ lines }) => lines)) {
    standing[account] += account === 'wechatClearing' ? debitFen - creditFen : creditFen - debitFen;
  }
  return standing;
}
