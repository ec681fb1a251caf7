/**
 * The books: double entry, append-only. Every entry sums to zero, and at every moment
 * paid − refunded − refunding = held + recognised (revenue, what nurses and families are owed) − what the platform gave of its own.
 */
import type { Order } from '../order/order';
import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import { sum, wholeFen } from './fen';
import { earnedFen, owedFen } from './owed';

/**
 * Each account with the side on which it grows. `wechatClearing` is what WeChat Pay holds for us, `platformFund` what the platform gave
 * of its own; the others say whose it is.
 */
const SIDES = {
  wechatClearing: 'debit',
  held: 'credit',
  revenue: 'credit',
  nursePayable: 'credit',
  refundPayable: 'credit',
  patientPayable: 'credit',
  platformFund: 'debit',
} as const satisfies Record<string, 'debit' | 'credit'>;

export type Account = keyof typeof SIDES;
export const ACCOUNTS = Object.keys(SIDES) as readonly Account[];

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
  const owed = owedFen(order.money);
  const incomeFen = earnedFen(order.money, p);
  // Where so much was taken off that her part is more than all of it, the platform adds the rest.
  const ownFen = Math.max(0, incomeFen - owed);
  return entry(order._id, 'completed', at, [
    debit('held', owed),
    ...(ownFen > 0 ? [debit('platformFund', ownFen)] : []),
    credit('nursePayable', incomeFen),
    credit('revenue', owed + ownFen - incomeFen),
  ]);
}

interface Fee {
  readonly orderId: string;
  readonly amountFen: number;
  /** The nurse's part: the way that was gone for nothing. */
  readonly nurseFen: number;
}

/** The fee of a cancellation, kept out of what was paid. */
export const feeEntry = ({ orderId, amountFen, nurseFen }: Fee, at: number): Entry =>
  entry(orderId, 'cancellationFee', at, [
    debit('held', amountFen),
    ...(nurseFen > 0 ? [credit('nursePayable', nurseFen)] : []),
    credit('revenue', amountFen - nurseFen),
  ]);

type Given = Pick<Payment, 'orderId' | 'amountFen'>;

/** The family pays nothing, and the nurse gets hers from the platform. */
export const fundEntry = ({ orderId, amountFen }: Given, at: number): Entry =>
  entry(orderId, 'nurseFromFund', at, [debit('platformFund', amountFen), credit('nursePayable', amountFen)]);

/** O-10: the platform owes the family something beside its own money. */
export const compensationEntry = ({ orderId, amountFen }: Given, at: number): Entry =>
  entry(orderId, 'compensation', at, [debit('platformFund', amountFen), credit('patientPayable', amountFen)]);

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
  const standing = Object.fromEntries(ACCOUNTS.map((account) => [account, 0])) as Record<Account, number>;
  for (const { account, debitFen, creditFen } of entries.flatMap(({ lines }) => lines)) {
    standing[account] += SIDES[account] === 'debit' ? debitFen - creditFen : creditFen - debitFen;
  }
  return standing;
}
