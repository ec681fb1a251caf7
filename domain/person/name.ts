/** Names of people, as papers have them. */
import { Refusal } from '../refusal';

const CHINESE = /^\p{Script=Han}+(·\p{Script=Han}+)*$/u;
const LATIN = /^\p{Script=Latin}[\p{Script=Latin} .'’·-]*[\p{Script=Latin}.]$/u;

/** Chinese (with `·` between parts) or Latin, 2 to 30 characters. Answers the name as it is to be kept. */
export function checkName(text: string): string {
  // The dot between the parts of a name is typed in several ways; papers have U+00B7.
  const name = text
    .normalize('NFC')
    .trim()
    .replace(/[•‧・．]/g, '·')
    .replace(/\s+/g, ' ');
  const length = [...name].length;
  if (length < 2 || length > 30 || !(CHINESE.test(name) || LATIN.test(name))) {
    throw new Refusal('NAME_INVALID', { length });
  }
  return name;
}

/** `王**`, always two stars: the length of a name tells, too (P-047). */
export const maskName = (name: string): string => `${[...name.trim()][0] ?? ''}**`;
