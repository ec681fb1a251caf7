import type { Accumulator } from './accumulator';

/** The first document's value, null where that lacks it. https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/first/ */
export const first: Accumulator = () => {
  let seen = false;
  let found: unknown;
  return {
    add: (value) => {
      if (!seen) found = value;
      seen = true;
    },
    result: () => found,
  };
};

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/last/ */
export const last: Accumulator = () => {
  let found: unknown;
  return {
    add: (value) => {
      found = value;
    },
    result: () => found,
  };
};
