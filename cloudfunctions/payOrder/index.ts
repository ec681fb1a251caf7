/** A patient pays: asks WeChat Pay for the deposit, the whole or the rest, and hands the phone what `wx.requestPayment` needs. */
import { PayOrder, type PayOrderReply } from '#contract/payOrder';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { ownOrder } from '#cloud/ownOrders';
import { requestPayment } from '#cloud/payments';
import { paymentRequest } from '#cloud/weChatPay';

export const main = fromMiniProgram(PayOrder, async ({ orderId, part }, account, now): Promise<PayOrderReply> => {
  const order = await ownOrder(orderId, account.userId);
  const { _id: outTradeNo, amountFen, prepayId } = await requestPayment(order, part, account.openid, now);
  return { outTradeNo, amountFen, payment: paymentRequest(prepayId, now) };
});
