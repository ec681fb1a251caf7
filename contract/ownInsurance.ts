/** Paying an order with the medical insurance. Steps of `ownMoney`; only in cities that are switched on. */
import * as v from 'valibot';
import { Id } from './fields';
import type { PayOrderReply } from './payOrder';

export const OWN_INSURANCE_STEPS = [
  /** How to show the voucher, and what was settled already. INSURANCE_NOT_OFFERED. */
  v.strictObject({ kind: v.literal('insurance'), orderId: Id }),
  /** The voucher was shown: the office settles, and the payment is asked for. */
  v.strictObject({
    kind: v.literal('settleInsurance'),
    orderId: Id,
    authCode: v.pipe(v.string(), v.regex(/^[\w-]{8,128}$/)),
  }),
] as const;
export type OwnInsuranceInput = v.InferOutput<(typeof OWN_INSURANCE_STEPS)[number]>;

/** Only ever made from the office's answer. */
export interface SettledView {
  /** 统筹基金, 个人账户, 其他基金; then what the payer pays in WeChat. */
  readonly govFen: number;
  readonly selfFen: number;
  readonly otherFen: number;
  readonly cashFen: number;
  /** The voucher is good until then. */
  readonly payUntil: number;
  readonly mixTradeNo: string;
  /** For `wx.requestMedicalInsurancePay`, beside `mixTradeNo`; null: nothing is left to pay in WeChat. */
  readonly payment: PayOrderReply['payment'] | null;
}

export interface InsuranceReply {
  readonly kind: 'insurance';
  /** The national voucher's mini-program; on return it brings the code. */
  readonly voucher: { readonly appId: string; readonly path: string };
  /** Null: nothing is settled, and nothing about the insurance may be shown. */
  readonly settled: SettledView | null;
}
export type OwnInsuranceReply = InsuranceReply;
