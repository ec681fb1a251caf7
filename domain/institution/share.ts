/**
 * What is agreed with an institution that sends nurses: the nurse's share of the service fee, and the institution's own. Each rule holds
 * from an hour on for one category of service or for all, until its end or until the next one of the same kind; a category's rule goes
 * before the rule for all. Where none holds, the platform's own share does (domain/payment/commission.ts).
 */
import { Refusal } from '../refusal';

export const SHARE_CATEGORIES = ['all', 'med', 'reh', 'lif', 'spc'] as const;
export type ShareCategory = (typeof SHARE_CATEGORIES)[number];

/** A document of `institutionShares`; none is ever changed. */
export interface InstitutionShare {
  readonly _id: string;
  readonly institutionId: string;
  readonly category: ShareCategory;
  readonly nursePercent: number;
  readonly institutionPercent: number;
  readonly from: number;
  /** Not any more; null: until the next rule. */
  readonly until: number | null;
  /** When it was decided: of two from the same hour the later decision holds. */
  readonly at: number;
  readonly by: string;
  readonly reason: string;
}

/** A process remembers its numbers for half a minute; a minute ahead all of them have heard of a rule. */
const HEARD_EVERYWHERE_MS = 60_000;

type Wanted = Omit<InstitutionShare, 'from' | 'at'> & { readonly from: number | null };

/** A rule as it is written down; refused where more than the fee is given away, or where it ends before it begins. */
export function agreedShare(wanted: Wanted, now: number): InstitutionShare {
  const from = Math.max(wanted.from ?? 0, now + HEARD_EVERYWHERE_MS);
  if (wanted.nursePercent + wanted.institutionPercent > 100) {
    throw new Refusal('SHARES_TOO_MUCH', { percent: wanted.nursePercent + wanted.institutionPercent });
  }
  if (wanted.until !== null && wanted.until <= from) throw new Refusal('BAD_INPUT', { fields: ['until'] });
  return { ...wanted, from, at: now };
}

/** The rules that hold at an instant: at most one per institution and category. */
export function sharesAt(shares: readonly InstitutionShare[], at: number): readonly InstitutionShare[] {
  const begun = shares.filter(({ from }) => from <= at).sort((a, b) => a.from - b.from || a.at - b.at);
  const newest = new Map(begun.map((share) => [`${share.institutionId} ${share.category}`, share]));
  return [...newest.values()].filter(({ until }) => until === null || at < until);
}

/** `holding`: of `sharesAt`. Null: nothing is agreed. */
export function shareOf(
  holding: readonly InstitutionShare[],
  institutionId: string,
  category: Exclude<ShareCategory, 'all'>,
): InstitutionShare | null {
  const own = holding.filter((share) => share.institutionId === institutionId);
  return own.find((share) => share.category === category) ?? own.find((share) => share.category === 'all') ?? null;
}
