/** A day's reconciliation in the words of the people who read it. */
import type { Account } from '#domain/payment/ledger';
import type { DifferenceKind, MoneyMove } from '#domain/payment/reconcile';

export const ACCOUNT_NAMES: Readonly<Record<Account, string>> = {
  wechatClearing: '微信支付账户',
  held: '预收（服务未完成）',
  revenue: '平台收入',
  nursePayable: '应付护士',
  refundPayable: '退款途中',
  patientPayable: '应付家庭（补偿）',
  platformFund: '平台补贴支出',
  deductionHeld: '申诉中的扣减（暂存）',
  institutionPayable: '应付机构（分成）',
  couponCost: '优惠券支出',
  pointsCost: '积分抵扣支出',
  packageHeld: '套餐预收款',
  packageCost: '套餐优惠支出',
  insuranceClearing: '医保应付我方',
  wechatFees: '微信支付手续费',
  bank: '银行账户（退款）',
};

export const MOVE_NAMES: Readonly<Record<MoneyMove, string>> = {
  payment: '收款',
  refund: '退款',
  transfer: '付给护士',
  fee: '全天手续费',
  other: '其他资金变动',
};

export const DIFFERENCE_WORDS: Readonly<Record<DifferenceKind, string>> = {
  unknownHere: '账单有，我方没有：查订单是否漏记，必要时退回付款人',
  unknownThere: '我方有，账单没有：到微信支付商户平台按单号查询',
  amountDiffers: '两边金额不同：以微信支付为准，查明原因',
};

/** Assets and what was spent stand on the debit side; the others are shown as what is owed or earned. */
const DEBIT_SIDE: readonly Account[] = [
  'wechatClearing',
  'platformFund',
  'couponCost',
  'pointsCost',
  'packageCost',
  'insuranceClearing',
  'wechatFees',
  'bank',
];

export function standingRows(standing: Readonly<Record<Account, number>>) {
  return (Object.keys(ACCOUNT_NAMES) as Account[]).map((account) => ({
    account,
    name: ACCOUNT_NAMES[account],
    fen: DEBIT_SIDE.includes(account) ? (standing[account] ?? 0) : 0 - (standing[account] ?? 0),
  }));
}
