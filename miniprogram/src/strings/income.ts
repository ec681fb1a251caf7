export const strings = {
  title: '收入',
  today: '今天',
  month: '本月',
  list: { title: '本月完成的上门', empty: '这个月还没有完成的上门' },
} as const;
