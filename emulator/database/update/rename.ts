import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { shownField } from '../values/shown';
import type { UpdateOperator } from './operator';
import { assertUpdatable, isDynamic } from './paths';
import { locate, reach, valueAt } from './target';

function assertNames(from: string, to: unknown): asserts to is string {
  if (typeof to !== 'string')
    throw requestFailed(`The 'to' field for $rename must be a string: ${shownField(from, to)}`);
  if (to.includes('\u0000')) {
    throw requestFailed("The 'to' field for $rename cannot contain an embedded null byte");
  }
  const shown = shownField(from, to);
  if (from === to) throw requestFailed(`The source and target field for $rename must differ: ${shown}`);
  if (from.startsWith(`${to}.`) || to.startsWith(`${from}.`)) {
    throw requestFailed(`The source and target field for $rename must not be on the same path: ${shown}`);
  }
  if (isDynamic(from)) throw requestFailed(`The source field for $rename may not be dynamic: ${from}`);
  if (isDynamic(to)) throw requestFailed(`The destination field for $rename may not be dynamic: ${to}`);
  assertUpdatable(to);
}

/** Renaming does not go through arrays, though an array itself may be renamed. */
function refuseArrays(doc: Doc, path: string, which: string): void {
  const parts = path.split('.');
  for (let length = 1; length < parts.length; length += 1) {
    if (!Array.isArray(valueAt(doc, parts.slice(0, length).join('.')))) continue;
    throw requestFailed(
      `The ${which} field cannot be an array element, '${path}' in doc with ` +
        `${shownField('_id', doc._id)} has an array field called '${parts[length - 1]}'`,
    );
  }
}

/**
 * `$rename`: the value moves to another field and replaces what was there; a field that is absent changes nothing.
 * https://www.mongodb.com/docs/v4.4/reference/operator/update/rename/
 */
export const rename: UpdateOperator = (path, operand) => {
  assertNames(path, operand);
  return (doc) => {
    const source = locate(doc, path, false);
    const value = source?.get();
    if (!source || value === undefined) return false;
    refuseArrays(doc, path, 'source');
    refuseArrays(doc, operand, 'destination');
    reach(doc, operand).set(value);
    source.remove();
    return true;
  };
};
