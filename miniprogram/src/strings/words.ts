/** Days, distances, people and the problems of single fields, as everybody says them. */
export const strings = {
  weekdays: {
    sunday: '周日',
    monday: '周一',
    tuesday: '周二',
    wednesday: '周三',
    thursday: '周四',
    friday: '周五',
    saturday: '周六',
  },
  days: { today: '今天', tomorrow: '明天', afterTomorrow: '后天' },
  monthDay: ({ month, day }: { month: number; day: number }) => `${month}月${day}日`,
  partsOfDay: { morning: '上午', afternoon: '下午', evening: '晚上' },
  distance: {
    meters: ({ meters }: { meters: number }) => `${meters} 米`,
    kilometers: ({ kilometers }: { kilometers: string }) => `${kilometers} 公里`,
  },
  sexes: { female: '女', male: '男' },
  age: ({ years }: { years: number }) => `${years} 岁`,
  named: ({ name, relation }: { name: string; relation: string }) => `${name}（${relation}）`,
  problems: { name: '请填写姓名，至少两个字', phone: '请填写 11 位手机号' },
} as const;
