/** A company's tax number: GB 32100-2015 (18 characters, check character modulo 31), or one of the older forms still in use. */
import { checkIdNumber } from '../person/idNumber';
import { Refusal } from '../refusal';

/** No I, O, S, V, Z. */
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

const isCreditCode = (number: string): boolean => {
  if (![...number].every((sign) => SIGNS.includes(sign))) return false;
  const total = WEIGHTS.reduce((sum, weight, index) => sum + weight * SIGNS.indexOf(number.charAt(index)), 0);
  return SIGNS[(31 - (total % 31)) % 31] === number[17];
};

/** Sole traders may go by the owner's identity number. */
function isIdNumber(number: string): boolean {
  try {
    return checkIdNumber(number).number === number;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** In capitals, without blanks. TAX_NUMBER_INVALID where it cannot be one; the forms of 15 and 20 characters have no check. */
export function checkTaxNumber(text: string): string {
  const number = text.replace(/\s/g, '').toUpperCase();
  const isOlder = /^([0-9A-Z]{15}|[0-9A-Z]{20})$/.test(number);
  const isWhole = number.length === 18 && (isCreditCode(number) || isIdNumber(number));
  if (!isOlder && !isWhole) throw new Refusal('TAX_NUMBER_INVALID', { length: number.length });
  return number;
}
