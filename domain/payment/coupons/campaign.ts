/** A campaign: a budget, and coupons that people take from it themselves. It is charged with the most a coupon can cost. */
import { Refusal } from '../../refusal';
import { type CouponWorth, mostFen } from './coupon';

/** A document of `couponCampaigns`. */
export interface Campaign {
  readonly _id: string;
  readonly title: string;
  readonly worth: CouponWorth;
  readonly leastFen: number;
  readonly serviceCodes: readonly string[];
  readonly budgetFen: number;
  /** What the coupons given out can cost at most; never above the budget. Changed by compare-and-set alone. */
  readonly committedFen: number;
  readonly issued: number;
  /** Counted every day. */
  readonly used: number;
  readonly perAccount: number;
  readonly claimFrom: number;
  readonly claimUntil: number;
  /** Of a coupon, from the day it is taken. */
  readonly validDays: number;
  readonly state: 'open' | 'closed';
  readonly openedBy: string;
  readonly openedAt: number;
}

export const isOpen = ({ state, claimFrom, claimUntil }: Campaign, now: number): boolean =>
  state === 'open' && claimFrom <= now && now < claimUntil;

/** What must still be free of the budget for one more. */
export const hasRoom = ({ budgetFen, committedFen, worth }: Campaign): boolean =>
  committedFen + mostFen(worth) <= budgetFen;

/** Refuses a campaign that could not give out a single coupon, or never ends. */
export function assertSensible(wish: Pick<Campaign, 'worth' | 'budgetFen' | 'claimFrom' | 'claimUntil'>): void {
  const { worth, budgetFen, claimFrom, claimUntil } = wish;
  if (claimUntil <= claimFrom) throw new Refusal('PARAMETER_OUT_OF_RANGE', { claimFrom, claimUntil });
  if (mostFen(worth) > budgetFen) throw new Refusal('PARAMETER_OUT_OF_RANGE', { budgetFen, each: mostFen(worth) });
}
