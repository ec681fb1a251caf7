/** One day's money held against WeChat Pay's bill. Doing a day twice changes nothing but what has become known since. */
import { beijingDay, DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import { feesEntry } from '#domain/payment/clearingEntries';
import type { FundTotals } from '#domain/payment/fundFlow';
import { differencesBetween, totalsOf, type Difference, type MoneyLine, type Totals } from '#domain/payment/reconcile';
import { db, isDuplicate, read, write } from '../database';
import { book } from '../ledger';
import { transact } from '../transact';
import { feesOf } from '../weChatPay/billLines';
import { tradeBill } from '../weChatPay/tradeBill';
import { fundFlowOf } from './fundFlow';
import { hearByBill } from './hearByBill';
import { knownOf, notedOn } from './ourLines';
import { isBalanced, trialBalance, type Standing } from './trialBalance';

/** A document of `reconciliations`; its id is the Beijing day. */
export interface Reconciliation {
  readonly _id: string;
  /** `waiting`: the bill could not be had yet; `why` says so. */
  readonly state: 'waiting' | 'agrees' | 'differs';
  readonly why: string;
  readonly bill: Totals | null;
  readonly ours: Totals | null;
  readonly differences: number;
  /** What WeChat Pay kept for itself on that day; absent: not known (yet). */
  readonly feesFen?: number;
  /** By the fund-flow bill; absent: not looked at (yet). */
  readonly fund?: FundTotals;
  readonly standing: Standing | null;
  readonly booksBalanced: boolean;
  readonly at: number;
}

/** A document of `reconciliationDifferences`: a piece of work. */
export interface DifferenceRow extends Difference {
  readonly _id: string;
  readonly day: string;
  readonly state: 'open' | 'closed';
  /** What was found out, by whom. */
  readonly note: string;
  readonly closedBy: string;
  readonly foundAt: number;
  readonly closedAt: number | null;
}

export async function reconcileDay(day: string, now: number): Promise<Reconciliation> {
  const bill = (await tradeBill(day)) ?? [];
  await hearByBill(bill, now);
  const known = await knownOf(bill);
  const ours = [...known, ...(await notedOn(day, known))];
  const feesFen = feesOf(bill);
  const fund = await fundFlowOf(day, feesFen);
  const differences = [...differencesBetween(bill, ours), ...fund.differences.filter(isNews(bill, ours))];
  for (const difference of differences) await noteDifference(day, difference, now);
  await bookFees(day, feesFen, now);
  const before = await read<Reconciliation>('reconciliations', beijingDay(startOfBeijingDay(day) - DAY));
  const standing = await trialBalance(day, before?.standing ?? null);
  const row: Reconciliation = {
    _id: day,
    state: differences.length > 0 ? 'differs' : 'agrees',
    why: '',
    bill: totalsOf(bill),
    ours: totalsOf(ours),
    differences: differences.length,
    feesFen,
    fund: fund.totals,
    standing,
    booksBalanced: isBalanced(standing),
    at: now,
  };
  await write('reconciliations', row);
  return row;
}

/** What differs on the trade bill already is one piece of work. */
function isNews(bill: readonly MoneyLine[], ours: readonly MoneyLine[]): (difference: Difference) => boolean {
  const seen = new Set(differencesBetween(bill, ours).map(({ move, number }) => `${move} ${number}`));
  return ({ move, number }) => !seen.has(`${move} ${number}`);
}

/** Once per day, however often the day is done. Fees of a day are known, and so booked, on the next one. */
async function bookFees(day: string, feesFen: number, now: number): Promise<void> {
  const entry = feesEntry(day, feesFen, now);
  if (!entry) return;
  try {
    await transact((transaction) => book(transaction, entry));
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Found again after somebody closed it: it stays closed, with what she wrote. */
async function noteDifference(day: string, difference: Difference, now: number): Promise<void> {
  const _id = `${day}:${difference.kind}:${difference.number}`;
  const row: DifferenceRow = {
    ...difference,
    _id,
    day,
    state: 'open',
    note: '',
    closedBy: '',
    foundAt: now,
    closedAt: null,
  };
  try {
    await db.collection('reconciliationDifferences').add(row);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}
