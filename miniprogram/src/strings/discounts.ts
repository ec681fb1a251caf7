/** Coupons and points: one's own page of them. */
import { yuan } from '#domain/payment/fen';

export const strings = {
  page: '我的优惠',
  link: '优惠券和积分',
  points: {
    page: '积分明细',
    title: '我的积分',
    balance: ({ balance }: { balance: number }) => `${balance} 分`,
    worth: ({ balance }: { balance: number }) => `可抵 ${yuan(balance)}`,
    ends: ({ points, day }: { points: number; day: string }) => `其中 ${points} 分，${day}前有效`,
    rules: ({ earnPercent, capPercent }: { earnPercent: number; capPercent: number }) =>
      `每次服务完成，按实付金额的 ${earnPercent}% 送积分。1 积分抵 1 分钱，每单最多抵 ${capPercent}%。`,
    order: '看这个订单',
    empty: '还没有积分。完成一次服务就有了。',
    more: '看更早的',
  },
  campaigns: { title: '可以领的券', take: '领取', taken: '领到了，下单时会自动选上最划算的一张' },
  coupons: {
    title: '我的优惠券',
    old: '用过的和过期的',
    empty: '现在没有可用的优惠券',
    percent: ({ percentOff }: { percentOff: number }) => `减 ${percentOff}%`,
    cap: ({ capFen }: { capFen: number }) => `最多减 ${yuan(capFen)}`,
    least: ({ leastFen }: { leastFen: number }) => `满 ${yuan(leastFen)} 可用`,
    anyPrice: '不限金额',
    services: ({ services }: { services: readonly string[] }) => `限：${services.join('、')}`,
    until: ({ day }: { day: string }) => `${day}前有效`,
    lasts: ({ days }: { days: number }) => `领取后 ${days} 天内有效`,
    states: { issued: '可用', reserved: '已用在待付款的订单', used: '已使用', expired: '已过期' },
    toOrder: '看订单',
  },
} as const;
