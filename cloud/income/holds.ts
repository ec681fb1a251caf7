/**
 * Income that waits until something about its order is decided: a dispute, a refund, a question of finance. One document per nurse,
 * so that a hold and a claim of hers at the same moment meet in it. Whoever decides about an order holds and releases by these two.
 */
import { Refusal } from '#domain/refusal';
import type { Transaction } from '../transact';

export interface Hold {
  readonly orderId: string;
  /** Who holds: `finance`, `dispute:<its id>`. The same cause holds an order once. */
  readonly cause: string;
  /** What operators read. */
  readonly reason: string;
  readonly by: string;
  readonly at: number;
}

/** A document of `incomeHolds`, id = the nurse's. */
export interface IncomeHolds {
  readonly _id: string;
  readonly holds: readonly Hold[];
  /** How many there are: what the desk looks for. */
  readonly count: number;
  readonly changedAt: number;
}

export const holdsOf = async (transaction: Pick<Transaction, 'get'>, nurseId: string): Promise<readonly Hold[]> =>
  (await transaction.get<IncomeHolds>('incomeHolds', nurseId))?.holds ?? [];

export const heldOrders = (holds: readonly Hold[]): ReadonlySet<string> => new Set(holds.map(({ orderId }) => orderId));

const same = (a: Pick<Hold, 'orderId' | 'cause'>) => (b: Hold) => a.orderId === b.orderId && a.cause === b.cause;

/** What is already handed to WeChat Pay is not called back. Holding again by the same cause keeps the first. */
export async function hold(
  transaction: Transaction,
  nurseId: string,
  wanted: Omit<Hold, 'at'>,
  now: number,
): Promise<void> {
  const holds = await holdsOf(transaction, nurseId);
  if (holds.some(same(wanted))) return;
  await put(transaction, nurseId, [...holds, { ...wanted, at: now }], now);
}

export async function release(
  transaction: Transaction,
  nurseId: string,
  held: Pick<Hold, 'orderId' | 'cause'>,
  now: number,
): Promise<void> {
  const holds = await holdsOf(transaction, nurseId);
  if (!holds.some(same(held))) throw new Refusal('NOT_FOUND', { orderId: held.orderId, cause: held.cause });
  const isOther = (one: Hold) => !same(held)(one);
  await put(transaction, nurseId, holds.filter(isOther), now);
}

const put = (transaction: Transaction, _id: string, holds: readonly Hold[], changedAt: number): Promise<void> =>
  transaction.put('incomeHolds', { _id, holds, count: holds.length, changedAt } satisfies IncomeHolds);
