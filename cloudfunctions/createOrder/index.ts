/**
 * A patient books a visit. Asking again with the same request id gives the first order. The time of both people, the order and
 * the first offers are one transaction: of many who want the same nurse at the same time exactly one gets her.
 */
import { CreateOrder, type CreateOrderInput, type CreateOrderReply } from '#contract/createOrder';
import { assertAllowed } from '#domain/eligibility/decide';
import { Refusal } from '#domain/refusal';
import type { Account } from '#cloud/accounts';
import { chosenCandidate, findCandidates } from '#cloud/candidates';
import { assertVisitText } from '#cloud/consents/texts';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { judgeBooking } from '#cloud/eligibility/booking';
import { rememberRefused } from '#cloud/eligibility/decisions';
import { familyPapers } from '#cloud/eligibility/familyFacts';
import { poke } from '#cloud/functions';
import { oncePerRequest, placeOrder } from '#cloud/placeOrder';
import { recipientHint } from '#cloud/recipients';
import { lookUp, wantedBy } from '#cloud/wishes';

export const main = fromMiniProgram(CreateOrder, async (input, account, now): Promise<CreateOrderReply> => {
  const orderId = await oncePerRequest(input.requestId, account.userId, now, () => book(input, account, now));
  // Nurses have minutes to answer: better told now than at the next full minute.
  await poke('outboxTimer');
  return { orderId };
});

async function book(input: CreateOrderInput, account: Account, now: number): Promise<void> {
  const { requestId, recipientId, nurseId = null, note = '', informedConsent = null, expectedTotalFen } = input;
  const { userId } = account;
  const [wish, papers] = await Promise.all([lookUp(input, userId, now), familyPapers(recipientId, userId, now)]);
  const { recipient, price, p } = wish;
  const wanted = wantedBy(wish);
  const chosen = nurseId === null ? null : await chosenCandidate(nurseId, wanted, p);
  const institutionId = chosen?.nurse.institutionId ?? null;
  const judged = await judgeBooking(wish, papers, { userId, note, institutionId }, now);
  if (!judged.eligibility.allowed) await rememberRefused(judged, { userId, recipientId });
  assertAllowed(judged.eligibility);
  if (price.totalFen !== expectedTotalFen) throw new Refusal('QUOTE_CHANGED', { totalFen: price.totalFen });
  if (informedConsent) assertVisitText(papers.texts, informedConsent.version);

  const ranked = chosen ? [chosen] : await findCandidates(wanted, { now, p, enough: p.acceptance.waveSize });
  const scene = { ranked, recipientHint: recipientHint(recipient, now), p };
  const consentVersion = informedConsent?.version ?? null;
  await placeOrder({ requestId, account, wish, judged, consentVersion, note, scene, chosen: chosen !== null }, now);
}
