/** When a review is getting late: what operators are told, and when to look again. */
import type { NurseApplication } from './application';

export interface ReviewAlert {
  readonly level: 'soon' | 'overdue';
  readonly text: string;
}

/** What is due now, and the application with the next time to look; null: nothing is. */
export function reviewAlert(
  application: NurseApplication,
  now: number,
): { readonly alert: ReviewAlert; readonly application: NurseApplication } | null {
  const { review, state } = application;
  if (!review || review.nextAlertAt === null || review.nextAlertAt > now) return null;
  if (state !== 'submitted' && state !== 'reviewing') return null;
  const isOverdue = now >= review.dueAt;
  const alert: ReviewAlert = isOverdue
    ? { level: 'overdue', text: '护士申请已超过审核期限，请立即处理' }
    : { level: 'soon', text: '护士申请将在 1 个工作日内到期，请尽快审核' };
  const next = { ...review, nextAlertAt: isOverdue ? null : review.dueAt };
  return { alert, application: { ...application, review: next } };
}
