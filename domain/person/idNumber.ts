/** Chinese identity numbers: GB 11643-1999, check digit by ISO 7064 MOD 11-2. */
import { Refusal } from '../refusal';
import { beijingDay } from '../schedule/beijing';

export interface IdNumber {
  /** Eighteen characters, `X` in capitals. */
  readonly number: string;
  /** `1949-12-31` */
  readonly birthDay: string;
  readonly sex: 'female' | 'male';
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';
/** GB/T 2260: the first two digits of every province, Hong Kong, Macao and Taiwan included. */
const PROVINCES = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;

const checkDigit = (seventeen: string): string => {
  const total = WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(seventeen[index]), 0);
  return CHECK_DIGITS.charAt(total % 11);
};

/** Numbers of the first generation had a two-digit year (all of the 1900s) and no check digit. */
function upgraded(fifteen: string): string {
  const seventeen = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`;
  return seventeen + checkDigit(seventeen);
}

const refuse = (why: string): never => {
  // Never the number itself: refusals are logged.
  throw new Refusal('ID_NUMBER_INVALID', { why });
};

export function checkIdNumber(text: string): IdNumber {
  const entered = text.trim().toUpperCase();
  const number = /^\d{15}$/.test(entered) ? upgraded(entered) : entered;
  if (!/^\d{17}[\dX]$/.test(number)) refuse('form');
  if (!PROVINCES.test(number)) refuse('region');
  const birthDay = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDay(birthDay)) refuse('birthDay');
  if (checkDigit(number.slice(0, 17)) !== number[17]) refuse('checkDigit');
  return { number, birthDay, sex: Number(number[16]) % 2 === 0 ? 'female' : 'male' };
}

/** A day of the calendar: `1949-02-30` is none. */
export function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) && day >= '1850';
}

/** `3****************8` (P-047) */
export const maskIdNumber = (number: string): string =>
  number.replace(
    /^(.)(.*)(.)$/,
    (_, first: string, middle: string, last: string) => first + '*'.repeat(middle.length) + last,
  );

/** Full years in Beijing; by the year alone where only that is known. */
export function ageYears(born: string | number, now: number): number {
  const today = beijingDay(now);
  const year = Number(today.slice(0, 4));
  if (typeof born === 'number') return year - born;
  const hadBirthday = today.slice(5) >= born.slice(5);
  return year - Number(born.slice(0, 4)) - (hadBirthday ? 0 : 1);
}
