import { requestFailed } from '../../refusals';
import { bsonSize as bsonSizeOf } from '../../values/bsonSize';
import { isPlainObject } from '../../values/kind';
import { putField } from '../language/literals';
import { isNullish } from '../language/nullish';
import { unary, type Operator } from '../language/operator';
import { shown } from '../language/shown';
import { typeName } from '../../values/typeName';
import { valuesOf } from '../accumulator/valuesOf';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/objectToArray/ */
export const objectToArray: Operator = unary((value) => {
  if (isNullish(value)) return null;
  if (!isPlainObject(value)) {
    throw requestFailed(`$objectToArray requires a document input, found: ${typeName(value)}`);
  }
  return Object.entries(value).map(([k, v]) => ({ k, v }));
});

/**
 * https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/mergeObjects/
 * Null and missing are left out; a single array is taken for its elements.
 */
export const mergeObjects: Operator = (name, argument, compiler) => {
  const values = valuesOf(argument, compiler);
  return (scope) => {
    const merged: Record<string, unknown> = {};
    for (const value of values(scope)) {
      if (isNullish(value)) continue;
      if (!isPlainObject(value)) {
        throw requestFailed(`${name} requires object inputs, but input ${shown(value)} is of type ${typeName(value)}`);
      }
      for (const field of Object.keys(value)) putField(merged, field, value[field]);
    }
    return merged;
  };
};

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/bsonSize/ */
export const bsonSize: Operator = unary((value) => {
  if (isNullish(value)) return null;
  if (!isPlainObject(value)) throw requestFailed(`$bsonSize requires a document input, found: ${typeName(value)}`);
  return bsonSizeOf(value);
});
