import { requestFailed } from '../refusals';
import type { UpdateOperator } from './operator';
import { locate, reach } from './target';

/** `$rename`: the value moves to another field and replaces what was there; a field that is absent changes nothing. */
export const rename: UpdateOperator = (path, operand) => {
  if (typeof operand !== 'string') throw requestFailed(`The 'to' field for $rename must be a string: ${path}`);
  return (doc) => {
    const source = locate(doc, path, false);
    const value = source?.get();
    if (!source || value === undefined) return false;
    source.remove();
    reach(doc, operand).set(value);
    return true;
  };
};
