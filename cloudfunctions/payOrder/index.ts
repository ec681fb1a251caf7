/** A patient pays: asks WeChat Pay for the deposit, the whole or the rest, and hands the phone what `wx.requestPayment` needs. */
import { PayOrder, type PayOrderReply } from '#contract/payOrder';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { requestPayment } from '#cloud/payments';
import { paymentRequest } from '#cloud/weChatPay';

export const main = fromMiniProgram(PayOrder, async ({ orderId, part }, account, now): Promise<PayOrderReply> => {
  const { _id: outTradeNo, amountFen, prepayId } = await requestPayment({ orderId, part, payer: account }, now);
  return { outTradeNo, amountFen, payment: paymentRequest(prepayId, now) };
});
