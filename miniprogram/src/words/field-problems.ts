/** Whether a field can be sent, by the contract's own schema; worded for the person at the field. */
import { safeParse } from 'valibot';
import { PersonName, Phone } from '#contract/fields';

export const nameProblem = (text: string): string =>
  safeParse(PersonName, text).success ? '' : '请填写姓名，至少两个字';

export const phoneProblem = (text: string): string => (safeParse(Phone, text).success ? '' : '请填写 11 位手机号');
