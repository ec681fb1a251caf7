import * as v from 'valibot';
import { Id } from './fields';

/** Asks WeChat Pay for a payment of the deposit, the whole, or what is left. */
export const PayOrder = v.strictObject({ orderId: Id, part: v.picklist(['deposit', 'full', 'balance']) });
export type PayOrderInput = v.InferInput<typeof PayOrder>;
export interface PayOrderReply {
  readonly outTradeNo: string;
  readonly amountFen: number;
  /** Handed to `wx.requestPayment` as it is. */
  readonly payment: {
    readonly timeStamp: string;
    readonly nonceStr: string;
    readonly package: string;
    /** MD5: signed by the cloud's service provider. */
    readonly signType: 'RSA' | 'MD5';
    readonly paySign: string;
  };
}
