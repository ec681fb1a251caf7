import type { UpdateOperator } from './operator';
import { locate } from './target';

/** `$unset`: the field is gone. */
export const unset: UpdateOperator = (path) => (doc) => {
  const target = locate(doc, path, false);
  if (!target || target.get() === undefined) return false;
  target.remove();
  return true;
};
