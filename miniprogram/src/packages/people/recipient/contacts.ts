import type { SaveRecipientInput } from '#contract/saveRecipient';
import { nameProblem, phoneProblem } from '@/words/field-problems';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Contact = Mutable<SaveRecipientInput['emergencyContacts'][number]>;

/** Two, as the rule asks: if the first cannot be reached, the second is called. */
export const emptyContacts = (): Contact[] => [
  { name: '', phone: '', relation: '家人' },
  { name: '', phone: '', relation: '家人' },
];

/** Those written down before, and empty places up to two. */
export const filledContacts = (known: readonly Contact[]): Contact[] => [
  ...known.map((one) => ({ ...one })),
  ...emptyContacts().slice(known.length),
];

const contactProblem = ({ name, phone }: Contact): string => nameProblem(name) || phoneProblem(phone);

/** What is wrong with them together, '' when they can be sent. The same number twice reaches nobody else. */
export function contactsProblem(contacts: readonly Contact[]): string {
  const at = contacts.findIndex((one) => contactProblem(one));
  const wrong = contacts[at];
  if (wrong) return `紧急联系人 ${at + 1}：${contactProblem(wrong)}`;
  const phones = new Set(contacts.map(({ phone }) => phone));
  return phones.size < contacts.length ? '两位紧急联系人的手机号不能相同，请换一个' : '';
}
