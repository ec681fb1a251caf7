/** Reviews and what they make of a nurse's stars. */
import type { Marks } from '#domain/nurse/stars';
import { starsFromReviews } from '#domain/nurse/stars';
import type { Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import { _, db, everyRow, read } from './database';

/** A document of `reviews`; its id is the order's, so there is one at most. */
export interface Review extends Marks {
  readonly _id: string;
  readonly orderId: string;
  readonly nurseId: string;
  readonly patientUserId: string;
  readonly text: string;
  readonly at: number;
}

export function reviewDocument(order: Order, marks: Marks & { readonly text: string }, now: number): Review {
  const { nurseId, patientUserId } = order;
  if (!nurseId) throw new Refusal('ILLEGAL_STEP', { status: order.status, event: 'review' });
  return { _id: order._id, orderId: order._id, nurseId, patientUserId, ...marks, at: now };
}

/**
 * Counts the nurse's stars anew from all her reviews. Of two at once the one that saw more reviews wins, so the figure never
 * falls behind; doing it again changes nothing.
 */
export async function countStars(nurseId: string, now: number): Promise<void> {
  const nurse = await read<Nurse>('nurses', nurseId);
  if (!nurse) throw new Error(`review of an unknown nurse: ${nurseId}`);
  const reviews = await everyRow<Review>(
    db.collection('reviews').where({ nurseId }).orderBy('at', 'desc').orderBy('_id', 'asc'),
  );
  const stars = starsFromReviews(reviews, now, nurse.completedVisits);
  await db
    .collection('nurses')
    .where({ _id: nurseId, reviewCount: _.lte(reviews.length) })
    .update({ stars, reviewCount: reviews.length });
}
