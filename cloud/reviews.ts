/** Reviews and what they make of a nurse's stars. */
import type { Marks } from '#domain/nurse/stars';
import { MOST_REVIEWS, starsFromReviews } from '#domain/nurse/stars';
import type { Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import { db } from './database';
import { transact } from './transact';

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
 * Counts the nurse's stars anew from her reviews; doing it again changes nothing. The reviews are read between the nurse's being
 * read and being written: of two counts at once one loses the conflict and counts again, so the last to write saw the most.
 */
export async function countStars(nurseId: string, now: number): Promise<void> {
  await transact(async (transaction) => {
    const nurse = await transaction.get<Nurse>('nurses', nurseId);
    if (!nurse) throw new Error(`review of an unknown nurse: ${nurseId}`);
    const ofNurse = db.collection('reviews').where({ nurseId });
    const { total: reviewCount } = await ofNurse.count();
    const { data } = await ofNurse.orderBy('at', 'desc').limit(MOST_REVIEWS).get();
    const stars = starsFromReviews(data as Review[], now, nurse.completedVisits);
    await transaction.put('nurses', { ...nurse, stars, reviewCount });
  });
}
