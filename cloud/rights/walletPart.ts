/** What an export says of an account's coupons and points. */
import type { Coupon } from '#domain/payment/coupons/coupon';
import type { PointEntry } from '#domain/payment/points/points';
import type { Exported } from '#domain/rights/readable';
import { rowsWhere } from './accountFacts';

const COUPON_STATES = { issued: '可用', reserved: '已用于未付款订单', used: '已使用', expired: '已过期' } as const;
const POINT_KINDS = {
  ...{ earned: '获得', redeemed: '抵扣', returned: '退回', reversed: '退款收回', expired: '到期' },
} as const;

export async function walletPart(userId: string): Promise<Record<string, Exported>> {
  const [coupons, entries] = await Promise.all([
    rowsWhere<Coupon>('coupons', { userId }),
    rowsWhere<PointEntry>('pointEntries', { userId }),
  ]);
  return {
    coupons: coupons.map(({ title, state, orderId, issuedAt, validUntil }) => ({
      ...{ label: title, state: COUPON_STATES[state], orderId, createdAt: issuedAt, validUntil },
    })),
    pointEntries: entries.map(({ kind, points, orderId, at }) => ({
      ...{ what: POINT_KINDS[kind], count: points, orderId, at },
    })),
  };
}
