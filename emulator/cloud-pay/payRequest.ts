/** Reads the fields of a pay request. What is missing or malformed is told as the pay API does: `return_code: FAIL`. */

export type Fields = Readonly<Record<string, unknown>>;

/** The request is not one: `return_code` FAIL. */
export class BadPayRequest extends Error {}

/** A proper request that cannot be done: `result_code` FAIL with a code of the pay API. */
export class PayRefusal extends Error {
  constructor(
    readonly errCode: string,
    readonly description: string,
  ) {
    super(`${errCode} ${description}`);
  }
}

const OUT_TRADE_NO = /^[\w\-|*@]{1,32}$/;
const OUT_REFUND_NO = /^[\w\-|*@]{1,64}$/;

export function optionalField(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') throw new BadPayRequest(`参数格式错误:${name}`);
  return String(value);
}

export function field(fields: Fields, name: string, maxBytes: number): string {
  const text = optionalField(fields, name);
  if (text === undefined) throw new BadPayRequest(`缺少参数${name}`);
  if (Buffer.byteLength(text) > maxBytes) throw new BadPayRequest(`参数长度有误:${name}`);
  return text;
}

/** Whole fen, at least one. */
export function fen(fields: Fields, name: string): number {
  const value = Number(field(fields, name, 20));
  if (!Number.isInteger(value) || value < 1) throw new BadPayRequest(`参数格式错误:${name}`);
  return value;
}

export function outTradeNo(fields: Fields): string {
  const text = field(fields, 'out_trade_no', 32);
  if (!OUT_TRADE_NO.test(text)) throw new BadPayRequest('参数格式错误:out_trade_no');
  return text;
}

export function outRefundNo(fields: Fields): string {
  const text = field(fields, 'out_refund_no', 64);
  if (!OUT_REFUND_NO.test(text)) throw new BadPayRequest('参数格式错误:out_refund_no');
  return text;
}
