/** Campaigns: people take coupons themselves, never more than the budget pays for, however many tap at once. */
import { type Campaign, hasRoom, isOpen } from '#domain/payment/coupons/campaign';
import { type Coupon, mostFen } from '#domain/payment/coupons/coupon';
import { campaignCoupon } from '#domain/payment/coupons/issue';
import { Refusal } from '#domain/refusal';
import { _, db, isDuplicate, read } from '../database';
import { noteBelonging } from '../people/belongings';
import { transact } from '../transact';
import { couponIdFor } from './coupons';

const MOST_OPEN = 50;

/** Those a coupon may be taken from now. */
export async function openCampaigns(now: number): Promise<readonly Campaign[]> {
  const { data } = await db
    .collection('couponCampaigns')
    .where({ state: 'open', claimUntil: _.gt(now) })
    .orderBy('claimUntil', 'asc')
    .limit(MOST_OPEN)
    .get();
  return (data as Campaign[]).filter((campaign) => isOpen(campaign, now) && hasRoom(campaign));
}

/** The id of a person's first, second … coupon of a campaign. */
export const campaignCouponIds = ({ _id, perAccount }: Campaign, userId: string): readonly string[] =>
  Array.from({ length: perAccount }, (_none, place) => couponIdFor('campaign', _id, userId, String(place)));

/** Refused where the account has all it may have, or nothing is left. */
export async function claimCoupon(campaignId: string, userId: string, now: number): Promise<void> {
  const campaign = await read<Campaign>('couponCampaigns', campaignId);
  if (!campaign) throw new Refusal('NOT_FOUND', { campaignId });
  if (!isOpen(campaign, now)) throw new Refusal('CAMPAIGN_OVER', { campaignId });
  const had = new Set(await idsHad(campaign, userId));
  const free = campaignCouponIds(campaign, userId).find((id) => !had.has(id));
  if (free === undefined) throw new Refusal('COUPON_LIMIT', { most: campaign.perAccount });
  if (!(await commit(campaign, 1))) throw new Refusal('CAMPAIGN_OVER', { campaignId });
  try {
    await transact(async (transaction) => {
      await noteBelonging(transaction, userId);
      await transaction.add('coupons', campaignCoupon({ _id: free, userId, now }, campaign));
    });
  } catch (error) {
    // The same person on another phone was faster: what was set aside for this tap is free again.
    await commit(campaign, -1);
    throw isDuplicate(error) ? new Refusal('COUPON_LIMIT', { most: campaign.perAccount }) : error;
  }
}

async function idsHad(campaign: Campaign, userId: string): Promise<readonly string[]> {
  const ids = campaignCouponIds(campaign, userId);
  const { data } = await db
    .collection('coupons')
    .where({ _id: _.in([...ids]) })
    .limit(ids.length)
    .get();
  return (data as Coupon[]).map(({ _id }) => _id);
}

/**
 * Compare and set in one write of the database: only as long as there is room. A process that dies between this and the coupon
 * leaves one coupon's worth unused; the budget is never exceeded.
 */
async function commit({ _id, worth, budgetFen }: Campaign, by: 1 | -1): Promise<boolean> {
  const eachFen = mostFen(worth);
  const room = by === 1 ? { state: 'open', committedFen: _.lte(budgetFen - eachFen) } : {};
  const { updated } = await db
    .collection('couponCampaigns')
    .where({ _id, ...room })
    .update({ committedFen: _.inc(by * eachFen), issued: _.inc(by) });
  return updated === 1;
}
