/** A nurse takes an offer, or several with one tap. The first valid acceptance wins; her half hours are taken in the same transaction. */
import { AcceptOrder, type AcceptOrderReply } from '#contract/acceptOrder';
import { acceptOffer } from '#cloud/acceptance';
import { acceptSeveral } from '#cloud/batchAcceptance';
import { fromNurse } from '#cloud/doors/fromMiniProgram';
import { poke } from '#cloud/functions';

export const main = fromNurse(AcceptOrder, async (input, nurse, now): Promise<AcceptOrderReply> => {
  const batch = 'step' in input ? await acceptSeveral(nurse, input, now) : null;
  if (!('step' in input)) await acceptOffer(input.orderId, nurse._id, now);
  // The patient has half an hour to pay: better told now than at the next full minute.
  if (!batch || batch.takenIds.length > 0) await poke('outboxTimer');
  return batch ? { batch } : {};
});
