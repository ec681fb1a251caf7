/** Assessments as the family reads them. */
import type { AssessmentView, QuestionView } from '#contract/assessRecipient';
import type { Assessment } from '#domain/assessment/assessment';
import { isUrgent, type Question } from '#domain/assessment/questionnaire';
import { sentenceOf } from '#domain/assessment/reasons';
import type { Recipient } from '../recipients';
import { hasChanged } from './assessments';

export function assessmentView(assessment: Assessment, recipient: Recipient, now: number): AssessmentView {
  const { _id, kind, decision, reasonCodes, advice, conditions, serviceCodes, validUntil, createdAt } = assessment;
  const isOver = assessment.endedAt !== null || validUntil === null || validUntil < now;
  const isChanged = kind === 'first' && hasChanged(assessment, recipient.healthChangedAt);
  const counts = !isOver && !isChanged && (decision === 'allowed' || decision === 'conditional');
  const reasons = reasonCodes.map((code) => ({ code, sentence: sentenceOf(code) }));
  return {
    assessmentId: _id,
    kind,
    decision,
    reasons,
    advice,
    conditions,
    serviceCodes,
    validUntil,
    counts,
    createdAt,
  };
}

/** What an answer would mean is not told: people are to say how it is, not what opens the door. */
export const questionView = (question: Question): QuestionView => ({
  id: question.id,
  text: question.text,
  hint: question.hint,
  isUrgent: isUrgent(question),
  options: question.options.map(({ value, label }) => ({ value, label })),
});
