/** What a nurse may accept now. */
import { ListOffers, type ListOffersReply, type OfferView } from '#contract/listOffers';
import { _, db, rows } from '#cloud/database';
import { fromNurse } from '#cloud/doors/fromMiniProgram';
import type { Offer } from '#cloud/offers';
import { operations } from '#cloud/settings';

const MOST_OPEN = 200;

export const main = fromNurse(ListOffers, async (_input, nurse, now): Promise<ListOffersReply> => {
  const open = db.collection('offers').where({ nurseId: nurse._id, status: 'open', expiresAt: _.gt(now) });
  const [p, offers] = await Promise.all([
    operations(now),
    rows<Offer>(open.orderBy('expiresAt', 'asc'), MOST_OPEN, 'open offers of one nurse'),
  ]);
  return { offers: offers.map(viewOf), batchMost: p.dispatch.batchAcceptMax };
});

const viewOf = ({ _id, nurseId: _n, nurseOpenid: _o, nurseUid: _u, wave: _w, status: _s, ...view }: Offer): OfferView =>
  view;
