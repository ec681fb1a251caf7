export const strings = {
  title: '我的订单',
  tabs: { label: '哪些订单', all: '全部', open: '进行中' },
  empty: '还没有订单。到首页选一项服务，护士就会上门',
  more: '看更早的订单',
  find: {
    open: '按状态或名称找订单',
    label: '订单状态',
    any: '不限',
    words: '服务名、姓名或订单号',
    go: '找一找',
    nothing: '没有找到这样的订单，换个词或状态试试',
  },
} as const;
