/** A patient pays: asks WeChat Pay for the deposit, the whole or the rest, and hands the phone what `wx.requestPayment` needs. */
import { PayOrder, type PayOrderReply } from '#contract/payOrder';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { sheetOf } from '#cloud/payDoor/payDoor';
import { requestPayment } from '#cloud/payments';

export const main = fromMiniProgram(PayOrder, async ({ orderId, part }, account, now): Promise<PayOrderReply> => {
  const asked = await requestPayment({ orderId, part, payer: account }, now);
  return { outTradeNo: asked._id, amountFen: asked.amountFen, payment: sheetOf(asked, now) };
});
