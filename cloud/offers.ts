/** Offers: an order shown to a nurse until a certain time. The nurse watches her rows live. */
import type { OfferView } from '#contract/listOffers';
import type { Ranked } from '#domain/dispatch/rank';
import type { Scored } from '#domain/dispatch/score';
import type { Order } from '#domain/order/order';
import { dateTimeText, timeText } from '#domain/schedule/beijing';
import type { Effect } from './outbox';
import type { Transaction } from './transact';

/** A document of `offers`. */
export interface Offer extends OfferView {
  readonly _id: string;
  readonly nurseId: string;
  readonly nurseOpenid: string;
  readonly nurseUid: string;
  readonly wave: number;
  readonly status: 'open' | 'accepted' | 'declined' | 'expired' | 'lost';
  readonly declineReason?: string;
  /** Found together with other orders' nurses: until she answers she is in no other batch. Absent: no. */
  readonly inBatch?: boolean;
}

export const offerId = (orderId: string, nurseId: string): string => `${orderId}:${nurseId}`;

interface Terms {
  readonly incomeFen: number;
  readonly recipientHint: string;
  readonly exclusive: boolean;
  readonly wave: number;
  readonly expiresAt: number;
}

/** No name and no street: the district and the way are enough to decide. */
export function offerDocument(
  order: Order,
  { nurse, distanceMeters, travelMinutes, scored }: Ranked & { readonly scored?: Scored },
  terms: Terms,
  now: number,
): Offer {
  return {
    _id: offerId(order._id, nurse._id),
    orderId: order._id,
    nurseId: nurse._id,
    nurseOpenid: nurse.openid,
    nurseUid: nurse.uid,
    serviceCode: order.serviceCode,
    serviceName: order.serviceName,
    startAt: order.startAt,
    endAt: order.endAt,
    district: order.district,
    urgent: order.urgent === true,
    distanceMeters,
    travelMinutes,
    travelEstimated: (scored?.isEstimated ?? true) || scored?.isTakenOver === true,
    ...terms,
    offeredAt: now,
    status: 'open',
  };
}

export const offerMessage = (offer: Offer): Effect => ({
  kind: 'message',
  payload: {
    template: 'newOffer',
    to: 'nurse',
    openid: offer.nurseOpenid,
    uid: offer.nurseUid,
    personId: offer.nurseId,
    startAt: offer.startAt,
    goodUntil: offer.expiresAt,
    words: {
      orderId: offer.orderId,
      service: offer.serviceName,
      time: dateTimeText(offer.startAt),
      note: `${offer.urgent ? '急单，' : ''}${offer.district}，请在 ${timeText(offer.expiresAt)} 前确认`,
    },
  },
});

/** Ends the offers whose time is over. */
export async function expireOffers(transaction: Transaction, orderId: string, now: number): Promise<void> {
  for (const offer of await openIn(transaction, orderId)) {
    if (offer.expiresAt <= now) await transaction.put('offers', { ...offer, status: 'expired' });
  }
}

/** Ends all other open offers: somebody has the order, or nobody will. */
export async function loseOffers(transaction: Transaction, orderId: string, exceptNurseId?: string): Promise<void> {
  for (const offer of await openIn(transaction, orderId)) {
    if (offer.nurseId !== exceptNurseId) await transaction.put('offers', { ...offer, status: 'lost' });
  }
}

const openIn = (transaction: Transaction, orderId: string) =>
  transaction.find<Offer>('offers', { orderId, status: 'open' });
