/** The words of the consents package: what one agrees to, each by itself, and how it is taken back. */
import { beijingDay } from '#domain/schedule/beijing';

export const strings = {
  /** Read aloud: each with a pause after it. */
  spoken: ({ sentences }: { sentences: readonly string[] }) => sentences.join('。'),
  list: {
    page: '同意清单',
    own: '我的同意',
    of: ({ name }: { name: string }) => `为${name}同意的内容`,
    why: '每一项都可以单独同意，也可以随时撤回。',
    states: { given: '已同意', withdrawn: '已撤回', outdated: '内容有更新，请重新看', never: '还没有同意' },
    required: '预约要用',
  },
  text: {
    page: '同意书',
    purpose: '用来做什么',
    withdrawal: '撤回以后',
    givenOn: ({ at }: { at: number }) => `${beijingDay(at)} 已同意`,
    agree: '我看过了，同意',
    withdraw: '撤回同意',
    withdrawTitle: '确定撤回同意？',
    confirmWithdraw: '确定撤回',
    unknown: '没有找到这份同意书',
  },
  give: {
    page: '请您同意',
    title: '请看一看，同意后就能预约',
    done: '都同意了',
  },
  authority: {
    /** The relation of who decides for himself, as registered. */
    self: '本人',
    proxy: ({ name, relation }: { name: string; relation: string }) =>
      `我有权替${name}（${relation}）做这个决定，并已告诉本人`,
    guardian: '我是这个孩子的监护人',
  },
} as const;
