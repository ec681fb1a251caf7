import { assertFieldName } from '../expression/language/fieldPath';
import { requestFailed } from '../refusals';
import type { StageCompiler } from './context';

function fieldOf(argument: unknown): string {
  if (typeof argument !== 'string' || argument === '')
    throw requestFailed('the count field must be a non-empty string');
  if (argument.startsWith('$')) throw requestFailed('the count field cannot be a $-prefixed path');
  if (argument.includes('\0')) throw requestFailed('the count field cannot contain a null byte');
  if (argument.includes('.')) throw requestFailed("the count field cannot contain '.'");
  assertFieldName(argument);
  return argument;
}

/** No document at all gives no count at all. https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/count/ */
export const count: StageCompiler = (argument) => {
  const field = fieldOf(argument);
  return function* (docs) {
    let found = 0;
    for (const _ of docs) found += 1;
    if (found > 0) yield { [field]: found };
  };
};
