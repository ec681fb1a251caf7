/**
 * The books: double entry, append-only. Every entry sums to zero, and at every moment
 * paid − refunded − refunding = held + recognised (revenue, what nurses and families are owed) − what the platform gave of its own.
 */
import type { Order } from '../order/order';
import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import { sum, wholeFen } from './fen';
import { allGivenFen, type Given as GivenAway, NOTHING_GIVEN } from './discounted';
import { earnedFen, givenFen, owedFen } from './owed';

/**
 * Each account with the side on which it grows. `wechatClearing` is what WeChat Pay holds for us, `platformFund` what the platform gave
 * of its own, `couponCost` and `pointsCost` what it gave through coupons and points; the others say whose it is. `packageHeld`: paid for
 * visits to come; `packageCost`: what packages paid of prices, less what was paid for those visits.
 */
const SIDES = {
  wechatClearing: 'debit',
  held: 'credit',
  revenue: 'credit',
  nursePayable: 'credit',
  refundPayable: 'credit',
  patientPayable: 'credit',
  platformFund: 'debit',
  wechatFees: 'debit',
  /** Our bank account, as far as refunds went through it. */
  bank: 'debit',
  /** Taken off a nurse's income and appealed against: neither paid nor lost until it is decided. */
  deductionHeld: 'credit',
  /** Owed to institutions that send nurses (domain/institution/share.ts). */
  institutionPayable: 'credit',
  couponCost: 'debit',
  pointsCost: 'debit',
  packageHeld: 'credit',
  packageCost: 'debit',
  /** What the medical insurance owes us. */
  insuranceClearing: 'debit',
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
  /** Whose income it is; absent: it touches no `nursePayable`. Her statements are made of these entries and of nothing else. */
  readonly nurseId?: string;
  /** Whose share it is, where it touches `institutionPayable`; its statements are made of these entries. */
  readonly institutionId?: string;
  /** The package whose money it is; it belongs to no order then. Absent: none. */
  readonly packageId?: string;
}

export const debit = (account: Account, fen: number): Line => ({ account, debitFen: wholeFen(fen), creditFen: 0 });
export const credit = (account: Account, fen: number): Line => ({ account, debitFen: 0, creditFen: wholeFen(fen) });

export function assertBalanced(entry: Entry): void {
  const difference = sum(...entry.lines.map(({ debitFen, creditFen }) => debitFen - creditFen));
  if (difference !== 0) throw new Refusal('INTERNAL', { cause: entry.cause, difference });
  if (nurseLineFen(entry) !== 0 && !entry.nurseId)
    throw new Refusal('INTERNAL', { cause: entry.cause, why: 'whose income' });
}

/** What the entry adds to what a nurse is owed; less than nothing where it takes away or pays out. */
export const nurseLineFen = ({ lines }: Pick<Entry, 'lines'>): number =>
  sum(
    ...lines.filter(({ account }) => account === 'nursePayable').map(({ debitFen, creditFen }) => creditFen - debitFen),
  );

/** `nurseId`: whose the `nursePayable` lines are; null where there are none. */
export function entry(
  orderId: string,
  cause: string,
  at: number,
  lines: readonly Line[],
  nurseId: string | null = null,
): Entry {
  const made = { orderId, cause, at, lines };
  const whole = nurseId !== null && nurseLineFen(made) !== 0 ? { ...made, nurseId } : made;
  assertBalanced(whole);
  return whole;
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

/** What coupons, points and a package paid instead of the patient. */
const givenLines = ({ coupon, points, package: prepaid }: GivenAway): readonly Line[] => [
  ...(coupon > 0 ? [debit('couponCost', coupon)] : []),
  ...(points > 0 ? [debit('pointsCost', points)] : []),
  ...(prepaid > 0 ? [debit('packageCost', prepaid)] : []),
];

/** The visit is done and paid in full: what we held is earned, the nurse's part is owed to her. */
export function completedEntry(
  order: Pick<Order, '_id' | 'money' | 'nurseId'>,
  at: number,
  p: OperationParameters['price'],
): Entry {
  const owed = owedFen(order.money);
  const incomeFen = earnedFen(order.money, p);
  // She and the platform earn by the whole price: what a coupon or points paid of it is a cost of ours.
  const given = givenFen(order.money);
  const wholeFen = owed + allGivenFen(given);
  // Where so much was taken off that her part is more than all of it, the platform adds the rest.
  const ownFen = Math.max(0, incomeFen - wholeFen);
  const lines = [
    debit('held', owed),
    ...givenLines(given),
    ...(ownFen > 0 ? [debit('platformFund', ownFen)] : []),
    credit('nursePayable', incomeFen),
    credit('revenue', wholeFen + ownFen - incomeFen),
  ];
  return entry(order._id, 'completed', at, lines, order.nurseId);
}

interface Fee {
  readonly orderId: string;
  readonly amountFen: number;
  /** The nurse's part: the way that was gone for nothing. */
  readonly nurseFen: number;
  readonly nurseId: string | null;
  /** What coupon and points bear of it beside; absent: nothing. */
  readonly given?: GivenAway;
}

/** The fee of a cancellation, kept out of what was paid. */
export function feeEntry({ orderId, amountFen, nurseFen, nurseId, given = NOTHING_GIVEN }: Fee, at: number): Entry {
  const lines = [
    debit('held', amountFen),
    ...givenLines(given),
    ...(nurseFen > 0 ? [credit('nursePayable', nurseFen)] : []),
    credit('revenue', amountFen + allGivenFen(given) - nurseFen),
  ];
  return entry(orderId, 'cancellationFee', at, lines, nurseId);
}

type Given = Pick<Payment, 'orderId' | 'amountFen'>;

/** The family pays nothing, and the nurse gets hers from the platform. */
export function fundEntry({ orderId, amountFen, nurseId }: Given & Pick<Fee, 'nurseId'>, at: number): Entry {
  const lines = [debit('platformFund', amountFen), credit('nursePayable', amountFen)];
  return entry(orderId, 'nurseFromFund', at, lines, nurseId);
}

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
