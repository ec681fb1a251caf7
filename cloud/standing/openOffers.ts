/** What a nurse was asked ends at once when she may no longer come, and the search goes on: nobody waits for her. */
import { decline } from '#domain/order/search';
import { db, everyRow } from '../database';
import { poke } from '../functions';
import type { Offer } from '../offers';
import { changeOrder, orderById, type Change } from '../orders';
import type { HandOverPayload } from '../outbox';
import { freeNurse } from '../slots';

/** Doing it again changes nothing: an offer that has ended is open no more. */
export async function endOffers(
  { nurseId, serviceCodes }: Pick<HandOverPayload, 'nurseId' | 'serviceCodes'>,
  now: number,
): Promise<void> {
  const open = await everyRow<Offer>(db.collection('offers').where({ nurseId, status: 'open' }).orderBy('_id', 'asc'));
  for (const { _id, orderId, serviceCode } of open) {
    if (serviceCodes === null || serviceCodes.includes(serviceCode)) await endOffer(_id, orderId, now);
  }
}

/** Her and a household who do not want to meet again. */
export async function endOffersOf(
  { nurseId, familyUserId }: { readonly nurseId: string; readonly familyUserId: string },
  now: number,
): Promise<void> {
  const open = await everyRow<Offer>(db.collection('offers').where({ nurseId, status: 'open' }).orderBy('_id', 'asc'));
  for (const { _id, orderId } of open) {
    const { patientUserId } = await orderById(orderId);
    if (patientUserId === familyUserId) await endOffer(_id, orderId, now);
  }
}

async function endOffer(offerId: string, orderId: string, now: number): Promise<void> {
  await changeOrder(orderId, async (order, transaction): Promise<Change> => {
    const offer = await transaction.get<Offer>('offers', offerId);
    if (offer?.status !== 'open') return { order, fact: null };
    await transaction.put('offers', { ...offer, status: 'lost' });
    if (order.status !== 'pendingAcceptance') return { order, fact: null };
    if (offer.exclusive) await freeNurse(transaction, orderId);
    return decline(order, offer.nurseId, now, 'system');
  });
  await poke('dispatchMatch', { orderId });
}
