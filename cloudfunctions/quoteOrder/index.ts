/** What this visit would cost, part by part. The order made within `validUntil` costs exactly this. */
import { QuoteOrder, type QuoteOrderReply } from '#contract/quoteOrder';
import { MINUTE } from '#domain/schedule/beijing';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { lookUp } from '#cloud/wishes';

export const main = fromMiniProgram(QuoteOrder, async (input, account, now): Promise<QuoteOrderReply> => {
  const { price, address, p } = await lookUp(input, account.userId, now);
  return { price, routeMeters: address.routeMeters, validUntil: now + p.booking.quoteMinutes * MINUTE };
});
