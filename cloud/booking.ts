/** Books one visit with every check there is: for a family that asks, and for a series whose next visit is due. */
import type { CreateOrderInput } from '#contract/createOrder';
import { inTime } from '#domain/dispatch/urgent';
import { assertAllowed } from '#domain/eligibility/decide';
import { orderStateFor } from '#domain/eligibility/rules/service';
import { Refusal } from '#domain/refusal';
import type { Account } from './accounts';
import { askingOrder } from './askingOrder';
import { candidatesAndLoad, chosenCandidate } from './candidates';
import type { FoundCare } from './caredFor';
import { assertVisitText } from './consents/texts';
import { judgeBooking } from './eligibility/booking';
import { rememberRefused } from './eligibility/decisions';
import { placeOrder } from './placeOrder';
import { recipientHint } from './recipients';
import { crowdOf } from './search';
import type { Scene } from './searchStep';
import { discountedPrice } from './wallet/discounts';
import { lookUp, wantedBy, type Wish } from './wishes';

export interface Booking extends Omit<CreateOrderInput, 'expectedTotalFen' | 'quote'> {
  /** The series this is a visit of; null: a visit by itself. */
  readonly seriesId: string | null;
  /** Refuses another price than was shown. A series is booked at the price of the day. */
  readonly assertPrice: (wish: Wish) => void;
}

/** The order's id is the request's. Refuses with everything that stands against it, and then nothing was written. */
export async function bookVisit(booking: Booking, account: Account, found: FoundCare, now: number): Promise<void> {
  const { requestId, recipientId, nurseId = null, note = '', informedConsent = null, seriesId } = booking;
  const { userId } = account;
  if (booking.urgent && nurseId !== null) throw new Refusal('BAD_INPUT', { nurseId });
  const wish = await lookUp(booking, userId, found, now);
  const { recipient, papers, p } = wish;
  if (nurseId !== null && wish.blockedNurseIds.includes(nurseId)) throw new Refusal('NURSE_UNAVAILABLE', { nurseId });
  const chosen = nurseId === null ? null : chosenCandidate(wish.chosen, nurseId, wantedBy(wish), p);
  const institutionId = chosen?.nurse.institutionId ?? null;
  const judged = await judgeBooking(wish, papers, { userId, note, institutionId }, now);
  if (!judged.eligibility.allowed) await rememberRefused(judged, { userId, recipientId });
  assertAllowed(judged.eligibility);
  const { price, couponId, packageId } = await discounted(wish, booking, userId, now);
  booking.assertPrice({ ...wish, price });
  if (informedConsent) assertVisitText(papers.texts, informedConsent.version);

  const waitsForPapers = orderStateFor(judged.facts) === 'waiting';
  if (waitsForPapers && booking.urgent) throw new Refusal('ORDER_PAPERS_WAITING');
  const asked = chosen ? { ranked: [chosen] } : waitsForPapers ? { ranked: [] } : await whoIsAsked(wish, booking, now);
  const scene = { ...asked, recipientHint: recipientHint(recipient, now), p };
  const consentVersion = informedConsent?.version ?? null;
  const said = { requestId, account, note, consentVersion, seriesId, waitsForPapers, chosen: chosen !== null };
  await placeOrder({ ...said, wish: { ...wish, price }, couponId, packageId, judged, scene }, now);
}

/** The wish's price less what is wanted taken off it; visits of a series are booked without. */
const discounted = (wish: Wish, booking: Booking, userId: string, now: number) =>
  booking.couponId || booking.usePoints || booking.packageId
    ? discountedPrice(wish, booking, wish.owner?.userId ?? userId, now)
    : { price: wish.price, couponId: null, packageId: null };

type WhoIsAsked = Pick<Scene, 'ranked' | 'crowd'>;

/** Urgent: only who can be there in time, and nobody's hopes are raised where there is no one. */
async function whoIsAsked(wish: Wish, { requestId, seriesId }: Booking, now: number): Promise<WhoIsAsked> {
  const { p, urgent, startAt } = wish;
  const { waveSize, urgentAtOnce } = p.acceptance;
  const how = { now, p, enough: urgent ? urgentAtOnce : waveSize, orderId: requestId, inBatch: false };
  const { able: ranked, load } = await candidatesAndLoad(wantedBy(wish), how);
  const place = { recipientId: wish.recipient._id, startAt, position: wish.address.location.coordinates };
  const looking = { ...place, orderId: requestId, askedBefore: 0, isSeries: seriesId !== null };
  const ordered = await askingOrder(looking, ranked, now, p);
  if (!urgent) return { ranked: ordered, crowd: crowdOf(load, p) };
  const able = inTime(ordered, startAt, now, p.booking);
  if (able.length === 0) throw new Refusal('NOBODY_SOON', { startAt });
  return { ranked: able };
}
