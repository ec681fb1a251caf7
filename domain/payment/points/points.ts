/**
 * Points: a point is worth one fen. They lie in lots by the day they run out; the lot that runs out first is used first. The entries
 * are append-only and the account is their sum, so it can be counted again at any time; no lot is ever below nothing.
 */
import { addMonths } from '../../calendar/months';
import type { OperationParameters } from '../../operations/parameters';
import { Refusal } from '../../refusal';
import { DAY, startOfBeijingDay } from '../../schedule/beijing';
import { percentOf, sum } from '../fen';

/** `earned` by a visit · `redeemed` on an order · `returned` by it · `reversed`: the visit was refunded · `expired`. */
export type PointKind = 'earned' | 'redeemed' | 'returned' | 'reversed' | 'expired';

/** So many points that run out together. */
export interface Lot {
  readonly expiresAt: number;
  readonly points: number;
}

/** A document of `pointAccounts`, one per account. */
export interface PointAccount {
  readonly _id: string;
  /** The next to run out first; none is empty. */
  readonly lots: readonly Lot[];
  /** When the next ones run out, so that timers find it; null: there are none. */
  readonly nextExpiryAt: number | null;
}

/** A document of `pointEntries`; its id names the cause, so that nothing counts twice. */
export interface PointEntry {
  readonly _id: string;
  readonly userId: string;
  readonly kind: PointKind;
  /** The order behind it; null: none. */
  readonly orderId: string | null;
  /** What changed in each lot; below zero: taken. */
  readonly lots: readonly Lot[];
  /** Their sum. */
  readonly points: number;
  readonly at: number;
}

export const NO_POINTS = (userId: string): PointAccount => ({
  _id: userId,
  lots: [],
  nextExpiryAt: null,
});

export const balanceOf = ({ lots }: Pick<PointAccount, 'lots'>): number => sum(...lots.map(({ points }) => points));

/** What may be used now: the timer may not have come by yet. */
export const usablePoints = ({ lots }: Pick<PointAccount, 'lots'>, now: number): number =>
  sum(...lots.filter(({ expiresAt }) => expiresAt > now).map(({ points }) => points));

/** Points earned in one month run out together, so that there is a handful of lots and not one per visit. */
export function expiryOf(earnedAt: number, p: OperationParameters['points']): number {
  const monthStart = startOfBeijingDay(`${monthOf(earnedAt)}-01`);
  return addMonths(monthStart, p.validMonths + 1);
}
const monthOf = (at: number): string => new Date(startOfBeijingDay(at) + DAY / 2).toISOString().slice(0, 7);

/** Of what was really paid, rounded down. */
export const earnedBy = (netPaidFen: number, p: OperationParameters['points']): number =>
  percentOf(netPaidFen, p.earnPercent, 'down');

/** The account after an entry; refuses what would make a lot less than nothing. */
export function applied(account: PointAccount, entry: Pick<PointEntry, 'lots'>): PointAccount {
  const points = new Map(account.lots.map((lot) => [lot.expiresAt, lot.points]));
  for (const lot of entry.lots) points.set(lot.expiresAt, (points.get(lot.expiresAt) ?? 0) + lot.points);
  const lots = [...points]
    .map(([expiresAt, left]) => ({ expiresAt, points: left }))
    .filter((lot) => lot.points !== 0)
    .sort((a, b) => a.expiresAt - b.expiresAt);
  if (lots.some((lot) => lot.points < 0)) throw new Refusal('POINTS_NOT_ENOUGH', { userId: account._id });
  return { ...account, lots, nextExpiryAt: lots[0]?.expiresAt ?? null };
}

/** What taking so many means, the first to run out first; takes less where there is less. */
export function taken(lots: readonly Lot[], points: number): readonly Lot[] {
  let left = points;
  return [...lots]
    .sort((a, b) => a.expiresAt - b.expiresAt)
    .flatMap((lot) => {
      const take = Math.min(left, lot.points);
      left -= take;
      return take > 0 ? [{ expiresAt: lot.expiresAt, points: -take }] : [];
    });
}

interface Of {
  readonly userId: string;
  readonly orderId: string;
  readonly at: number;
}

const entryOf = (
  _id: string,
  kind: PointKind,
  { userId, orderId, at }: Of | (Omit<Of, 'orderId'> & { readonly orderId: null }),
  lots: readonly Lot[],
): PointEntry => ({ _id, userId, kind, orderId, lots, points: sum(...lots.map(({ points }) => points)), at });

/** Null where nothing is earned. */
export function earned(of: Of, netPaidFen: number, p: OperationParameters['points']): PointEntry | null {
  const points = earnedBy(netPaidFen, p);
  if (points === 0) return null;
  return entryOf(`${of.orderId}:earned`, 'earned', of, [{ expiresAt: expiryOf(of.at, p), points }]);
}

/** Refused where there are not so many. */
export function redeemed(account: PointAccount, of: Of, points: number): PointEntry {
  const lots = taken(
    account.lots.filter(({ expiresAt }) => expiresAt > of.at),
    points,
  );
  const entry = entryOf(`${of.orderId}:redeemed`, 'redeemed', of, lots);
  if (entry.points !== -points) throw new Refusal('POINTS_NOT_ENOUGH', { points, had: -entry.points });
  return entry;
}

/**
 * Points an order did not need after all. Those that run out last come back first; what ran out meanwhile is good for
 * `returnedDays` more, since it was not their owner who waited.
 */
export function returned(
  redemption: Pick<PointEntry, 'lots'>,
  of: Of & { readonly cause: string },
  points: number,
  p: OperationParameters['points'],
): PointEntry | null {
  if (points === 0) return null;
  let left = points;
  const leastUntil = startOfBeijingDay(of.at) + (p.returnedDays + 1) * DAY;
  const back = [...redemption.lots]
    .sort((a, b) => b.expiresAt - a.expiresAt)
    .flatMap((lot) => {
      const give = Math.min(left, -lot.points);
      left -= give;
      return give > 0 ? [{ expiresAt: lot.expiresAt > of.at ? lot.expiresAt : leastUntil, points: give }] : [];
    });
  if (left > 0) throw new Refusal('BAD_INPUT', { points, more: left });
  return entryOf(`${of.orderId}:returned:${of.cause}`, 'returned', of, back);
}

/** A redemption less what came back of it already: the lots that run out last came back first. */
export function withoutReturned({ lots }: Pick<PointEntry, 'lots'>, points: number): Pick<PointEntry, 'lots'> {
  let left = points;
  const kept = [...lots]
    .sort((a, b) => b.expiresAt - a.expiresAt)
    .flatMap((lot) => {
      const gone = Math.min(left, -lot.points);
      left -= gone;
      return lot.points + gone < 0 ? [{ expiresAt: lot.expiresAt, points: lot.points + gone }] : [];
    });
  return { lots: kept };
}

/**
 * Money of a visit went back, and the points it brought go with it, as far as they are still there: whoever spent them already owes
 * nothing. Null where there is nothing to take.
 */
export function reversed(
  account: PointAccount,
  of: Of & { readonly cause: string },
  points: number,
): PointEntry | null {
  const lots = taken(account.lots, points);
  return lots.length === 0 ? null : entryOf(`${of.orderId}:reversed:${of.cause}`, 'reversed', of, lots);
}

/** The lots whose day has come; null where there are none. */
export function expired(account: PointAccount, now: number): PointEntry | null {
  const over = account.lots.filter(({ expiresAt }) => expiresAt <= now);
  const last = over.at(-1);
  if (!last) return null;
  const lots = over.map(({ expiresAt, points }) => ({ expiresAt, points: -points }));
  const of = { userId: account._id, orderId: null, at: now };
  return entryOf(`${account._id}:expired:${last.expiresAt}`, 'expired', of, lots);
}
