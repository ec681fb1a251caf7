/** Packages of visits: buying, using, handing over, having the money back. */
import { yuan } from '#domain/payment/fen';

export const strings = {
  page: '我的套餐',
  mine: { title: '我买的', empty: '还没有套餐。一次买几次，每次更便宜，没用的随时退。' },
  old: '用完的和退掉的',
  sale: '可以买的',
  forWhom: ({ name }: { name: string }) => `给${name}用`,
  left: ({ left, visitCount }: { left: number; visitCount: number }) => `还剩 ${left} 次（共 ${visitCount} 次）`,
  reserved: ({ reserved }: { reserved: number }) => `另有 ${reserved} 次已约好`,
  used: ({ used, visitCount }: { used: number; visitCount: number }) => `用了 ${used} 次（共 ${visitCount} 次）`,
  returned: ({ returnedFen }: { returnedFen: number }) => `退了 ${yuan(returnedFen)}，原路退回`,
  until: ({ day }: { day: string }) => `上门日期到${day}为止`,
  expired: ({ day }: { day: string }) => `已过期，不能再约。剩下的钱现在就能退，不退的话${day}自动退给您`,
  services: ({ services }: { services: readonly string[] }) => `可用于：${services.join('、')}`,
  covers: {
    service: '每次抵服务费和耗材费，交通费等另付',
    visit: '每次的费用都抵，只付 1 分钱用来确认预约',
  },
  offer: {
    price: ({ visitCount, priceFen }: { visitCount: number; priceFen: number }) => `${visitCount} 次 ${yuan(priceFen)}`,
    each: ({ visitCount, priceFen }: { visitCount: number; priceFen: number }) =>
      `平均每次 ${yuan(Math.round(priceFen / visitCount))}`,
    lasts: ({ validMonths }: { validMonths: number }) => `付款后 ${validMonths} 个月内有效`,
    refund: '没用的次数随时能退，不扣手续费',
    buy: '买这个套餐',
    whom: '买给谁用？',
    pay: ({ priceFen }: { priceFen: number }) => `付款 ${yuan(priceFen)}`,
    done: '买好了。下次预约时会自动用上',
    nobody: '请先在“我的”里添加被照护人，再来买',
  },
  refund: {
    open: '退没用的次数',
    title: '退没用的次数？',
    words: ({ left, refundableFen }: { left: number; refundableFen: number }) =>
      `没用的 ${left} 次，一共退 ${yuan(refundableFen)}，原路退给付款人。退了就不能再约这几次。`,
    confirm: ({ refundableFen }: { refundableFen: number }) => `退 ${yuan(refundableFen)}`,
    done: '已经申请退款，钱会原路退回',
  },
  hand: { open: '换一个人用', title: '没用的次数换给谁用？', done: '换好了' },
} as const;
