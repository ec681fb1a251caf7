import { nameProblem } from '@/words/field-problems';
import { strings } from '@/strings/people';
import { birthProblem } from './birth-day';
import type { RecipientForm } from './recipient-draft';

export const RECIPIENT_STEPS = ['name', 'birth', 'relation', 'illness', 'daily'] as const;
export type RecipientStep = (typeof RECIPIENT_STEPS)[number];

/** Who acts for somebody else says so (P-024). */
export const needsStatement = ({ relation }: Pick<RecipientForm, 'relation'>): boolean =>
  relation !== strings.recipient.self;

/** Why the way does not go on from this step yet, '' when it does. The last asks whether all can be sent. */
export function stepProblem(step: RecipientStep, form: RecipientForm): string {
  if (step === 'name') return nameProblem(form.name);
  if (step === 'birth') return birthProblem(form.birth);
  if (step === 'relation') return needsStatement(form) && !form.statement ? strings.recipient.statementProblem : '';
  if (step === 'illness') return '';
  return nameProblem(form.name) || birthProblem(form.birth) || stepProblem('relation', form);
}
