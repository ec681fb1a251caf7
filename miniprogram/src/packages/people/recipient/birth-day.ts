/** A day of birth, typed as eight digits: a wheel of eighty years is harder to turn than a number is to type. */
import { isDay } from '#domain/person/idNumber';
import { beijingDay } from '#domain/schedule/beijing';
import { serverNow } from '@/cloud/server-time';
import { strings } from '@/strings/people';

const EARLIEST = '1900';

export const digitsOf = (day: string): string => day.replace(/-/g, '');

/** `1948-03-12`; '' while it is no day anybody alive was born on. */
export function birthDay(digits: string): string {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(digits.trim()) ?? [];
  const day = `${year}-${month}-${date}`;
  return year && isDay(day) && day > EARLIEST && day <= beijingDay(serverNow()) ? day : '';
}

export const birthProblem = (digits: string): string => (birthDay(digits) ? '' : strings.recipient.birthProblem);

/** What was understood, said back: 1948 年 3 月 12 日，78 岁. */
export function bornWords(digits: string): string {
  const day = birthDay(digits);
  if (!day) return '';
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const today = beijingDay(serverNow());
  const years = Number(today.slice(0, 4)) - year - (today.slice(5) < day.slice(5) ? 1 : 0);
  return strings.recipient.born({ year, month, day: date, years });
}
