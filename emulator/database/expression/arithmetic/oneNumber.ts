import { requestFailed } from '../../refusals';
import { isNullish } from '../language/nullish';
import { unary, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

/** An operator of one number: null for null, a refusal for anything else that is no number. */
export const oneNumber = (apply: (value: number, name: string) => number): Operator =>
  unary((value, name) => {
    if (typeof value === 'number') return apply(value, name);
    if (isNullish(value)) return null;
    throw requestFailed(`${name} only supports numeric types, not ${typeName(value)}`);
  });

const positive = (apply: (value: number) => number): Operator =>
  oneNumber((value, name) => {
    if (value <= 0) throw requestFailed(`${name}'s argument must be a positive number, but is ${value}`);
    return apply(value);
  });

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/#arithmetic-expression-operators */
export const numberOperators: Record<string, Operator> = {
  $abs: oneNumber(Math.abs),
  $ceil: oneNumber(Math.ceil),
  $exp: oneNumber(Math.exp),
  $floor: oneNumber(Math.floor),
  $ln: positive(Math.log),
  $log10: positive(Math.log10),
  $sqrt: oneNumber((value, name) => {
    if (value < 0) throw requestFailed(`${name}'s argument must be greater than or equal to 0`);
    return Math.sqrt(value);
  }),
};
