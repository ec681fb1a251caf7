import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { addToSet } from './addToSet';
import { inc, mul } from './arithmetic';
import { bit } from './bit';
import { max, min } from './extreme';
import type { FieldUpdate, UpdateOperator } from './operator';
import { pop } from './pop';
import { pull, pullAll } from './pull';
import { push } from './push';
import { rename } from './rename';
import { set } from './set';
import { unset } from './unset';

const operators: Record<string, UpdateOperator> = {
  $set: set,
  $setOnInsert: set,
  $unset: unset,
  $inc: inc,
  $mul: mul,
  $min: min,
  $max: max,
  $rename: rename,
  $bit: bit,
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
};

export interface CompiledUpdate {
  /** Changes a private copy and says whether anything became different. */
  apply(doc: Doc, isInsert: boolean): boolean;
}

const sameOrInside = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}.`);

/** Two operators on one place, or on a place and a part of it, have no defined order. */
function refuseConflicts(paths: readonly string[]): void {
  const sorted = [...paths].sort();
  for (const [i, path] of sorted.entries()) {
    const earlier = sorted.slice(0, i).find((other) => sameOrInside(path, other));
    if (earlier !== undefined)
      throw requestFailed(`Updating the path '${path}' would create a conflict at '${earlier}'`);
  }
}

function refuseId(path: string): void {
  if (sameOrInside(path, '_id')) {
    throw requestFailed(`Performing an update on the path '${path}' would modify the immutable field '_id'`);
  }
}

/** Refuses unknown operators and wrong arguments before any document is changed. */
export function compileUpdate(update: Doc): CompiledUpdate {
  const names = Object.keys(update);
  if (names.length === 0) throw requestFailed('update document must not be empty');
  const steps: { change: FieldUpdate; onlyInsert: boolean }[] = [];
  const paths: string[] = [];
  for (const name of names) {
    const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
    if (!operator) throw requestFailed(`Unknown modifier: ${name}. Expected a valid update modifier`);
    const fields = update[name];
    if (!isPlainObject(fields)) throw requestFailed(`Modifiers operate on fields but we found another type: ${name}`);
    for (const path of Object.keys(fields)) {
      const touched = name === '$rename' ? [path, String(fields[path])] : [path];
      touched.forEach(refuseId);
      paths.push(...touched);
      steps.push({ change: operator(path, fields[path]), onlyInsert: name === '$setOnInsert' });
    }
  }
  refuseConflicts(paths);
  return {
    apply(doc, isInsert) {
      let changed = false;
      for (const { change, onlyInsert } of steps) if (isInsert || !onlyInsert) changed = change(doc) || changed;
      return changed;
    },
  };
}
