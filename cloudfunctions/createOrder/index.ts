/**
 * A patient books a visit. Asking again with the same request id gives the first order. The time of both people, the order and
 * the first offers are one transaction: of many who want the same nurse at the same time exactly one gets her.
 */
import { CreateOrder, type CreateOrderInput, type CreateOrderReply } from '#contract/createOrder';
import { Refusal } from '#domain/refusal';
import type { Account } from '#cloud/accounts';
import { chosenCandidate, findCandidates } from '#cloud/candidates';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { poke } from '#cloud/functions';
import { oncePerRequest, placeOrder } from '#cloud/placeOrder';
import { recipientHint } from '#cloud/recipients';
import { lookUp, wantedBy } from '#cloud/wishes';

export const main = fromMiniProgram(CreateOrder, async (input, account, now): Promise<CreateOrderReply> => {
  const orderId = await oncePerRequest(input.requestId, account.userId, () => book(input, account, now));
  // Nurses have minutes to answer: better told now than at the next full minute.
  await poke('outboxTimer');
  return { orderId };
});

async function book(input: CreateOrderInput, account: Account, now: number): Promise<void> {
  const { requestId, nurseId = null, note = '', expectedTotalFen } = input;
  const wish = await lookUp(input, account.userId, now);
  const { recipient, price, p } = wish;
  if (!recipient.verified) throw new Refusal('RECIPIENT_NOT_VERIFIED', { recipientId: recipient._id });
  if (price.totalFen !== expectedTotalFen) throw new Refusal('QUOTE_CHANGED', { totalFen: price.totalFen });

  const wanted = wantedBy(wish);
  const ranked = nurseId
    ? [await chosenCandidate(nurseId, wanted, p)]
    : await findCandidates(wanted, { now, p, enough: p.acceptance.waveSize });
  const scene = { ranked, recipientHint: recipientHint(recipient, now), p };
  await placeOrder({ requestId, account, wish, note, scene, chosen: nurseId !== null }, now);
}
