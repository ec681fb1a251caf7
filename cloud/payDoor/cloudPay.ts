/** Through the cloud's service provider (`cloud.cloudPay`, version 2 of the pay interface): it signs, we never see a key. */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { Refusal } from '#domain/refusal';
import { beijingRfc3339 } from '#domain/schedule/beijing';
import { required } from '../environment';
import { weChatApi } from '../weChatApi';
import type { RefundState, Transaction } from '../weChatPay/transaction';
import type { PayDoor } from './payDoor';

/** The function that hears of payments and refunds (cloudfunctions/payNotify). */
const CALLBACK = 'payNotify';

type Api = 'unifiedOrder' | 'queryOrder' | 'closeOrder' | 'refund' | 'queryRefund';

const Answer = v.looseObject({
  returnCode: v.string(),
  resultCode: v.optional(v.string(), ''),
  errCodeDes: v.optional(v.string(), ''),
});

/** It never throws on a refusal, and its SDK writes over the code of one (reference §1.1): only its words tell which it was. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/订单不存在/, 'ORDER_NOT_EXIST'],
  [/退款单不存在/, 'RESOURCE_NOT_EXISTS'],
  [/已支付/, 'ORDERPAID'],
  [/已关闭/, 'ORDER_CLOSED'],
  [/余额不足|NOTENOUGH/, 'NOT_ENOUGH'],
];

async function ask<S extends v.GenericSchema>(api: Api, fields: object, schema: S): Promise<v.InferOutput<S>> {
  const nonceStr = randomBytes(16).toString('hex');
  const said = await reached(api, { subMchId: required('CLOUDPAY_SUB_MCH_ID'), nonceStr, ...fields });
  const { returnCode, resultCode, errCodeDes } = said;
  if (returnCode !== 'SUCCESS' || resultCode !== 'SUCCESS') {
    const code = SAID.find(([words]) => words.test(errCodeDes))?.[1] ?? 'CLOUDPAY_REFUSED';
    throw failed(api, { code, status: 400 });
  }
  const result = v.safeParse(schema, said);
  if (!result.success) throw failed(api, { code: 'NOT_AS_DOCUMENTED' });
  return result.output;
}

async function reached(api: Api, fields: object): Promise<v.InferOutput<typeof Answer>> {
  try {
    const { cloudPay: calls } = await weChatApi();
    const call = calls[api];
    if (!call) throw new Error(`wx-server-sdk has no cloudPay.${api}`);
    return v.parse(Answer, await call(fields));
  } catch (error) {
    console.error('cloudPay unreachable', error);
    throw failed(api, { code: 'UNREACHABLE', status: 0 });
  }
}

function failed(api: Api, details: { readonly code: string; readonly status?: number }): Refusal {
  console.error(JSON.stringify({ cloudPay: api, ...details }));
  return new Refusal('PAYMENT_SERVICE_FAILED', details);
}

async function orNull<T>(missing: string, act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal && error.details.code === missing) return null;
    throw error;
  }
}

const callback = () => ({ functionName: CALLBACK, envId: required('CLOUDPAY_ENV_ID') });

const Sheet = v.object({
  timeStamp: v.string(),
  nonceStr: v.string(),
  package: v.string(),
  signType: v.picklist(['MD5', 'RSA']),
  paySign: v.string(),
});
const Unified = v.object({ prepayId: v.string(), payment: Sheet });
/** Numbers may travel as texts. */
const Fen = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer());
const Queried = v.object({
  subAppid: v.string(),
  subMchId: v.string(),
  outTradeNo: v.string(),
  tradeState: v.picklist(['SUCCESS', 'REFUND', 'NOTPAY', 'CLOSED', 'REVOKED', 'USERPAYING', 'PAYERROR', 'ACCEPT']),
  transactionId: v.optional(v.string(), ''),
  timeEnd: v.optional(v.string(), ''),
  subOpenid: v.optional(v.string(), ''),
  totalFee: v.optional(Fen, 0),
});
const Accepted = v.object({
  outTradeNo: v.string(),
  outRefundNo: v.string(),
  refundId: v.string(),
  refundFee: Fen,
  totalFee: Fen,
});
const QueriedRefund = v.looseObject({ outTradeNo: v.string(), totalFee: Fen });

/** `20261122130501`, Beijing time. */
const payTime = (at: number) => beijingRfc3339(at).slice(0, 19).replace(/\D/g, '');
const rfc3339 = (text: string) => text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6+08:00');

const REFUND_STATES: Readonly<Record<string, string>> = { CHANGE: 'ABNORMAL', REFUNDCLOSE: 'CLOSED' };

export const cloudPay: PayDoor = {
  async prepay({ outTradeNo, description, amountFen, openid, expiresAt }) {
    const order = { body: description, outTradeNo, totalFee: amountFen, timeExpire: payTime(expiresAt) };
    const whom = { subOpenid: openid, spbillCreateIp: '127.0.0.1', tradeType: 'JSAPI' };
    const { prepayId, payment } = await ask('unifiedOrder', { ...callback(), ...order, ...whom }, Unified);
    return { prepayId, sheet: payment };
  },

  query: (outTradeNo) =>
    orNull('ORDER_NOT_EXIST', async (): Promise<Transaction> => {
      const said = await ask('queryOrder', { outTradeNo }, Queried);
      return {
        ...{ appid: said.subAppid, mchid: said.subMchId, out_trade_no: said.outTradeNo, trade_state: said.tradeState },
        ...{ transaction_id: said.transactionId, success_time: rfc3339(said.timeEnd) },
        ...{ payer: { openid: said.subOpenid }, amount: { total: said.totalFee } },
      };
    }),

  async close(outTradeNo) {
    await orNull('ORDER_NOT_EXIST', () => ask('closeOrder', { outTradeNo }, v.object({})));
  },

  async refund({ outTradeNo, outRefundNo, amountFen, totalFen, reason }): Promise<RefundState> {
    const amounts = { totalFee: totalFen, refundFee: amountFen, refundDesc: reason.slice(0, 80) };
    const said = await ask('refund', { ...callback(), outTradeNo, outRefundNo, ...amounts }, Accepted);
    // Taken on, no more: how it ended is told or asked for.
    const amount = { refund: said.refundFee, total: said.totalFee };
    const named = { out_trade_no: said.outTradeNo, out_refund_no: said.outRefundNo, refund_id: said.refundId };
    return { ...named, create_time: '', status: 'PROCESSING', amount };
  },

  queryRefund: (outRefundNo) =>
    orNull('RESOURCE_NOT_EXISTS', async (): Promise<RefundState> => {
      const said = await ask('queryRefund', { outRefundNo }, QueriedRefund);
      const first = v.parse(FirstRefund, said);
      return {
        ...{ out_trade_no: said.outTradeNo, out_refund_no: outRefundNo, refund_id: first.refundId_0 },
        ...{ create_time: '', status: REFUND_STATES[first.refundStatus_0] ?? first.refundStatus_0 },
        amount: { refund: first.refundFee_0, total: said.totalFee },
      };
    }),

  account: () => ({ mchid: required('CLOUDPAY_SUB_MCH_ID'), appid: required('CLOUDPAY_APPID'), serial: '' }),
};

/** Of the rows that a query numbers there is only this one: it was asked for by its own number. */
const FirstRefund = v.object({ refundId_0: v.string(), refundFee_0: Fen, refundStatus_0: v.string() });
