/** What this visit would cost, part by part, and what still stands against booking it. */
import { QuoteOrder, type QuoteOrderReply } from '#contract/quoteOrder';
import { besideCare, type CareParts } from '#cloud/caredFor';
import { fromMiniProgramBeside } from '#cloud/doors/fromMiniProgram';
import { eligibilityView, judgeBooking } from '#cloud/eligibility/booking';
import { quoteFor } from '#cloud/quotes';
import { discountedPrice } from '#cloud/wallet/discounts';
import { lookUp } from '#cloud/wishes';

export const main = fromMiniProgramBeside<typeof QuoteOrder, CareParts, QuoteOrderReply>(
  QuoteOrder,
  besideCare,
  async (input, { userId }, found, now) => {
    const wish = await lookUp(input, userId, found, now);
    const judged = await judgeBooking(wish, wish.papers, { userId, note: '', institutionId: null }, now);
    const asked = input.couponId !== undefined || input.usePoints || input.packageId !== undefined;
    const less = asked ? await discountedPrice(wish, input, wish.owner?.userId ?? userId, now) : null;
    const price = less?.price ?? wish.price;
    const quote = quoteFor({ ...wish, price }, userId, now);
    const { routeMeters } = wish.address;
    return { price, quote, routeMeters, eligibility: eligibilityView(judged), discounts: less?.choices ?? null };
  },
);
