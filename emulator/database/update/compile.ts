import type { Doc } from '../engine';
import { findOffset } from '../query/position';
import { requestFailed } from '../refusals';
import { sameValue } from '../values/compare';
import { isPlainObject } from '../values/kind';
import { shown } from '../values/shown';
import { compareText } from '../values/text';
import { typeName } from '../values/typeName';
import { addToSet } from './addToSet';
import { inc, mul } from './arithmetic';
import { bit } from './bit';
import { currentDate } from './currentDate';
import { max, min } from './extreme';
import type { FieldUpdate, UpdateOperator } from './operator';
import { assertUpdatable, Conflicts, isDynamic, placesOf } from './paths';
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
  $currentDate: currentDate,
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

export interface UpdateSettings {
  /** The query that found the document: it says what `$` in a path stands for. */
  readonly query?: Doc;
  /** The moment that $currentDate writes. */
  readonly now?: Date;
}

/** One field of one operator. */
interface Step {
  /** Where it writes. */
  readonly path: string;
  readonly onlyInsert: boolean;
  /** Ready when the path is the same for every document. */
  readonly change: FieldUpdate | undefined;
  at(path: string): FieldUpdate;
}

const idChanged = (path: string) =>
  requestFailed(`Performing an update on the path '${path}' would modify the immutable field '_id'`);

/** MongoDB 4.4 goes through the fields of an update in the order of their names, whatever operator they stand in. */
function compareSteps(a: Step, b: Step): number {
  const left = a.path.split('.');
  const right = b.path.split('.');
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const found = compareText(left[i] as string, right[i] as string);
    if (found !== 0) return found;
  }
  return left.length - right.length;
}

function fieldsOf(name: string, update: Doc): Doc {
  const fields = update[name];
  if (isPlainObject(fields)) {
    if (Object.keys(fields).length > 0) return fields;
    throw requestFailed(`'${name}' is empty. You must specify a field like so: {${name}: {<field>: ...}}`);
  }
  throw requestFailed(
    'Modifiers operate on fields but we found type ' +
      `${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ${shown(fields)}}`,
  );
}

function operatorNamed(name: string): UpdateOperator {
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (operator) return operator;
  throw requestFailed(
    `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
  );
}

function stepOf(name: string, path: string, operand: unknown, now: Date): Step {
  const operator = operatorNamed(name);
  const ready = operator(path, operand, now); // refuses a wrong argument also where the path is not known yet
  return {
    path: name === '$rename' ? String(operand) : path,
    onlyInsert: name === '$setOnInsert',
    change: isDynamic(path) ? undefined : ready,
    at: (place) => operator(place, operand, now),
  };
}

function stepsOf(update: Doc, now: Date): Step[] {
  const conflicts = new Conflicts();
  const claim = (path: string) => {
    const met = conflicts.add(path);
    if (met !== undefined) throw requestFailed(`Updating the path '${path}' would create a conflict at '${met}'`);
  };
  const steps = Object.keys(update).flatMap((name) => {
    operatorNamed(name);
    const fields = fieldsOf(name, update);
    return Object.keys(fields).map((path) => {
      assertUpdatable(path);
      if (path.startsWith('_id.')) throw idChanged(path);
      const step = stepOf(name, path, fields[path], now);
      claim(path);
      if (name === '$rename') claim(step.path);
      return step;
    });
  });
  return steps.sort(compareSteps);
}

/** The id may be set to what it is, not to anything else; a document that is being made may still get one. */
function assertSameId(before: unknown, doc: Doc): void {
  if (before !== undefined && !sameValue(before, doc._id)) throw idChanged('_id');
}

function changesIn(doc: Doc, steps: readonly Step[], offset: () => number | undefined): FieldUpdate[] {
  if (steps.every(({ change }) => change !== undefined)) return steps.map(({ change }) => change as FieldUpdate);
  const conflicts = new Conflicts();
  const placed = (path: string) => {
    if (conflicts.add(path) !== undefined) throw requestFailed(`Update created a conflict at '${path}'`);
    return path;
  };
  return steps.flatMap(({ path, change, at }) => {
    if (!change) return placesOf(doc, path, offset).map((place) => at(placed(place)));
    placed(path);
    return [change];
  });
}

/** Refuses unknown operators and wrong arguments before any document is changed. */
export function compileUpdate(update: Doc, { query = {}, now = new Date() }: UpdateSettings = {}): CompiledUpdate {
  if (Array.isArray(update)) throw requestFailed('the emulator does not offer updates by a pipeline');
  if (Object.keys(update).length === 0) throw requestFailed('update document must not be empty');
  const steps = stepsOf(update, now);
  const needsOffset = steps.some(({ path }) => path.split('.').includes('$'));
  const offsetIn = needsOffset ? findOffset(query) : () => undefined;
  return {
    apply(doc, isInsert) {
      const idBefore = doc._id;
      const wanted = isInsert ? steps : steps.filter(({ onlyInsert }) => !onlyInsert);
      const offset = isInsert ? undefined : offsetIn(doc);
      let changed = false;
      for (const change of changesIn(doc, wanted, () => offset)) changed = change(doc) || changed;
      assertSameId(idBefore, doc);
      return changed;
    },
  };
}
