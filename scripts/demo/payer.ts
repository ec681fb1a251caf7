/** The person with the phone: confirms a payment in WeChat's sheet, as the stand-in offers it. */
import type { PayOrderReply } from '#contract/payOrder';
import type { As, Players } from './players';

/** Asks for the payment, confirms it, and waits until WeChat Pay's notification has been answered. */
export async function pay(
  players: Players,
  orderId: string,
  part: 'deposit' | 'full' | 'balance',
  as: As,
): Promise<PayOrderReply> {
  const reply = await players.call<PayOrderReply>('payOrder', { orderId, part }, as);
  const { wechatPay } = players;
  await wechatPay.confirm({
    appId: wechatPay.account.appid,
    ...reply.payment,
    ...(as.openid ? { openid: as.openid } : {}),
  });
  await wechatPay.tick();
  return reply;
}

/** What WeChat Pay holds for us by its own books. */
export function clearedFen({ wechatPay }: Pick<Players, 'wechatPay'>): number {
  const paid = wechatPay.orders().filter(({ paidAtMs }) => paidAtMs !== undefined);
  const back = wechatPay.refunds().filter(({ status }) => status === 'SUCCESS');
  return (
    paid.reduce((sum, { request }) => sum + request.amount.total, 0) -
    back.reduce((sum, { request }) => sum + request.amount.refund, 0)
  );
}
