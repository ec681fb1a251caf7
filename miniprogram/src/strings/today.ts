export const strings = {
  title: '今日',
  day: ({ day, visits }: { day: string; visits: number }) => `${day} · ${visits} 单`,
  empty: '现在没有要上门的订单。到“接单”看看有没有新的',
  calledOff: {
    title: '有一次上门取消了',
    reason: ({ reason }: { reason: string }) => `原因：${reason}`,
    todo: '您不用去了；已在路上的话，请返回。这段时间空出来了，可以接别的单。',
    seen: '知道了',
  },
  next: { setOut: '准备出发', checkIn: '去签到', record: '填写记录' },
  wait: {
    acceptance: '还没有接单',
    payment: '等患者付款，付好了会变成“待服务”',
    confirmation: '已做完，等患者确认',
    balance: '等患者付尾款',
    completed: '已完成',
    cancelled: '已取消',
    refunding: '已取消，正在退款',
    refunded: '已取消，已退款',
  },
} as const;
