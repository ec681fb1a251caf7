/** The record of one visit with its photographs, and the people who were cared for. */
import type { AssessmentPrivate } from '../../assessment/assessments';
import { _, erase } from '../../database';
import type { Recipient } from '../../recipients';
import type { VisitRecordDocument } from '../../visits';
import { removeWhere, rowsWhere } from '../accountFacts';
import { deleteFiles } from '../exportFiles';
import { purgeMoneyOf, purgeOrder } from './transactions';

export async function purgeCareOf(orderId: string, visit: VisitRecordDocument | null): Promise<void> {
  await deleteFiles((visit?.photos ?? []).map(({ fileId }) => fileId));
  await removeWhere('measurements', { orderId });
  await purgeMoneyOf(orderId);
  await purgeOrder(orderId);
  await erase('visitRecords', orderId);
}

export async function purgePeople(recipients: readonly Recipient[]): Promise<void> {
  const recipientIds = recipients.map(({ _id }) => _id);
  const said = await rowsWhere<AssessmentPrivate>('assessmentPrivate', { recipientId: _.in(recipientIds) });
  await deleteFiles(said.flatMap(({ documents }) => documents.map(({ fileId }) => fileId)));
  for (const recipientId of recipientIds) {
    for (const collection of ['assessmentPrivate', 'assessments', 'careActivities', 'measurements']) {
      await removeWhere(collection, { recipientId });
    }
    await removeWhere('consents', { subject: `recipients/${recipientId}` });
    await erase('assessmentQueue', recipientId);
    await erase('recipients', recipientId);
  }
}
