import { requestFailed } from '../../refusals';
import { isNullish } from '../language/nullish';
import { binary, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

function numeric(value: unknown, part: string): number {
  if (typeof value !== 'number') throw requestFailed(`${part} must be numeric, not ${typeName(value)}`);
  return value;
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/log/ */
export const log: Operator = binary((value, base) => {
  if (isNullish(value) || isNullish(base)) return null;
  const number = numeric(value, "$log's argument");
  const baseNumber = numeric(base, "$log's base");
  if (number <= 0) throw requestFailed(`$log's argument must be a positive number, but is ${number}`);
  if (baseNumber <= 0 || baseNumber === 1) {
    throw requestFailed(`$log's base must be a positive number not equal to 1, but is ${baseNumber}`);
  }
  return Math.log(number) / Math.log(baseNumber);
});

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/pow/ */
export const pow: Operator = binary((base, exponent) => {
  if (isNullish(base) || isNullish(exponent)) return null;
  const baseNumber = numeric(base, "$pow's base");
  const exponentNumber = numeric(exponent, "$pow's exponent");
  if (baseNumber === 0 && exponentNumber < 0) {
    throw requestFailed('$pow cannot take a base of 0 and a negative exponent');
  }
  // C's pow, unlike JavaScript's, knows that 1 to any power is 1.
  return baseNumber === 1 || (baseNumber === -1 && Math.abs(exponentNumber) === Infinity)
    ? 1
    : baseNumber ** exponentNumber;
});
