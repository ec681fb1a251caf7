/** Packages of visits: what is on sale, one's own, buying, having the money back, handing over. Steps of `ownMoney`. */
import * as v from 'valibot';
import type { CarePackage } from '#domain/payment/packages/carePackage';
import type { Covers } from '#domain/payment/packages/offer';
import { Id, RequestId } from './fields';
import type { PayOrderReply } from './payOrder';

const Fen = v.pipe(v.number(), v.integer(), v.minValue(1));

export const OWN_PACKAGE_STEPS = [
  v.strictObject({ kind: v.literal('packages') }),
  /**
   * Asks WeChat Pay for the money, for one of one's own people. The same wish again while it waits is the same purchase. Refused with
   * PACKAGE_OFFER_GONE.
   */
  v.strictObject({ kind: v.literal('buyPackage'), offerId: Id, recipientId: Id, requestId: RequestId }),
  /** The unused visits' money back: exactly what was shown (`refundableFen`), else TERMS_CHANGED. Answers what `packages` does. */
  v.strictObject({ kind: v.literal('refundPackage'), packageId: Id, expectedFen: Fen }),
  /** The unused visits to another of one's own people. Answers what `packages` does. */
  v.strictObject({ kind: v.literal('transferPackage'), packageId: Id, recipientId: Id }),
] as const;
export type OwnPackagesInput = v.InferOutput<(typeof OWN_PACKAGE_STEPS)[number]>;

export interface PackageOfferView {
  readonly offerId: string;
  readonly name: string;
  /** Names. */
  readonly services: readonly string[];
  readonly visitCount: number;
  readonly priceFen: number;
  readonly validMonths: number;
  readonly covers: Covers;
}

export interface PackageView {
  readonly packageId: string;
  readonly name: string;
  readonly services: readonly string[];
  readonly covers: Covers;
  /** `expired`: its days are over, money is left. */
  readonly state: Extract<CarePackage['state'], 'active' | 'ended'> | 'expired';
  readonly recipientId: string;
  readonly recipientName: string;
  readonly visitCount: number;
  /** Those that may be booked, those an order has, those that were made. */
  readonly left: number;
  readonly reserved: number;
  readonly used: number;
  readonly paidFen: number;
  readonly validUntil: number;
  /** What goes back if the owner asks now; 0: nothing is left. */
  readonly refundableFen: number;
  /** Sent back so far, also what is still on its way. */
  readonly returnedFen: number;
  /** When what is left goes back by itself; null: nothing is left. */
  readonly returnAt: number | null;
}

export interface OwnPackagesReply {
  readonly kind: 'packages';
  readonly packages: readonly PackageView[];
  readonly offers: readonly PackageOfferView[];
  /** One's own people, for whom packages may be. */
  readonly people: readonly { readonly recipientId: string; readonly name: string }[];
}
export interface BuyPackageReply extends PayOrderReply {
  readonly kind: 'buyPackage';
  readonly packageId: string;
  /** Nobody can pay after this. */
  readonly payBy: number;
}
