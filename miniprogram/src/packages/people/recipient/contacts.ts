import type { SaveRecipientInput } from '#contract/saveRecipient';
import { nameProblem, phoneProblem } from '@/words/field-problems';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Contact = Mutable<SaveRecipientInput['emergencyContacts'][number]>;

/** Two, as the rule asks: if the first cannot be reached, the second is called. */
export const emptyContacts = (): Contact[] => [
  { name: '', phone: '', relation: '家人' },
  { name: '', phone: '', relation: '家人' },
];

export const contactProblem = ({ name, phone }: Contact): string => nameProblem(name) || phoneProblem(phone);
