/** Reviews of finished visits; what they make of a nurse's stars: standing/count.ts. */
import type { Marks } from '#domain/nurse/stars';
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';

/** A document of `reviews`; its id is the order's, so there is one at most. */
export interface Review extends Marks {
  readonly _id: string;
  readonly orderId: string;
  readonly nurseId: string;
  readonly patientUserId: string;
  readonly text: string;
  readonly at: number;
}

type Said = Marks & { readonly text: string; readonly environmentReason?: '家中条件' };

export function reviewDocument(order: Order, { environmentReason, ...marks }: Said, now: number): Review {
  const { nurseId, patientUserId } = order;
  if (!nurseId) throw new Refusal('ILLEGAL_STEP', { status: order.status, event: 'review' });
  const excused = environmentReason === '家中条件' ? { environmentExcused: true } : {};
  return { _id: order._id, orderId: order._id, nurseId, patientUserId, ...marks, ...excused, at: now };
}
