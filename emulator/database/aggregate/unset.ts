import { requestFailed } from '../refusals';
import { causedBy } from './arguments';
import type { StageCompiler } from './context';
import { transforming } from './project';
import { exclude } from './projection/apply';
import { addLeaf, emptyNode } from './projection/node';

function pathsOf(argument: unknown): readonly string[] {
  if (typeof argument === 'string') return [argument];
  if (!Array.isArray(argument)) throw requestFailed('$unset specification must be a string or an array');
  const complaint = '$unset specification must be a string or an array';
  if (argument.length === 0) throw requestFailed(`${complaint} with at least one field`);
  return (argument as unknown[]).map((path) => {
    if (typeof path !== 'string') throw requestFailed(`${complaint} containing only string values`);
    return path;
  });
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/unset/ */
export const unset: StageCompiler = (argument) => {
  const paths = pathsOf(argument);
  return causedBy('$unset', () => {
    const root = emptyNode();
    for (const path of paths) addLeaf(root, path);
    return transforming((doc) => exclude(doc, root));
  });
};
