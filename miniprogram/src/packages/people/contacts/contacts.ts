import type { SaveRecipientInput } from '#contract/saveRecipient';
import { nameProblem, phoneProblem } from '@/words/field-problems';
import { strings } from '@/strings/people';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Contact = Mutable<SaveRecipientInput['emergencyContacts'][number]>;

/** Two, as the rule asks: if the first cannot be reached, the second is called. */
export const emptyContacts = (): Contact[] => [
  { name: '', phone: '', relation: strings.contacts.family },
  { name: '', phone: '', relation: strings.contacts.family },
];

/** Those written down before, and empty places up to two. */
export const filledContacts = (known: readonly Contact[]): Contact[] => [
  ...known.map((one) => ({ ...one })),
  ...emptyContacts().slice(known.length),
];

const contactProblem = ({ name, phone }: Contact): string => nameProblem(name) || phoneProblem(phone);

/** What is wrong with the one at this place, '' when nothing is. */
export function contactProblemAt(contacts: readonly Contact[], at: number): string {
  const problem = contacts[at] ? contactProblem(contacts[at]) : '';
  return problem && strings.contacts.problem({ place: at + 1, problem });
}

/** What is wrong with them together, '' when they can be sent. The same number twice reaches nobody else. */
export function contactsProblem(contacts: readonly Contact[]): string {
  const at = contacts.findIndex((one) => contactProblem(one));
  if (at >= 0) return contactProblemAt(contacts, at);
  const phones = new Set(contacts.map(({ phone }) => phone));
  return phones.size < contacts.length ? strings.contacts.sameNumber : '';
}
