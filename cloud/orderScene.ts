/** All that belongs to one order and is shown with it, gathered in one question. */
import type { ReviewView, TimelineEntry, VisitView } from '#contract/orders';
import { standing } from '#domain/consent/consent';
import type { Dispute } from '#domain/dispute/dispute';
import type { Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import { timelineText } from '#domain/order/timeline';
import { Refusal } from '#domain/refusal';
import { orderOf, type ArchivedOrder } from './archive/archived';
import { serviceByCode } from './catalogue';
import { orderSubject, type ConsentRow } from './consents/acts';
import { consentTexts, type ConsentTexts } from './consents/texts';
import type { About } from './doors/aboutOrder';
import { bookingDecisionId, type DecisionRow } from './eligibility/decisions';
import { offerId, type Offer } from './offers';
import type { OrderPrivate } from './orderPrivate';
import type { OrderEventRow } from './orders';
import type { Recipient } from './recipients';
import type { Review } from './reviews';
import { operations } from './settings';
import { readTogether, type Related } from './together';
import { photoLinks } from './visitPhotos';
import { summaryOf, type VisitRecordDocument } from './visits';

type Parts = {
  offers: Offer;
  personal: OrderPrivate;
  recipients: Recipient;
  nurses: Nurse;
  visits: VisitRecordDocument;
  reviews: Review;
  events: OrderEventRow;
  oldEvents: OrderEventRow;
  decisions: DecisionRow;
  acts: ConsentRow;
  disputes: Dispute;
};

/** What stands under the order's id, or names it. */
const named = (orderId: string): { [K in Exclude<keyof Parts, 'offers' | 'recipients' | 'nurses'>]: Related } => ({
  personal: { from: 'orderPrivate', foreign: '_id', keys: [orderId] },
  visits: { from: 'visitRecords', foreign: '_id', keys: [orderId] },
  reviews: { from: 'reviews', foreign: '_id', keys: [orderId] },
  events: { from: 'orderEvents', foreign: 'orderId', keys: [orderId] },
  oldEvents: { from: 'orderEventsArchive', foreign: 'orderId', keys: [orderId] },
  decisions: { from: 'eligibilityDecisions', foreign: '_id', keys: [bookingDecisionId(orderId)] },
  disputes: { from: 'disputes', foreign: '_id', keys: [orderId] },
  acts: { from: 'consents', foreign: 'subject', keys: [orderSubject(orderId)] },
});

/** Of an order that is read beside the account (cloud/doors/aboutOrder.ts). Who looks may be a nurse who was asked to come. */
export const besideScene = (orderId: string): { readonly [K in keyof Parts]: Related } => ({
  offers: { from: 'offers', foreign: '_id', local: 'nurseId', prefix: offerId(orderId, '') },
  recipients: { from: 'recipients', foreign: '_id', of: 'orders', local: 'recipientId' },
  nurses: { from: 'nurses', foreign: '_id', of: 'orders', local: 'nurseId' },
  ...named(orderId),
});

/** Of one that moved to the archive: nobody is asked to come to it any more. */
const archivedScene = (orderId: string): { readonly [K in keyof Parts]: Related } => ({
  offers: { from: 'offers', foreign: '_id', keys: [] },
  recipients: { from: 'recipients', foreign: '_id', local: 'recipientId' },
  nurses: { from: 'nurses', foreign: '_id', local: 'nurseId' },
  ...named(orderId),
});

export type BesideScene = Parts;

/** The order, wherever it stands, with all that is shown with it, and what the asking nurse was offered. */
export async function gather(orderId: string, { seen, beside }: About<Parts>, now: number) {
  const [young] = seen.orders;
  const found = young
    ? { anchor: young, related: beside }
    : await readTogether<ArchivedOrder, Parts>('ordersArchive', { _id: orderId }, archivedScene(orderId));
  if (!found) throw new Refusal('NOT_FOUND', { orderId });
  const order = orderOf(found.anchor as ArchivedOrder);
  const [p, service, texts] = await Promise.all([
    operations(now),
    serviceByCode(order.serviceCode, now),
    consentTexts(now),
  ]);
  return {
    order,
    offer: found.related.offers[0] ?? null,
    scene: { p, service, ...shownOf(order, found.related, texts) },
  };
}

/** What the order's state says is there; the rest is null, whatever was found. */
function shownOf(order: Order, found: { readonly [K in keyof Parts]: readonly Parts[K][] }, texts: ConsentTexts) {
  const [personal, recipient = null, nurse = null] = [found.personal[0], found.recipients[0], found.nurses[0]];
  if (!personal) throw new Refusal('NOT_FOUND', { orderId: order._id });
  const visit = order.checkedInAt === null ? null : (found.visits[0] ?? null);
  const review = order.reviewedAt === null ? null : (found.reviews[0] ?? null);
  // Rows of a history that is moving may stand in both places.
  const events = [...new Map([...found.oldEvents, ...found.events].map((row) => [row._id, row])).values()];
  const consentSigned = standing(found.acts, 'visit', texts.visit.version).state === 'given';
  return {
    personal,
    recipient,
    nurse,
    visit,
    review,
    events,
    conditions: found.decisions[0]?.conditions ?? [],
    consentSigned,
    dispute: found.disputes[0] ?? null,
  };
}

export type Gathered = Awaited<ReturnType<typeof gather>>;
export type OrderScene = Gathered['scene'];

/** Creation has no fact of its own: it is the order itself. */
export function timelineOf(order: Order, events: readonly OrderEventRow[]): readonly TimelineEntry[] {
  const inOrder = [...events].sort((a, b) => versionOf(a) - versionOf(b));
  return [
    { at: order.createdAt, text: '已提交预约' },
    ...inOrder.map((fact) => ({ at: fact.at, text: timelineText(fact) })),
  ];
}

/** Two facts of one millisecond still have an order: `<order id>:<version>`. */
const versionOf = ({ _id }: OrderEventRow) => Number(_id.slice(_id.lastIndexOf(':') + 1));

/** The record as it stands; pictures come as links that end soon. */
export async function visitViewOf(visit: VisitRecordDocument): Promise<VisitView> {
  const { checkedSteps, vitals, photos, finishedAt } = visit;
  const links = await photoLinks(photos, visit.orderId);
  return {
    checkedSteps,
    vitals,
    photos: photos.map(({ label, fileId }) => ({ label, fileId, url: links.get(fileId) ?? '' })),
    summary: summaryOf(visit),
    finishedAt,
  };
}

export const reviewViewOf = ({ professional, attitude, environment, text, at }: Review): ReviewView => ({
  professional,
  attitude,
  environment,
  text,
  at,
});
