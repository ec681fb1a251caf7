/** What an export says of an account's coupons, points and packages. */
import type { Coupon } from '#domain/payment/coupons/coupon';
import type { CarePackage } from '#domain/payment/packages/carePackage';
import type { PointEntry } from '#domain/payment/points/points';
import type { Exported } from '#domain/rights/readable';
import { rowsWhere } from './accountFacts';

const COUPON_STATES = { issued: '可用', reserved: '已用于未付款订单', used: '已使用', expired: '已过期' } as const;
const PACKAGE_STATES = { unpaid: '待付款', active: '使用中', ended: '已用完或已退', closed: '没有付款' } as const;
const POINT_KINDS = {
  ...{ earned: '获得', redeemed: '抵扣', returned: '退回', reversed: '退款收回', expired: '到期' },
} as const;

export async function walletPart(userId: string): Promise<Record<string, Exported>> {
  const [coupons, entries, packages] = await Promise.all([
    rowsWhere<Coupon>('coupons', { userId }),
    rowsWhere<PointEntry>('pointEntries', { userId }),
    rowsWhere<CarePackage>('packages', { ownerUserId: userId }),
  ]);
  return {
    coupons: coupons.map(({ title, state, orderId, issuedAt, validUntil }) => ({
      ...{ label: title, state: COUPON_STATES[state], orderId, createdAt: issuedAt, validUntil },
    })),
    packages: packages.map(({ name, state, visits, paidFen, createdAt, validUntil }) => ({
      ...{ label: name, state: PACKAGE_STATES[state], count: visits.length, paidFen, createdAt, validUntil },
    })),
    pointEntries: entries.map(({ kind, points, orderId, at }) => ({
      ...{ what: POINT_KINDS[kind], count: points, orderId, at },
    })),
  };
}
