/**
 * A patient books a visit. Asking again with the same request id gives the first order. The time of both people, the order and
 * the first offers are one transaction: of many who want the same nurse at the same time exactly one gets her.
 */
import { CreateOrder, type CreateOrderReply } from '#contract/createOrder';
import { Refusal } from '#domain/refusal';
import { chosenCandidate, findCandidates } from '#cloud/candidates';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { placedBefore, placeOrder } from '#cloud/placeOrder';
import { recipientHint } from '#cloud/recipients';
import { lookUp, wantedBy } from '#cloud/wishes';

export const main = fromMiniProgram(CreateOrder, async (input, account, now): Promise<CreateOrderReply> => {
  const { requestId, nurseId, note, expectedTotalFen } = input;
  const before = await placedBefore(requestId, account.userId);
  if (before) return { orderId: before };

  const wish = await lookUp(input, account.userId, now);
  const { recipient, price, p } = wish;
  if (!recipient.verified) throw new Refusal('RECIPIENT_NOT_VERIFIED', { recipientId: recipient._id });
  if (price.totalFen !== expectedTotalFen) throw new Refusal('QUOTE_CHANGED', { totalFen: price.totalFen });

  const wanted = wantedBy(wish);
  const ranked = nurseId
    ? [await chosenCandidate(nurseId, wanted, now, p)]
    : await findCandidates(wanted, { now, p, enough: p.acceptance.waveSize });
  const scene = { ranked, recipientHint: recipientHint(recipient, now), p };
  return { orderId: await placeOrder({ requestId, account, wish, note, scene, chosen: nurseId !== null }, now) };
});
