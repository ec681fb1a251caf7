export const strings = {
  title: '接单',
  empty: '现在没有新的邀约。有了会马上出现在这里',
  card: {
    left: ({ left }: { left: string }) => `还剩 ${left}`,
    chosen: '患者指定请您',
    way: ({ distance, minutes }: { distance: string; minutes: number }) => `离您 ${distance}，路上约 ${minutes} 分钟`,
    income: ({ yuan }: { yuan: string }) => `您的收入 ${yuan}`,
    accepting: '已为您接单，正在确认…',
    decline: '不接',
    accept: '接单',
    refused: ({ name, why }: { name: string; why: string }) => `${name}没有接成：${why}`,
  },
  decline: { title: '为什么不接？（不影响您）' },
} as const;
