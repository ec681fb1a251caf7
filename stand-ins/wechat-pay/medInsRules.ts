/** What WeChat Pay checks of a mixed order of 医保支付: its form, its amounts, and which fields may stand beside which. */
import { constants, type KeyObject, privateDecrypt } from 'node:crypto';
import { ApiError, paramError } from './apiError';
import { anything, checkBody, type Field, flag, notifyUrl, oneOf, rfc3339Time, text } from './bodyRules';

export interface MedInsRequest {
  mix_pay_type: 'CASH_ONLY' | 'INSURANCE_ONLY' | 'CASH_AND_INSURANCE';
  out_trade_no: string;
  openid: string;
  callback_url: string;
  prepay_id?: string;
  pay_order_id?: string;
  pay_auth_no?: string;
  geo_location?: string;
  med_ins_order_create_time?: string;
  total_fee: number;
  med_ins_gov_fee?: number;
  med_ins_self_fee?: number;
  med_ins_other_fee?: number;
  med_ins_cash_fee?: number;
  wechat_pay_cash_fee?: number;
  cash_add_detail?: { cash_add_fee: number; cash_add_type: string }[];
  cash_reduce_detail?: { cash_reduce_fee: number; cash_reduce_type: string }[];
  payer: Person;
  pay_for_relatives?: boolean;
  relative?: Person;
}

interface Person {
  name: string;
  id_digest: string;
  card_type: string;
}

const ORDER_TYPES = ['REG_PAY', 'DIAG_PAY', 'COVID_EXAM_PAY', 'IN_HOSP_PAY', 'PHARMACY_PAY', 'INSURANCE_PAY'];
const MORE_TYPES = ['INT_REG_PAY', 'INT_RE_DIAG_PAY', 'INT_RX_PAY', 'COVID_ANTIGEN_PAY', 'MED_PAY'];
const CARD_TYPES = ['ID_CARD', 'HOUSEHOLD_REGISTRATION', 'FOREIGNER_PASSPORT', 'FOREIGN_PERMANENT_RESIDENT'];
const amount = (value: unknown) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : '须为非负整数（分）';
const ADD_TYPES = ['DEFAULT_ADD_TYPE', 'FREIGHT', 'OTHER_MEDICAL_EXPENSES'];
const REDUCE_TYPES = [
  ...['DEFAULT_REDUCE_TYPE', 'HOSPITAL_REDUCE', 'PHARMACY_DISCOUNT', 'DISCOUNT', 'PRE_PAYMENT', 'DEPOSIT_DEDUCTION'],
];

const details = (name: string, types: string[]) => (value: unknown) => {
  const rows = Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
  const good = (row: Record<string, unknown>) =>
    Number(row[`${name}_fee`]) > 0 && !amount(row[`${name}_fee`]) && types.includes(String(row[`${name}_type`]));
  return rows.length > 0 && rows.every(good) ? undefined : '明细格式不正确';
};

const FIELDS: Record<string, Field> = {
  mix_pay_type: { check: oneOf('CASH_ONLY', 'INSURANCE_ONLY', 'CASH_AND_INSURANCE'), required: true },
  order_type: { check: oneOf(...ORDER_TYPES, ...MORE_TYPES), required: true },
  appid: { check: text(32), required: true },
  openid: { check: text(128), required: true },
  'payer.name': { check: anything, required: true },
  'payer.id_digest': { check: anything, required: true },
  'payer.card_type': { check: oneOf(...CARD_TYPES), required: true },
  pay_for_relatives: { check: flag },
  'relative.name': { check: anything },
  'relative.id_digest': { check: anything },
  'relative.card_type': { check: oneOf(...CARD_TYPES) },
  out_trade_no: { check: text(64, /^[0-9A-Za-z_\-|*]+$/, 6), required: true },
  serial_no: { check: text(20), required: true },
  pay_order_id: { check: text(64) },
  pay_auth_no: { check: text(40) },
  geo_location: { check: text(40, /^\d+\.\d+,\d+\.\d+$/) },
  city_id: { check: text(8), required: true },
  med_inst_name: { check: text(128), required: true },
  med_inst_no: { check: text(32), required: true },
  med_ins_order_create_time: { check: rfc3339Time },
  total_fee: { check: amount, required: true },
  ...Object.fromEntries(
    ['med_ins_gov_fee', 'med_ins_self_fee', 'med_ins_other_fee', 'med_ins_cash_fee', 'wechat_pay_cash_fee'].map(
      (name) => [name, { check: amount }],
    ),
  ),
  cash_add_detail: { check: details('cash_add', ADD_TYPES) },
  cash_reduce_detail: { check: details('cash_reduce', REDUCE_TYPES) },
  callback_url: { check: notifyUrl, required: true },
  prepay_id: { check: text(64) },
  channel_no: { check: text(32) },
  passthrough_request_content: { check: text(2048) },
  extends: { check: text(2048) },
  attach: { check: text(128) },
  med_ins_test_env: { check: flag },
};

/** Throws `ApiError`. */
export function checkedMedIns(body: Record<string, unknown>): MedInsRequest {
  checkBody(body, FIELDS);
  const request = body as unknown as MedInsRequest;
  assertLinked(request);
  assertAmounts(request);
  return request;
}

const INSURED = ['pay_order_id', 'pay_auth_no', 'geo_location', 'med_ins_order_create_time'] as const;

/** Which fields the kind of payment needs, and which it forbids. */
function assertLinked(request: MedInsRequest): void {
  const { mix_pay_type: type, prepay_id: prepayId, wechat_pay_cash_fee: cash = 0 } = request;
  const insured = type !== 'CASH_ONLY';
  for (const name of INSURED) {
    if (insured !== (request[name] !== undefined)) throw linkError(`${name} 与 mix_pay_type 不符`);
  }
  if ((type !== 'INSURANCE_ONLY') !== (prepayId !== undefined && cash > 0))
    throw linkError('prepay_id 与 mix_pay_type 不符');
  if (request.pay_for_relatives === true && request.relative === undefined) throw linkError('缺少 relative');
}

const linkError = (issue: string) => new ApiError(400, 'PARAM_ERROR', `字段关系错误：${issue}`, 268529474);

/** The three identities. */
function assertAmounts(request: MedInsRequest): void {
  const { med_ins_gov_fee: gov = 0, med_ins_self_fee: self = 0, med_ins_other_fee: other = 0 } = request;
  const { med_ins_cash_fee: medCash = 0, wechat_pay_cash_fee: cash = 0, total_fee: total } = request;
  const added = (request.cash_add_detail ?? []).reduce((sum, row) => sum + row.cash_add_fee, 0);
  const reduced = (request.cash_reduce_detail ?? []).reduce((sum, row) => sum + row.cash_reduce_fee, 0);
  const insured = gov + self + other;
  if (total !== insured + cash + reduced || total !== insured + medCash + added || cash !== medCash + added - reduced) {
    throw new ApiError(400, 'PARAM_ERROR', '金额校验失败', 268529477);
  }
}

/** The sealed fields must open with WeChat Pay's key and be what they are called. */
export function assertSealed({ payer, relative }: MedInsRequest, key: KeyObject): void {
  for (const person of [payer, ...(relative ? [relative] : [])]) {
    if (opened(person.name, key) === '') throw paramError('payer.name', '解密失败');
    if (!/^[0-9a-f]{32}$/.test(opened(person.id_digest, key)))
      throw new ApiError(400, 'PARAM_ERROR', '证件摘要错误', 268545961);
  }
}

/** What was sealed for WeChat Pay; `''`: not with its key. */
export function opened(sealed: string, key: KeyObject): string {
  try {
    const padding = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
    return privateDecrypt(padding, Buffer.from(sealed, 'base64')).toString('utf8');
  } catch {
    return '';
  }
}

export interface MedInsRefundTold {
  med_refund_total_fee: number;
  med_refund_gov_fee: number;
  med_refund_self_fee: number;
  med_refund_other_fee: number;
  refund_time: string;
  out_refund_no: string;
}

/** What the merchant tells of a refund at the office. Throws `ApiError`. */
export function checkedRefundTold(body: Record<string, unknown>): MedInsRefundTold {
  const names = ['total', 'gov', 'self', 'other'].map((name) => `med_refund_${name}_fee`);
  checkBody(body, {
    ...Object.fromEntries(names.map((name) => [name, { check: amount, required: true as const }])),
    refund_time: { check: rfc3339Time, required: true },
    out_refund_no: { check: text(64), required: true },
  });
  const told = body as unknown as MedInsRefundTold;
  const parts = told.med_refund_gov_fee + told.med_refund_self_fee + told.med_refund_other_fee;
  if (parts !== told.med_refund_total_fee || parts === 0) throw paramError('med_refund_total_fee', '与分项之和不符');
  return told;
}
