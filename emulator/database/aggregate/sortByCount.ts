import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { compileGroups } from './accumulator/statements';
import type { StageCompiler } from './context';
import { grouping } from './group';
import { compileSort } from './sort';

function assertKey(argument: unknown): void {
  const isPath = typeof argument === 'string' && argument.startsWith('$');
  const isExpression = isPlainObject(argument) && Object.keys(argument)[0]?.startsWith('$');
  if (typeof argument !== 'string' && !isPlainObject(argument)) {
    throw requestFailed('the sortByCount field must be specified as a string or as an object');
  }
  if (!isPath && !isExpression) {
    throw requestFailed('the sortByCount field must be defined as a $-prefixed path or an expression inside an object');
  }
}

/** Groups and their sizes, largest first. https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/sortByCount/ */
export const sortByCount: StageCompiler = (argument, compiling) => {
  assertKey(argument);
  const compile = (source: unknown) => compiling.expression(source);
  const counted = grouping(compile(argument), compileGroups({ count: { $sum: 1 } }, compile));
  const sorted = compileSort([['count', -1]]);
  return (docs, running) => sorted(counted(docs, running), running);
};
