/**
 * A package somebody bought: every visit of it is a voucher with its own share of what was paid. At each moment
 * paid = consumed + sent back + held, whatever happens to single visits.
 */
import type { OperationParameters } from '../../operations/parameters';
import { addMonths } from '../../calendar/months';
import { Refusal } from '../../refusal';
import { DAY, MINUTE } from '../../schedule/beijing';
import { split, sum } from '../fen';
import type { PackageOffer, PackageTerms } from './offer';

export interface PackageVisit {
  /** Its share of what was paid. */
  readonly shareFen: number;
  /** `reserved`: an order has it that is not over yet. `returned`: its money went back unused. */
  readonly state: 'free' | 'reserved' | 'used' | 'returned';
  readonly orderId: string | null;
  /** What the visit really took of the share; the rest of a used one went back. */
  readonly consumedFen: number;
  readonly returnedFen: number;
}

/** A document of `packages`. */
export interface CarePackage extends PackageTerms {
  readonly _id: string;
  readonly ownerUserId: string;
  /** Whose visits they are; the owner may hand the unused ones to another of her family. */
  readonly recipientId: string;
  readonly offerId: string;
  /** `unpaid` until its money came; `closed`: it never did; `ended`: no visit is left. */
  readonly state: 'unpaid' | 'active' | 'ended' | 'closed';
  readonly visits: readonly PackageVisit[];
  readonly paidFen: number;
  /** Unpaid ones are let go then; null: paid. */
  readonly payBy: number | null;
  readonly paidAt: number | null;
  /** Not on this instant any more; null: not paid yet. */
  readonly validUntil: number | null;
  /** When what is left goes back by itself; null: nothing is left. */
  readonly returnAt: number | null;
  readonly remindedAt: number | null;
  readonly createdAt: number;
}

interface Buyer {
  readonly _id: string;
  readonly ownerUserId: string;
  readonly recipientId: string;
}

type Rules = OperationParameters['packages'];

/** Somebody wants to buy it: nothing counts before it is paid. */
export function wanted(offer: PackageOffer, buyer: Buyer, now: number, p: Rules): CarePackage {
  if (offer.state !== 'open') throw new Refusal('PACKAGE_OFFER_GONE', { offerId: offer._id });
  const { name, serviceCodes, visitCount, priceFen, validMonths, covers } = offer;
  return {
    ...buyer,
    ...{ offerId: offer._id, name, serviceCodes, visitCount, priceFen, validMonths, covers },
    ...{ state: 'unpaid', visits: [], paidFen: 0, payBy: now + p.payWithinMinutes * MINUTE },
    ...{ paidAt: null, validUntil: null, returnAt: null, remindedAt: null, createdAt: now },
  };
}

/** Null: it was let go before the money came, which has to go back. */
export function paid(one: CarePackage, now: number, p: Rules): CarePackage | null {
  if (one.state !== 'unpaid') return null;
  const validUntil = addMonths(now, one.validMonths) + DAY;
  const shares = split(one.priceFen, Array<number>(one.visitCount).fill(1));
  const visits = shares.map((shareFen) => ({ shareFen, ...FREE }));
  const returnAt = validUntil + p.refundAfterExpiryDays * DAY;
  return { ...one, state: 'active', visits, paidFen: one.priceFen, payBy: null, paidAt: now, validUntil, returnAt };
}

const FREE = { state: 'free', orderId: null, consumedFen: 0, returnedFen: 0 } as const;

/** Nobody paid in time. Null: there is still time, or it was paid. */
export const letGo = (one: CarePackage, now: number): CarePackage | null =>
  one.state === 'unpaid' && one.payBy !== null && one.payBy <= now ? { ...one, state: 'closed', payBy: null } : null;

export const freeVisits = ({ visits }: Pick<CarePackage, 'visits'>): readonly PackageVisit[] =>
  visits.filter(({ state }) => state === 'free');

const heldVisits = ({ visits }: Pick<CarePackage, 'visits'>): readonly PackageVisit[] =>
  visits.filter(({ state }) => state === 'free' || state === 'reserved');

/** What of the money is neither used nor sent back. */
export const heldFen = (one: Pick<CarePackage, 'visits'>): number =>
  sum(...heldVisits(one).map(({ shareFen }) => shareFen));
export const consumedFen = ({ visits }: Pick<CarePackage, 'visits'>): number =>
  sum(...visits.map((visit) => visit.consumedFen));
export const returnedFen = ({ visits }: Pick<CarePackage, 'visits'>): number =>
  sum(...visits.map((visit) => visit.returnedFen));

export interface PackagedVisit {
  readonly _id: string;
  readonly patientUserId: string;
  readonly recipientId: string;
  readonly serviceCode: string;
  readonly startAt: number;
}

export type NotUsable = 'none' | 'otherPerson' | 'otherService' | 'used' | 'expired';

/** Why it cannot pay this visit; null: it can. The day of the visit counts, not the day of booking. */
export function notUsable(one: CarePackage | null, visit: Omit<PackagedVisit, '_id'>): NotUsable | null {
  if (one?.ownerUserId !== visit.patientUserId || one.state === 'unpaid' || one.state === 'closed') return 'none';
  if (one.recipientId !== visit.recipientId) return 'otherPerson';
  if (!one.serviceCodes.includes(visit.serviceCode)) return 'otherService';
  if (freeVisits(one).length === 0) return 'used';
  return one.validUntil !== null && visit.startAt < one.validUntil ? null : 'expired';
}

/** An order takes a visit; of two that want the last one the second finds none. */
export function reserved(one: CarePackage | null, order: PackagedVisit): CarePackage {
  const why = notUsable(one, order);
  if (one === null || why !== null) throw new Refusal('PACKAGE_NOT_USABLE', { why });
  const taken = one.visits.findIndex(({ state }) => state === 'free');
  return withVisit(one, taken, { ...FREE, state: 'reserved', orderId: order._id });
}

/** What became of the visit an order had. */
export interface VisitSpent {
  readonly after: CarePackage;
  readonly consumedFen: number;
  /** To be sent back: the order needed less than the whole visit. */
  readonly refundFen: number;
}

/**
 * The order is over. `usedFen` of `coveredFen` of its price was borne by the package: nothing: the visit is free again; all of it:
 * the whole share is earned; a part (a fee, care that was not finished): that part of the share, in the family's favour to the fen,
 * and the rest goes back to whoever paid. Null: this order has no visit of it.
 */
export function spent(
  one: CarePackage,
  orderId: string,
  { usedFen, coveredFen }: { readonly usedFen: number; readonly coveredFen: number },
): VisitSpent | null {
  const place = one.visits.findIndex((visit) => visit.state === 'reserved' && visit.orderId === orderId);
  const visit = one.visits[place];
  if (!visit) return null;
  if (usedFen < 0 || usedFen > coveredFen) throw new Refusal('INTERNAL', { orderId, usedFen, coveredFen });
  if (usedFen === 0) return { after: withVisit(one, place, FREE), consumedFen: 0, refundFen: 0 };
  const { shareFen } = visit;
  const consumed = Number((BigInt(shareFen) * BigInt(usedFen)) / BigInt(coveredFen));
  const refundFen = shareFen - consumed;
  const used = { state: 'used', orderId, consumedFen: consumed, returnedFen: refundFen } as const;
  return { after: withVisit(one, place, used), consumedFen: consumed, refundFen };
}

/**
 * The family wants its money back: every unused visit's share, nothing taken off, also after it ran out. A visit an order has stays
 * with the order.
 */
export function refundUnused(one: CarePackage): { readonly after: CarePackage; readonly refundFen: number } {
  const refundFen = sum(...freeVisits(one).map(({ shareFen }) => shareFen));
  if (refundFen === 0) throw new Refusal('NOTHING_TO_REFUND', { packageId: one._id });
  const visits = one.visits.map((visit) =>
    visit.state === 'free' ? { ...visit, state: 'returned' as const, returnedFen: visit.shareFen } : visit,
  );
  return { after: ended({ ...one, visits }), refundFen };
}

/** The unused visits go to another of the same family; who that may be is the caller's to check. */
export function handedOver(one: CarePackage, recipientId: string, now: number): CarePackage {
  if (freeVisits(one).length === 0 || one.validUntil === null || one.validUntil <= now)
    throw new Refusal('PACKAGE_NOT_USABLE', { why: freeVisits(one).length === 0 ? 'used' : 'expired' });
  return { ...one, recipientId };
}

function withVisit(one: CarePackage, place: number, change: Partial<PackageVisit>): CarePackage {
  return ended({ ...one, visits: one.visits.map((visit, at) => (at === place ? { ...visit, ...change } : visit)) });
}

/** Over as soon as nothing is left of it. */
const ended = (one: CarePackage): CarePackage =>
  heldVisits(one).length === 0 ? { ...one, state: 'ended', returnAt: null } : one;
