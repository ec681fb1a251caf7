import { Nothing } from './fields';

/** What a nurse may accept now. The same rows can be watched live in `offers`. */
export const ListOffers = Nothing;

/** An open offer: no name, no street; the district and the way are enough to decide. */
export interface OfferView {
  readonly orderId: string;
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly district: string;
  readonly distanceMeters: number;
  readonly travelMinutes: number;
  /** By distance and hour: the map was not asked. */
  readonly travelEstimated: boolean;
  /** `女 · 78 岁` */
  readonly recipientHint: string;
  readonly incomeFen: number;
  readonly exclusive: boolean;
  /** The family needs somebody within two hours; several were asked, the first who accepts has it. */
  readonly urgent: boolean;
  readonly offeredAt: number;
  readonly expiresAt: number;
}
export interface ListOffersReply {
  readonly offers: readonly OfferView[];
  /** So many may be accepted with one tap. */
  readonly batchMost: number;
}
