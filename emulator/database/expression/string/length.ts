import { requestFailed } from '../../refusals';
import { isNullish } from '../language/nullish';
import { unary, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';
import { codePointLength } from './codePoints';

const lengthOf = (measure: (text: string) => number): Operator =>
  unary((value, name) => {
    if (typeof value !== 'string') throw requestFailed(`${name} requires a string argument, found: ${typeName(value)}`);
    return measure(value);
  });

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/strLenBytes/ Null is refused. */
export const strLenBytes: Operator = lengthOf(Buffer.byteLength);

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/strLenCP/ Null is refused. */
export const strLenCP: Operator = lengthOf(codePointLength);

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/binarySize/ Text only: there is no binary data here. */
export const binarySize: Operator = unary((value, name) => {
  if (isNullish(value)) return null;
  if (typeof value === 'string') return Buffer.byteLength(value);
  throw requestFailed(`${name} requires a string or BinData argument, found: ${typeName(value)}`);
});
