/** Whether a field can be sent, by the contract's own schema; worded for the person at the field. */
import { safeParse } from 'valibot';
import { PersonName, Phone } from '#contract/fields';
import { strings } from '@/strings/words';

export const nameProblem = (text: string): string => (safeParse(PersonName, text).success ? '' : strings.problems.name);

export const phoneProblem = (text: string): string => (safeParse(Phone, text).success ? '' : strings.problems.phone);
