/** What an application for invoices must look like: buyer, lines, sums. */
import { ApiError, paramError } from './apiError';
import { anything, checkBody, fen, type Field, flag, oneOf, text } from './bodyRules';

export interface FapiaoItem {
  tax_code: string;
  goods_name: string;
  goods_category?: string;
  unit?: string;
  /** Times 10⁸. */
  quantity: number;
  total_amount: number;
  /** Times 10⁴. */
  tax_rate: number;
  tax_prefer_mark: string;
  discount: boolean;
}

export interface FapiaoRequest {
  scene: 'WITH_WECHATPAY' | 'WITHOUT_WECHATPAY';
  fapiao_apply_id: string;
  buyer_information: { type: 'INDIVIDUAL' | 'ORGANIZATION'; name: string; taxpayer_id?: string };
  fapiao_information: { fapiao_id: string; total_amount: number; remark?: string; items: FapiaoItem[] }[];
}

const NUMBER = text(64, /^[0-9A-Za-z_-]+$/);

const APPLICATION: Record<string, Field> = {
  scene: { check: oneOf('WITH_WECHATPAY', 'WITHOUT_WECHATPAY'), required: true },
  fapiao_apply_id: { check: NUMBER, required: true },
  'buyer_information.type': { check: oneOf('INDIVIDUAL', 'ORGANIZATION'), required: true },
  'buyer_information.name': { check: text(100), required: true },
  'buyer_information.taxpayer_id': { check: text(20, /^[0-9A-Z]+$/, 15) },
  'buyer_information.address': { check: text(100) },
  'buyer_information.telephone': { check: text(50) },
  'buyer_information.bank_name': { check: text(100) },
  'buyer_information.bank_account': { check: text(50) },
  'buyer_information.phone': { check: text(1024) },
  'buyer_information.email': { check: text(1024) },
  fapiao_information: { check: anything, required: true },
};
const FAPIAO: Record<string, Field> = {
  fapiao_id: { check: NUMBER, required: true },
  total_amount: { check: fen, required: true },
  need_list: { check: flag },
  remark: { check: text(100) },
  items: { check: anything, required: true },
};
const whole = (least: number, most: number) => (value: unknown) =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most ? undefined : '不是有效的整数';
const ITEM: Record<string, Field> = {
  tax_code: { check: text(19, /^\d{19}$/), required: true },
  goods_name: { check: text(100), required: true },
  goods_category: { check: text(100) },
  goods_id: { check: whole(0, 1e12) },
  specification: { check: text(40) },
  unit: { check: text(22) },
  quantity: { check: whole(1, 1e15), required: true },
  total_amount: { check: fen, required: true },
  tax_rate: { check: whole(0, 9_999), required: true },
  tax_prefer_mark: { check: text(32), required: true },
  discount: { check: flag, required: true },
};

/** Throws `ApiError`; what passes is a `FapiaoRequest`. */
export function fapiaoRequest(body: Record<string, unknown>): FapiaoRequest {
  checkBody(body, APPLICATION);
  const { buyer_information: buyer, fapiao_information: list } = body as unknown as FapiaoRequest;
  if (buyer.type === 'ORGANIZATION' && buyer.taxpayer_id === undefined) {
    throw paramError('buyer_information.taxpayer_id', '单位抬头必填');
  }
  for (const one of listOf(list, 'fapiao_information', 5)) checkFapiao(one);
  return body as unknown as FapiaoRequest;
}

function checkFapiao(one: Record<string, unknown>): void {
  checkBody(one, FAPIAO);
  const items = listOf(one['items'], 'items', 2000);
  for (const item of items) checkBody(item, ITEM);
  const total = items.reduce((sum, item) => sum + Number(item['total_amount']), 0);
  if (total !== one['total_amount']) throw new ApiError(400, 'INVALID_REQUEST', '发票总金额与各行金额之和不一致');
}

function listOf(value: unknown, name: string, most: number): Record<string, unknown>[] {
  const isList = Array.isArray(value) && value.length >= 1 && value.length <= most;
  if (!isList || value.some((one) => typeof one !== 'object' || one === null))
    throw paramError(name, `须为 1–${most} 项`);
  return value as Record<string, unknown>[];
}
