/** WeChat Pay says that somebody paid, or that a refund arrived. It repeats itself until we acknowledge: hearing it again is harmless. */
import { fromHttp } from '#cloud/doors/fromHttp';
import { fromPayCallback } from '#cloud/doors/fromPayCallback';
import { hear } from '#cloud/hearing';
import { hearCallback } from '#cloud/payDoor/hearCallback';
import { openNotification } from '#cloud/weChatPay';

const signed = fromHttp(async ({ headers, body }, now) => {
  const notification = await openNotification(headers, body, now);
  await hear(notification, { headers, body: body.toString('utf8') }, now);
  return { statusCode: 204, body: '' };
});

export const main = fromPayCallback(hearCallback, signed);
