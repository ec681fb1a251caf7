/** What this visit would cost, part by part. An order costs what was quoted, or is refused with QUOTE_CHANGED. */
import { QuoteOrder, type QuoteOrderReply } from '#contract/quoteOrder';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { lookUp } from '#cloud/wishes';

export const main = fromMiniProgram(QuoteOrder, async (input, account, now): Promise<QuoteOrderReply> => {
  const { price, address } = await lookUp(input, account.userId, now);
  return { price, routeMeters: address.routeMeters };
});
