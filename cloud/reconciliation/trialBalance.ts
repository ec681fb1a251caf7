/** The books at the end of a day: what stands on each account, from the day before and this day's entries. */
import { ACCOUNTS, type Account } from '#domain/payment/ledger';
import { DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import { _, db } from '../database';

/** Debits minus credits, fen. */
export type Standing = Readonly<Record<Account, number>>;

interface Sum {
  readonly _id: string;
  readonly debitFen: number;
  readonly creditFen: number;
}

/** `before`: the end of the day before; null: not known, so everything is summed from the first entry on. */
export async function trialBalance(day: string, before: Standing | null): Promise<Standing> {
  const from = startOfBeijingDay(day);
  const $ = db.command.aggregate;
  const { data } = await db
    .collection('ledgerEntries')
    .aggregate()
    .match({ at: before ? _.gte(from).and(_.lt(from + DAY)) : _.lt(from + DAY) })
    .unwind('$lines')
    .group({ _id: '$lines.account', debitFen: $.sum('$lines.debitFen'), creditFen: $.sum('$lines.creditFen') })
    .end();
  const moved = new Map((data as Sum[]).map(({ _id, debitFen, creditFen }) => [_id, debitFen - creditFen]));
  const standing = ACCOUNTS.map((account) => [account, (before?.[account] ?? 0) + (moved.get(account) ?? 0)]);
  return Object.fromEntries(standing) as Standing;
}

/** Every entry sums to zero, so all accounts together must. */
export const isBalanced = (standing: Standing): boolean =>
  Object.values(standing).reduce((total, fen) => total + fen, 0) === 0;
