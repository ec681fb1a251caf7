/** The first assessment: asked for with documents or made out of an assessment visit, decided by an assessor. */
import type { AssessRecipientInput } from '#contract/assessRecipient';
import {
  decideFirst,
  decideOrder,
  fromVisit,
  requested,
  type Assessment,
  type Verdict,
} from '#domain/assessment/assessment';
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import { newId } from '../newId';
import { takeAnnounced } from '../photos/announced';
import type { Recipient } from '../recipients';
import { transact, type Transaction } from '../transact';
import { firstsIn, privatePart } from './assessments';
import { photographs } from './photographs';

type Request = Extract<AssessRecipientInput, { step: 'requestFirst' }>;

/** The service whose visit is an assessment. */
export const ASSESSMENT_VISIT = 'SPC-09';

export async function requestFirst(request: Request, recipient: Recipient, userId: string, now: number): Promise<void> {
  const { documents, note = '' } = request;
  const made = { _id: newId(), recipientId: recipient._id, requestedBy: userId };
  const fileIds = await photographs(documents, recipient, userId, now);
  await transact(async (transaction) => {
    await takeAnnounced(transaction, fileIds, userId);
    // Whoever asks writes the recipient's row of the queue: of two at once one sees the other's request.
    const first = requested(made, await firstsIn(transaction, recipient._id), now);
    await transaction.put('assessmentQueue', { _id: recipient._id, assessmentId: first._id });
    await transaction.add('assessments', first);
    await transaction.add('assessmentPrivate', privatePart(first, { note }, documents));
  });
}

/** An assessor decides a first assessment that waits, or a doctor's order. */
export async function decideWaiting(
  transaction: Transaction,
  assessmentId: string,
  verdict: Verdict,
  assessor: string,
  now: number,
): Promise<Assessment> {
  const waiting = await transaction.get<Assessment>('assessments', assessmentId);
  if (!waiting) throw new Refusal('NOT_FOUND', { assessmentId });
  const decide = waiting.kind === 'order' ? decideOrder : decideFirst;
  const decided = decide(waiting, verdict, assessor, now);
  await transaction.put('assessments', decided);
  return decided;
}

/** An assessor decides by the record of a finished assessment visit; each visit speaks once. */
export async function decideByVisit(
  transaction: Transaction,
  orderId: string,
  verdict: Verdict,
  assessor: string,
  now: number,
): Promise<Assessment> {
  const order = await transaction.get<Order>('orders', orderId);
  if (!order) throw new Refusal('NOT_FOUND', { orderId });
  if (order.serviceCode !== ASSESSMENT_VISIT || order.finishedAt === null) {
    throw new Refusal('ILLEGAL_STEP', { serviceCode: order.serviceCode, status: order.status });
  }
  const made = { _id: `visit-${orderId}`, recipientId: order.recipientId, requestedBy: assessor };
  const decided = decideFirst(fromVisit({ ...made, visitOrderId: orderId }, now), verdict, assessor, now);
  if (await transaction.get('assessments', decided._id))
    throw new Refusal('ILLEGAL_STEP', { assessmentId: decided._id });
  await transaction.add('assessments', decided);
  return decided;
}
