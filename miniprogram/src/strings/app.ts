/** The program itself: its name, its tabs, what WeChat shows before asking for the place. */
export const strings = {
  name: '安护到家',
  tabs: {
    home: '首页',
    orders: '订单',
    health: '健康',
    mine: '我的',
    today: '今日',
    offers: '接单',
    income: '收入',
  },
  permission: { place: '护士上门途中共享位置、到达后签到' },
} as const;
