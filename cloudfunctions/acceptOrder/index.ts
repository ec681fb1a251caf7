/** A nurse takes an offer, or several with one tap. The first valid acceptance wins; her half hours are taken in the same transaction. */
import { AcceptOrder, type AcceptOrderReply } from '#contract/acceptOrder';
import { acceptOffer, besideOffer, type BesideOffer } from '#cloud/acceptance';
import { acceptSeveral } from '#cloud/batchAcceptance';
import { aboutOrder, ofOrder, type OfOrder } from '#cloud/doors/aboutOrder';
import { fromNurseBeside } from '#cloud/doors/fromMiniProgram';
import { poke } from '#cloud/functions';

const NONE = '';

export const main = fromNurseBeside<typeof AcceptOrder, BesideOffer & OfOrder, AcceptOrderReply>(
  AcceptOrder,
  (input) => {
    const orderId = 'step' in input ? NONE : input.orderId;
    return { ...ofOrder(orderId), ...besideOffer(orderId) };
  },
  async (input, nurse, beside, now) => {
    const batch = 'step' in input ? await acceptSeveral(nurse, input, now) : null;
    if (!('step' in input)) await acceptOffer(input.orderId, nurse._id, now, aboutOrder<BesideOffer>(beside, now));
    // The patient has half an hour to pay: better told now than at the next full minute.
    if (!batch || batch.takenIds.length > 0) await poke('outboxTimer');
    return batch ? { batch } : {};
  },
);
