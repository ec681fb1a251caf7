export const strings = {
  title: '我的订单',
  tabs: { label: '哪些订单', all: '全部', open: '进行中' },
  empty: '还没有订单。到首页选一项服务，护士就会上门',
  more: '看更早的订单',
} as const;
