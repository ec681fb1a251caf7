/** 医保支付 2.0: mixed orders, the payer's confirmation, what is told of refunds. The office itself is another stand-in. */
import { type KeyObject } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { rfc3339 } from '../beijingTime';
import { ApiError } from './apiError';
import { type Ledger } from './ledger';
import {
  assertSealed,
  checkedMedIns,
  checkedRefundTold,
  type MedInsRefundTold,
  type MedInsRequest,
} from './medInsRules';
import { newNumber } from './numbers';
import { PayRefusal } from './payer';

/** How the office's part of a payment goes: `stuck`: WeChat Pay never hears. */
export type MedInsFate = 'success' | 'fail' | 'stuck';

export interface MedInsOrder {
  mixTradeNo: string;
  outTradeNo: string;
  createdAtMs: number;
  request: MedInsRequest;
  mix: 'MIX_PAY_CREATED' | 'SUCCESS' | 'REFUND' | 'FAIL';
  self: 'SELF_PAY_CREATED' | 'SUCCESS' | 'REFUND' | 'FAIL' | 'NO_SELF_PAY';
  medIns: 'MED_INS_PAY_CREATED' | 'SUCCESS' | 'REFUND' | 'FAIL' | 'NO_MED_INS_PAY';
  paidAtMs?: number;
  refundsTold: MedInsRefundTold[];
}

/** `POST /v3/med-ins/orders` */
export function createMedIns(ledger: Ledger, body: Record<string, unknown>, key: KeyObject, nowMs: number) {
  const request = checkedMedIns(body);
  assertSealed(request, key);
  const { out_trade_no: outTradeNo, mix_pay_type: type } = request;
  if (medInsByTradeNo(ledger, outTradeNo)) throw new ApiError(400, 'ALREADY_EXISTS', '医保订单已存在', 268512536);
  assertPrepaid(ledger, request);
  const order: MedInsOrder = {
    ...{ mixTradeNo: newNumber('MIX', nowMs), outTradeNo, createdAtMs: nowMs, request, refundsTold: [] },
    mix: 'MIX_PAY_CREATED',
    self: type === 'INSURANCE_ONLY' ? 'NO_SELF_PAY' : 'SELF_PAY_CREATED',
    medIns: type === 'CASH_ONLY' ? 'NO_MED_INS_PAY' : 'MED_INS_PAY_CREATED',
  };
  ledger.medIns.put(order.mixTradeNo, order);
  return medInsView(order);
}

/** The cash part was announced under the same number, for the same person and amount. */
function assertPrepaid(
  ledger: Ledger,
  { prepay_id: prepayId, out_trade_no, wechat_pay_cash_fee, openid }: MedInsRequest,
) {
  if (prepayId === undefined) return;
  const announced = ledger.orders.get(out_trade_no);
  const said = { prepayId, total: wechat_pay_cash_fee, openid };
  const known = announced && {
    ...{ prepayId: announced.prepayId, total: announced.request.amount.total, openid: announced.request.payer.openid },
  };
  if (!isDeepStrictEqual(said, known)) throw new ApiError(400, 'PARAM_ERROR', '预支付单与医保订单不一致', 268529481);
}

export const medInsByTradeNo = ({ medIns }: Ledger, outTradeNo: string): MedInsOrder | undefined =>
  medIns.rows().find((order) => order.outTradeNo === outTradeNo);

export function queryMedIns(order: MedInsOrder | undefined) {
  if (order === undefined) throw new ApiError(404, 'ORDER_NOT_EXIST', '医保订单不存在', 268529515);
  return medInsView(order);
}

/** `POST /v3/med-ins/refunds/notify`; telling the same again is harmless. */
export function tellMedInsRefund(ledger: Ledger, mixTradeNo: string | null, body: Record<string, unknown>): void {
  const order = ledger.medIns.get(mixTradeNo ?? '');
  if (order === undefined) throw new ApiError(404, 'ORDER_NOT_EXIST', '医保订单不存在', 268529515);
  const told = checkedRefundTold(body);
  const known = order.refundsTold.find((one) => one.out_refund_no === told.out_refund_no);
  if (known && known.med_refund_total_fee !== told.med_refund_total_fee)
    throw new ApiError(400, 'INVALID_REQUEST', '重入参数不一致');
  if (known) return;
  const { med_ins_gov_fee: gov = 0, med_ins_self_fee: self = 0, med_ins_other_fee: other = 0 } = order.request;
  const before = order.refundsTold.reduce((sum, one) => sum + one.med_refund_total_fee, 0);
  if (order.medIns !== 'SUCCESS' && order.medIns !== 'REFUND')
    throw new ApiError(400, 'INVALID_REQUEST', '医保部分未支付');
  if (before + told.med_refund_total_fee > gov + self + other)
    throw new ApiError(400, 'INVALID_REQUEST', '退款金额超限');
  ledger.medIns.put(order.mixTradeNo, {
    ...order,
    medIns: 'REFUND',
    mix: 'REFUND',
    refundsTold: [...order.refundsTold, told],
  });
}

/** The payer confirmed; her cash, if there is any, was taken already. */
export function confirmMedIns(ledger: Ledger, mixTradeNo: string, fate: MedInsFate, nowMs: number): MedInsOrder {
  const order = openMedIns(ledger, mixTradeNo);
  const { medIns } = order;
  const self = order.self === 'SELF_PAY_CREATED' ? ('SUCCESS' as const) : order.self;
  const done = { success: 'SUCCESS', fail: 'FAIL', stuck: medIns } as const;
  const insured = medIns === 'NO_MED_INS_PAY' ? medIns : done[fate];
  const mix =
    insured === 'FAIL' ? ('FAIL' as const) : insured === 'MED_INS_PAY_CREATED' ? order.mix : ('SUCCESS' as const);
  const paid: MedInsOrder = { ...order, self, medIns: insured, mix, ...(mix === 'SUCCESS' && { paidAtMs: nowMs }) };
  ledger.medIns.put(mixTradeNo, paid);
  return paid;
}

/** Throws `PayRefusal` where nobody can confirm it. */
export function openMedIns(ledger: Ledger, mixTradeNo: string): MedInsOrder {
  const order = ledger.medIns.get(mixTradeNo);
  if (order === undefined) throw new PayRefusal('NO_MIX_ORDER', '没有这笔医保订单');
  if (order.mix !== 'MIX_PAY_CREATED') throw new PayRefusal('ALREADY_PAID', '该医保订单已支付');
  return order;
}

export function medInsView(order: MedInsOrder): Record<string, unknown> {
  const { payer: _payer, relative: _relative, callback_url: _url, pay_auth_no: _auth, ...said } = order.request;
  return {
    ...said,
    mix_trade_no: order.mixTradeNo,
    mix_pay_status: order.mix,
    self_pay_status: order.self,
    med_ins_pay_status: order.medIns,
    ...(order.paidAtMs !== undefined && { paid_time: rfc3339(order.paidAtMs) }),
    ...(order.medIns === 'FAIL' && { med_ins_fail_reason: '医保局拒绝支付' }),
  };
}
