/** What this visit would cost, part by part, and what still stands against booking it. */
import { QuoteOrder, type QuoteOrderReply } from '#contract/quoteOrder';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { eligibilityView, judgeBooking } from '#cloud/eligibility/booking';
import { familyPapers } from '#cloud/eligibility/familyFacts';
import { quoteFor } from '#cloud/quotes';
import { lookUp } from '#cloud/wishes';

export const main = fromMiniProgram(QuoteOrder, async (input, { userId }, now): Promise<QuoteOrderReply> => {
  const [wish, papers] = await Promise.all([lookUp(input, userId, now), familyPapers(input.recipientId, userId, now)]);
  const judged = await judgeBooking(wish, papers, { userId, note: '', institutionId: null }, now);
  const quote = quoteFor(wish, userId, now);
  return { price: wish.price, quote, routeMeters: wish.address.routeMeters, eligibility: eligibilityView(judged) };
});
