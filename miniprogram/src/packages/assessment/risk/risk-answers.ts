/** Answers given so far: kept while the program runs, never on the phone, for they are about health. */
import { reactive } from 'vue';
import { perPerson } from '@/session/per-person';

type Answers = Record<string, string>;
const kept = perPerson(() => new Map<string, Answers>());

/** Left in the middle, the questions go on where they stopped. */
export function riskAnswers(recipientId: string, serviceCode: string): Answers {
  const key = `${recipientId} ${serviceCode}`;
  const known = kept().get(key) ?? reactive<Answers>({});
  kept().set(key, known);
  return known;
}

export const forgetAnswers = (recipientId: string, serviceCode: string): boolean =>
  kept().delete(`${recipientId} ${serviceCode}`);
