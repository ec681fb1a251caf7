import { nameProblem } from '@/words/field-problems';
import { contactProblemAt, contactsProblem } from './contacts';
import type { RecipientDraft } from './recipient-draft';

export const RECIPIENT_STEPS = ['name', 'relation', 'illness', 'first', 'second'] as const;
export type RecipientStep = (typeof RECIPIENT_STEPS)[number];

/** Why the way does not go on from this step yet, '' when it does. The last asks whether all can be sent. */
export function stepProblem(step: RecipientStep, { name, contacts }: RecipientDraft['form']): string {
  if (step === 'name') return nameProblem(name);
  if (step === 'first') return contactProblemAt(contacts, 0);
  return step === 'second' ? nameProblem(name) || contactsProblem(contacts) : '';
}
