import { shown } from '../../expression/language/shown';
import { typeName } from '../../values/typeName';
import { requestFailed } from '../../refusals';
import { isPlainObject } from '../../values/kind';
import type { Accumulator } from './accumulator';

/** Later documents win; null and missing add nothing. https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/mergeObjects/ */
export const mergeObjects: Accumulator = () => {
  const merged: Record<string, unknown> = {};
  return {
    add: (value) => {
      if (value == null) return;
      if (!isPlainObject(value)) {
        const type = typeName(value);
        throw requestFailed(`$mergeObjects requires object inputs, but input ${shown(value)} is of type ${type}`);
      }
      Object.assign(merged, value);
    },
    result: () => merged,
  };
};
