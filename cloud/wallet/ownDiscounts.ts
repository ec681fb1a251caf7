/** One's own coupons and points (contract/ownDiscounts.ts). */
import type {
  CampaignView,
  CouponsReply,
  CouponView,
  OwnDiscountsInput,
  OwnDiscountsReply,
  PointEntryView,
  PointsReply,
  PointsState,
} from '#contract/ownDiscounts';
import type { Campaign } from '#domain/payment/coupons/campaign';
import type { Coupon } from '#domain/payment/coupons/coupon';
import type { OperationParameters } from '#domain/operations/parameters';
import { type PointAccount, type PointEntry, type PointKind, usablePoints } from '#domain/payment/points/points';
import type { Account } from '../accounts';
import { serviceByCode } from '../catalogue';
import { _, db } from '../database';
import { operations } from '../settings';
import { campaignCouponIds, claimCoupon, openCampaigns } from './campaigns';
import { couponsOf } from './coupons';
import { pointsOf } from './points';

export async function ownDiscounts(
  input: OwnDiscountsInput,
  { userId }: Account,
  now: number,
): Promise<OwnDiscountsReply> {
  if (input.kind === 'points') return pointsPage(userId, input.before, now);
  if (input.kind === 'claimCoupon') await claimCoupon(input.campaignId, userId, now);
  return couponsPage(userId, now);
}

async function couponsPage(userId: string, now: number): Promise<CouponsReply> {
  const [p, coupons, campaigns, account] = await Promise.all([
    operations(now),
    couponsOf(userId),
    openCampaigns(now),
    pointsOf(userId),
  ]);
  const had = new Set(coupons.map(({ _id }) => _id));
  const mayTake = campaigns.filter((campaign) => campaignCouponIds(campaign, userId).some((id) => !had.has(id)));
  return {
    kind: 'coupons',
    coupons: await Promise.all(coupons.map((coupon) => couponView(coupon, now))),
    campaigns: await Promise.all(mayTake.map((campaign) => campaignView(campaign, now))),
    points: stateOf(account, now, p.points),
  };
}

const servicesOf = (codes: readonly string[], now: number): Promise<readonly string[]> =>
  Promise.all(codes.map(async (code) => (await serviceByCode(code, now)).name));

const couponView = async (coupon: Coupon, now: number): Promise<CouponView> => {
  const { _id, kind, title, worth, leastFen, validFrom, validUntil, orderId } = coupon;
  // The timer may not have come by yet.
  const state = coupon.state === 'issued' && validUntil <= now ? 'expired' : coupon.state;
  const services = await servicesOf(coupon.serviceCodes, now);
  return { couponId: _id, kind, title, worth, leastFen, services, validFrom, validUntil, state, orderId };
};

const campaignView = async (campaign: Campaign, now: number): Promise<CampaignView> => {
  const { _id, title, worth, leastFen, claimUntil, validDays } = campaign;
  const services = await servicesOf(campaign.serviceCodes, now);
  return { campaignId: _id, title, worth, leastFen, services, claimUntil, validDays };
};

function stateOf(account: PointAccount, now: number, p: OperationParameters['points']): PointsState {
  const next = account.lots.find(({ expiresAt }) => expiresAt > now);
  return {
    balance: usablePoints(account, now),
    nextExpiry: next ? { points: next.points, at: next.expiresAt } : null,
    earnPercent: p.earnPercent,
    capPercent: p.capPercent,
  };
}

const PAGE = 30;

async function pointsPage(userId: string, before: number | undefined, now: number): Promise<PointsReply> {
  const [p, account, { data }] = await Promise.all([
    operations(now),
    pointsOf(userId),
    db
      .collection('pointEntries')
      .where({ userId, ...(before !== undefined && { at: _.lt(before) }) })
      .orderBy('at', 'desc')
      .limit(PAGE)
      .get(),
  ]);
  const entries = data as PointEntry[];
  const last = entries.at(-1);
  const next = entries.length === PAGE && last ? last.at : null;
  return { kind: 'points', ...stateOf(account, now, p.points), entries: entries.map(entryView), next };
}

const TEXTS: Readonly<Record<PointKind, string>> = {
  earned: '服务完成，获得积分',
  redeemed: '预约抵扣',
  returned: '抵扣的积分退回',
  reversed: '退款，收回积分',
  expired: '积分到期',
};

const entryView = ({ _id, kind, points, at, orderId }: PointEntry): PointEntryView => ({
  ...{ entryId: _id, text: TEXTS[kind], points, at, orderId },
});
