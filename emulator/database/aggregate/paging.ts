import { sortDocs } from '../read/sort';
import { requestFailed } from '../refusals';
import { countArgument, orderArgument } from './arguments';
import type { Stage } from './context';

export const sort: Stage = (docs, argument) => sortDocs(docs, orderArgument(argument));
export const skip: Stage = (docs, argument) => docs.slice(countArgument('$skip', argument, 0));
export const limit: Stage = (docs, argument) => docs.slice(0, countArgument('$limit', argument, 1));

/** No document at all gives no count at all. */
export const count: Stage = (docs, argument) => {
  if (typeof argument !== 'string' || argument === '' || argument.startsWith('$') || argument.includes('.')) {
    throw requestFailed('the count field must be a non-empty string without $ and .');
  }
  return docs.length === 0 ? [] : [{ [argument]: docs.length }];
};
