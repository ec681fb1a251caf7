/** Receipts and tax invoices: the papers of one order, and all of one's own. */
import { yuan } from '#domain/payment/fen';

export const strings = {
  link: '收据和发票',
  linkWords: '打开收据，或开发票',
  page: '发票',
  receipt: {
    title: '收据',
    words: '写明每一项费用、付款和退款。报销要用税务发票的，请在下面开发票。',
    open: '打开收据',
  },
  invoice: {
    title: '发票',
    may: ({ amountFen }: { amountFen: number }) => `可以开 ${yuan(amountFen)}，按您实际付的钱开`,
    ask: '开发票',
    open: '打开发票',
    again: '刷新看看',
    to: ({ titleShown }: { titleShown: string }) => `抬头：${titleShown}`,
    number: ({ number }: { number: string }) => `发票号码：${number}`,
    choose: '开给谁',
    chooseFirst: '请先选开给谁，或新写一个抬头。',
    another: '写一个新抬头',
    remove: '删除这个抬头',
    removeTitle: '删除这个抬头？',
    removeWords: '以前开的发票不受影响。',
    removeYes: '删除',
    states: {
      underway: '正在开票，一般几分钟就好',
      issued: '发票开好了',
      failed: '没有开成，我们会再试；也可以换个抬头重新开',
      correcting: '有退款，正在作废旧发票，再按剩下的钱开一张新的',
      reversed: '钱已退回，发票已作废',
      withdrawn: '钱已退回，没有开发票',
    },
    whyNot: {
      INVOICE_TOO_EARLY: '服务完成后就能开发票。',
      NOTHING_TO_INVOICE: '没有实付的钱（已退回或用了优惠），不能开发票。',
    },
  },
  title: {
    kind: '个人还是单位',
    kinds: { individual: '个人', organization: '单位' },
    personName: '姓名',
    personExample: '例如：王小明；不想写姓名就写“个人”',
    companyName: '单位全称',
    companyExample: '营业执照上的名称',
    taxNumber: '税号',
    taxNumberExample: '一般是 18 位数字和字母',
    save: '保存抬头',
    back: '不写了',
  },
  list: { page: '我的发票', empty: '还没有开过发票。服务完成后，在订单里点“收据和发票”。', more: '看更早的' },
} as const;
