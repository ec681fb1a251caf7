/** All that belongs to one order and is shown with it, gathered in one round of reads. */
import type { ReviewView, TimelineEntry, VisitView } from '#contract/orders';
import { standing } from '#domain/consent/consent';
import type { Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import { timelineText } from '#domain/order/timeline';
import { serviceByCode } from './catalogue';
import { actsOf, orderSubject } from './consents/acts';
import { consentTexts } from './consents/texts';
import { allEventsWhere } from './archive/archived';
import { read } from './database';
import { bookingDecisionId, type DecisionRow } from './eligibility/decisions';
import { orderPrivateById } from './orderPrivate';
import type { OrderEventRow } from './orders';
import type { Recipient } from './recipients';
import type { Review } from './reviews';
import { operations } from './settings';
import { photoLinks } from './visitPhotos';
import { summaryOf, type VisitRecordDocument } from './visits';

/** Reads what the order's state says is there; the rest is null without a question. */
export async function gather(order: Order, now: number) {
  const { _id, nurseId, checkedInAt, reviewedAt } = order;
  const [p, service, personal, recipient, nurse, visit, review, events, decided, texts, acts] = await Promise.all([
    operations(now),
    serviceByCode(order.serviceCode, now),
    orderPrivateById(_id),
    read<Recipient>('recipients', order.recipientId),
    nurseId === null ? null : read<Nurse>('nurses', nurseId),
    checkedInAt === null ? null : read<VisitRecordDocument>('visitRecords', _id),
    reviewedAt === null ? null : read<Review>('reviews', _id),
    allEventsWhere<OrderEventRow>({ orderId: _id }, order.archivedAt !== undefined),
    read<DecisionRow>('eligibilityDecisions', bookingDecisionId(_id)),
    consentTexts(now),
    actsOf([orderSubject(_id)]),
  ]);
  const consentSigned = standing(acts, 'visit', texts.visit.version).state === 'given';
  const conditions = decided?.conditions ?? [];
  return { p, service, personal, recipient, nurse, visit, review, events, conditions, consentSigned };
}

export type OrderScene = Awaited<ReturnType<typeof gather>>;

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
