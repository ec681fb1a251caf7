import { requestFailed } from '../../refusals';
import { oneNumber } from '../arithmetic/oneNumber';
import { isNullish } from '../language/nullish';
import { binary, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

const printed = (value: number) => String(value).replace('Infinity', 'inf');

/** Refuses numbers outside the bounds; NaN goes through. The texts have MongoDB's grammar. */
const within = (least: number, most: number, bounds: string, apply: (value: number) => number): Operator =>
  oneNumber((value, name) => {
    if (value < least || value > most) {
      throw requestFailed(`cannot apply ${name} to ${printed(value)}, value must in ${bounds}`);
    }
    return apply(value);
  });

const finite = (apply: (value: number) => number): Operator =>
  within(-Number.MAX_VALUE, Number.MAX_VALUE, '(-inf,inf)', apply);

const atan2: Operator = binary((y, x) => {
  if (isNullish(y) || isNullish(x)) return null;
  if (typeof y === 'number' && typeof x === 'number') return Math.atan2(y, x);
  throw requestFailed(`$atan2 only supports numeric types, not ${typeName(typeof y === 'number' ? x : y)}`);
});

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/#trigonometry-expression-operators */
export const trigonometry: Record<string, Operator> = {
  $acos: within(-1, 1, '[-1,1]', Math.acos),
  $acosh: within(1, Infinity, '[1,inf]', Math.acosh),
  $asin: within(-1, 1, '[-1,1]', Math.asin),
  $asinh: oneNumber(Math.asinh),
  $atan: oneNumber(Math.atan),
  $atan2: atan2,
  $atanh: within(-1, 1, '[-1,1]', Math.atanh),
  $cos: finite(Math.cos),
  $cosh: oneNumber(Math.cosh),
  $degreesToRadians: oneNumber((degrees) => degrees * (Math.PI / 180)),
  $radiansToDegrees: oneNumber((radians) => radians * (180 / Math.PI)),
  $sin: finite(Math.sin),
  $sinh: oneNumber(Math.sinh),
  $tan: finite(Math.tan),
  $tanh: oneNumber(Math.tanh),
};
