import { ValueMap } from '../../values/valueMap';
import type { Accumulator } from './accumulator';

/** Null is a value, missing is none. https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/push/ */
export const push: Accumulator = () => {
  const list: unknown[] = [];
  return {
    add: (value) => {
      if (value !== undefined) list.push(value);
    },
    result: () => list,
  };
};

/** Each value once, in the order they came. https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/addToSet/ */
export const addToSet: Accumulator = () => {
  const seen = new ValueMap<true>();
  const list: unknown[] = [];
  return {
    add: (value) => {
      if (value === undefined || seen.has(value)) return;
      seen.set(value, true);
      list.push(value);
    },
    result: () => list,
  };
};
