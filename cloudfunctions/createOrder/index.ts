/**
 * A patient books a visit. Asking again with the same request id gives the first order. The time of both people, the order and
 * the first offers are one transaction: of many who want the same nurse at the same time exactly one gets her.
 */
import { CreateOrder, type CreateOrderReply } from '#contract/createOrder';
import { bookVisit } from '#cloud/booking';
import { besideCare, type CareParts } from '#cloud/caredFor';
import { fromMiniProgramBeside } from '#cloud/doors/fromMiniProgram';
import { poke } from '#cloud/functions';
import { oncePerRequest } from '#cloud/placeOrder';
import { assertQuoted } from '#cloud/quotes';

export const main = fromMiniProgramBeside<typeof CreateOrder, CareParts, CreateOrderReply>(
  CreateOrder,
  besideCare,
  async (input, account, found, now) => {
    const { expectedTotalFen, quote, ...wish } = input;
    const { userId } = account;
    const shown = { token: quote, totalFen: expectedTotalFen };
    const booking = { ...wish, seriesId: null, assertPrice: assertQuoted(shown, userId, now) };
    const orderId = await oncePerRequest(input.requestId, userId, now, () => bookVisit(booking, account, found, now));
    // Nurses have minutes to answer: better told now than at the next full minute.
    await poke('outboxTimer');
    return { orderId };
  },
);
