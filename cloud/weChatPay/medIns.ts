/** 医保支付 2.0 (`/v3/med-ins`): one order of two parts, the insurance's and the payer's own (reference §1.6). */
import * as v from 'valibot';
import type { InsuredCity } from '#domain/payment/insurance/cities';
import type { MixAmounts } from '#domain/payment/insurance/mixOrder';
import type { PaidParts } from '#domain/payment/insurance/refundParts';
import { Refusal } from '#domain/refusal';
import { beijingRfc3339 } from '#domain/schedule/beijing';
import { required } from '../environment';
import { asDocumented, orNull } from '../weChatPay';
import { ask } from './ask';
import { idDigest } from './idDigest';
import { merchant } from './merchant';
import { sealedField } from './sealedField';

const ORDERS = '/v3/med-ins/orders';
/** An order with this number is there already. */
const EXISTS = '268512536';

const amount = v.optional(v.pipe(v.number(), v.integer()), 0);

/** As creation, query and notification show it; only the parts we look at. */
export const MixOrder = v.object({
  mix_trade_no: v.string(),
  out_trade_no: v.string(),
  appid: v.string(),
  openid: v.string(),
  mix_pay_status: v.picklist(['MIX_PAY_CREATED', 'SUCCESS', 'REFUND', 'FAIL']),
  self_pay_status: v.picklist(['SELF_PAY_CREATED', 'SUCCESS', 'REFUND', 'FAIL', 'NO_SELF_PAY']),
  med_ins_pay_status: v.picklist(['MED_INS_PAY_CREATED', 'SUCCESS', 'REFUND', 'FAIL', 'NO_MED_INS_PAY']),
  med_ins_gov_fee: amount,
  med_ins_self_fee: amount,
  med_ins_other_fee: amount,
  wechat_pay_cash_fee: amount,
});
export type MixOrder = v.InferOutput<typeof MixOrder>;

export interface Identity {
  readonly name: string;
  readonly idNumber: string;
}

export interface MixWish {
  readonly outTradeNo: string;
  readonly openid: string;
  readonly serial: string;
  readonly payOrderId: string;
  readonly payAuthNo: string;
  readonly geoLocation: string;
  readonly orderedAt: number;
  readonly city: InsuredCity;
  readonly amounts: MixAmounts;
  readonly payer: Identity;
  /** Whose insurance it is, where that is not the payer. */
  readonly relative: Identity | null;
  /** `''`: nothing is paid in cash. */
  readonly prepayId: string;
}

/** Announces it; asked again under its number, the first one answers. */
export async function createMixOrder(wish: MixWish): Promise<MixOrder> {
  try {
    return asDocumented(MixOrder, await ask('POST', ORDERS, bodyOf(wish)));
  } catch (error) {
    if (!(error instanceof Refusal) || error.details.cause !== EXISTS) throw error;
    const known = await queryMixOrder(wish.outTradeNo);
    if (!known) throw error;
    return known;
  }
}

function bodyOf({ amounts, city, payer, relative, ...wish }: MixWish): object {
  const insured = amounts.type !== 'CASH_ONLY';
  return {
    mix_pay_type: amounts.type,
    order_type: city.orderType,
    appid: merchant().appid,
    openid: wish.openid,
    payer: person(payer),
    pay_for_relatives: relative !== null,
    ...(relative && { relative: person(relative) }),
    out_trade_no: wish.outTradeNo,
    serial_no: wish.serial,
    ...(insured && { pay_order_id: wish.payOrderId, pay_auth_no: wish.payAuthNo, geo_location: wish.geoLocation }),
    ...(insured && { med_ins_order_create_time: beijingRfc3339(wish.orderedAt) }),
    city_id: city.cityId,
    med_inst_name: city.institutionName,
    med_inst_no: city.institutionNumber,
    ...(city.channelNumber && { channel_no: city.channelNumber }),
    ...feesOf(amounts),
    callback_url: required('WECHATPAY_NOTIFY_URL'),
    ...(wish.prepayId && { prepay_id: wish.prepayId }),
  };
}

const feesOf = ({ totalFen, govFen, selfFen, otherFen, medInsCashFen, weChatCashFen, added, reduced }: MixAmounts) => ({
  total_fee: totalFen,
  ...{ med_ins_gov_fee: govFen, med_ins_self_fee: selfFen, med_ins_other_fee: otherFen },
  ...{ med_ins_cash_fee: medInsCashFen, wechat_pay_cash_fee: weChatCashFen },
  ...(added.length > 0 && {
    cash_add_detail: added.map(({ type, fen }) => ({ cash_add_fee: fen, cash_add_type: type })),
  }),
  ...(reduced.length > 0 && {
    cash_reduce_detail: reduced.map(({ type, fen }) => ({ cash_reduce_fee: fen, cash_reduce_type: type })),
  }),
});

const person = ({ name, idNumber }: Identity) => ({
  name: sealedField(name),
  id_digest: sealedField(idDigest(idNumber)),
  card_type: 'ID_CARD',
});

/** Null: WeChat Pay never heard of it. */
export const queryMixOrder = (outTradeNo: string): Promise<MixOrder | null> =>
  orNull('ORDER_NOT_EXIST', async () =>
    asDocumented(MixOrder, await ask('GET', `${ORDERS}/out-trade-no/${encodeURIComponent(outTradeNo)}`)),
  );

export interface MixRefund extends Omit<PaidParts, 'cashFen'> {
  readonly mixTradeNo: string;
  readonly outRefundNo: string;
  readonly at: number;
}

/** Tells WeChat Pay what the office took back; one place for the field names, which the official papers spell in two ways. */
export async function tellMixRefund({
  mixTradeNo,
  outRefundNo,
  govFen,
  selfFen,
  otherFen,
  at,
}: MixRefund): Promise<void> {
  const target = `/v3/med-ins/refunds/notify?mix_trade_no=${encodeURIComponent(mixTradeNo)}`;
  await ask('POST', target, {
    med_refund_total_fee: govFen + selfFen + otherFen,
    ...{ med_refund_gov_fee: govFen, med_refund_self_fee: selfFen, med_refund_other_fee: otherFen },
    refund_time: beijingRfc3339(at),
    out_refund_no: outRefundNo,
  });
}
