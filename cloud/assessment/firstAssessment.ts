/** The first assessment: asked for with documents or made out of an assessment visit, decided by an assessor. */
import type { AssessRecipientInput } from '#contract/assessRecipient';
import { decideFirst, fromVisit, requested, type Assessment, type Verdict } from '#domain/assessment/assessment';
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import { countToday } from '../dailyLimit';
import { newId } from '../newId';
import { countMissing } from '../onboarding/documentFiles';
import { takeAnnounced } from '../photos/announced';
import type { Recipient } from '../recipients';
import { transact, type Transaction } from '../transact';
import { firstsIn, privatePart } from './assessments';

type Request = Extract<AssessRecipientInput, { step: 'requestFirst' }>;

/** The service whose visit is an assessment. */
export const ASSESSMENT_VISIT = 'SPC-09';

/** `cloud://<environment>.<bucket>/assessments/<recipient id>/<name>`, and no further folder leads out of it. */
const isOfRecipient = (fileId: string, recipientId: string): boolean => {
  const [folder, owner, name, ...more] = fileId.replace(/^cloud:\/\/[^/]*\//, '').split('/');
  const isName = /^[0-9A-Za-z_-]+(\.[0-9A-Za-z]+)?$/.test(name ?? '');
  return folder === 'assessments' && owner === recipientId && isName && more.length === 0;
};

export async function requestFirst(request: Request, recipient: Recipient, userId: string, now: number): Promise<void> {
  const { documents, note = '' } = request;
  const strange = documents.flatMap(({ fileId }, place) =>
    isOfRecipient(fileId, recipient._id) ? [] : [`documents.${place}.fileId`],
  );
  if (strange.length > 0) throw new Refusal('BAD_INPUT', { fields: strange });
  await countToday('assessmentRequest', userId, now);
  const made = { _id: newId(), recipientId: recipient._id, requestedBy: userId };
  const fileIds = documents.map(({ fileId }) => fileId);
  if ((await countMissing(fileIds)) > 0) throw new Refusal('PHOTOS_MISSING', { missing: ['documents'] });
  await transact(async (transaction) => {
    await takeAnnounced(transaction, fileIds, userId);
    // Whoever asks writes the recipient's row of the queue: of two at once one sees the other's request.
    const first = requested(made, await firstsIn(transaction, recipient._id), now);
    await transaction.put('assessmentQueue', { _id: recipient._id, assessmentId: first._id });
    await transaction.add('assessments', first);
    await transaction.add('assessmentPrivate', privatePart(first, { note }, documents));
  });
}

/** An assessor decides one that waits. */
export async function decideWaiting(
  transaction: Transaction,
  assessmentId: string,
  verdict: Verdict,
  assessor: string,
  now: number,
): Promise<Assessment> {
  const waiting = await transaction.get<Assessment>('assessments', assessmentId);
  if (!waiting) throw new Refusal('NOT_FOUND', { assessmentId });
  const decided = decideFirst(waiting, verdict, assessor, now);
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
