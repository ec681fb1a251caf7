/** Coupons in the words of the desk. */
import type { Coupon } from '#domain/payment/coupons/coupon';
import { yuan } from '#domain/payment/fen';

export const COUPON_KINDS: Readonly<Record<Coupon['kind'], string>> = {
  newUser: '新人',
  campaign: '活动',
  compensation: '补偿',
};
export const COUPON_STATES: Readonly<Record<Coupon['state'], string>> = {
  issued: '未用',
  reserved: '订单待付款',
  used: '已用',
  expired: '已过期',
};

/** `减 ¥15.00，满 ¥100.00` */
export function couponWords({ worth, leastFen }: Pick<Coupon, 'worth' | 'leastFen'>): string {
  const off =
    worth.kind === 'amount' ? `减 ${yuan(worth.amountFen)}` : `减 ${worth.percentOff}%，最多 ${yuan(worth.capFen)}`;
  return leastFen > 0 ? `${off}，满 ${yuan(leastFen)}` : off;
}
