/** What operators must see without looking for it: reviews that get late, years whose holidays nobody entered. */
import type { NurseApplication } from '#domain/onboarding/application';
import { reviewAlert } from '#domain/onboarding/alerts';
import { beijingDay } from '#domain/schedule/beijing';
import { raiseAlert, raiseAlertIn, type OperatorAlert } from '../alerts/alerts';
import { _, db } from '../database';
import { plain } from '../plain';
import { sweep } from '../sweep';
import { transact, type Transaction } from '../transact';

/** Every minute: applications whose clock has run to the next mark. */
export const remindOfReviews = (now: number, budgetMs: number): Promise<number> =>
  sweep<NurseApplication>({ find: (limit) => due(now, limit), handle: ({ _id }) => remind(_id, now), budgetMs });

async function due(now: number, limit: number): Promise<readonly NurseApplication[]> {
  const { data } = await db
    .collection('nurseApplications')
    .where({ 'review.nextAlertAt': _.gt(0).and(_.lte(now)) })
    .orderBy('review.nextAlertAt', 'asc')
    .limit(limit)
    .get();
  return plain(data as NurseApplication[]);
}

const remind = (applicationId: string, now: number): Promise<boolean> =>
  transact(async (transaction) => {
    const application = await transaction.get<NurseApplication>('nurseApplications', applicationId);
    const found = application && reviewAlert(application, now);
    if (!found) return false;
    const { nurseId, submission } = found.application;
    const kind = found.alert.level === 'overdue' ? 'nurseReviewOverdue' : 'nurseReviewSoon';
    await transaction.put('nurseApplications', found.application);
    const _id = `${kind}:${nurseId}:${submission}`;
    await raiseAlertIn(transaction, { _id, kind, orderId: '', nurseId, text: found.alert.text }, now);
    return true;
  });

/** Decided: there is nothing to remind of. */
export async function settleAlerts(
  transaction: Transaction,
  application: NurseApplication,
  now: number,
): Promise<void> {
  for (const kind of ['nurseReviewSoon', 'nurseReviewOverdue']) {
    const _id = `${kind}:${application.nurseId}:${application.submission}`;
    const alert = await transaction.get<OperatorAlert>('operatorAlerts', _id);
    if (alert) await transaction.put('operatorAlerts', { ...alert, state: 'closed', closedAt: now });
  }
}

/** A due date was counted over a year that is not in the calendar. Told once a day, until somebody enters it. */
export async function noteUnknownYear(now: number): Promise<void> {
  console.error('the calendar of working days lacks a year: domain/calendar/holidays.ts');
  const text = '审核期限跨入的年份还没有录入放假安排，暂按周一至周五计算，请尽快录入并复核';
  const _id = `calendarMissing:${beijingDay(now)}`;
  await raiseAlert({ _id, kind: 'calendarMissing', orderId: '', nurseId: '', text }, now);
}
