/** A family hands in a doctor's order or prescription for one service (P-027); a reviewer decides it (firstAssessment.ts). */
import type { AssessRecipientInput } from '#contract/assessRecipient';
import { handedIn } from '#domain/assessment/assessment';
import { startOfBeijingDay } from '#domain/schedule/beijing';
import { newId } from '../newId';
import { takeAnnounced } from '../photos/announced';
import type { Recipient } from '../recipients';
import { transact } from '../transact';
import { ordersIn, privatePart } from './assessments';
import { photographs } from './photographs';

type HandedIn = Extract<AssessRecipientInput, { step: 'handInOrder' }>;

export async function handInOrder(input: HandedIn, recipient: Recipient, userId: string, now: number): Promise<void> {
  const { serviceCode, documents, hospital, issuedOn, validDays } = input;
  const ids = { _id: newId(), recipientId: recipient._id, requestedBy: userId };
  const made = { ...ids, serviceCode, issuedAt: startOfBeijingDay(issuedOn), validDays };
  // What would be refused is refused before a photograph is looked for.
  handedIn(made, [], now);
  const fileIds = await photographs(documents, recipient, userId, now);
  await transact(async (transaction) => {
    await takeAnnounced(transaction, fileIds, userId);
    const order = handedIn(made, await ordersIn(transaction, recipient._id), now);
    // Whoever asks writes the recipient's row of the queue: of two at once one sees the other's.
    await transaction.put('assessmentQueue', { _id: recipient._id, assessmentId: order._id });
    await transaction.add('assessments', order);
    await transaction.add('assessmentPrivate', privatePart(order, { hospital }, documents));
  });
}
