import type { Doc } from '../engine';
import { fieldNames } from '../expression/language/fieldPath';
import { typeName } from '../values/typeName';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { refuseUnknown } from './arguments';
import type { StageCompiler } from './context';
import { nestedValue, withNested } from './nested';

interface Unwind {
  readonly names: readonly string[];
  readonly indexNames: readonly string[] | undefined;
  readonly keepsEmpty: boolean;
}

function pathOf(path: unknown): readonly string[] {
  if (path === undefined) throw requestFailed('no path specified to $unwind stage');
  if (typeof path !== 'string') {
    throw requestFailed(`expected a string as the path for $unwind stage, got ${typeName(path)}`);
  }
  if (!path.startsWith('$')) {
    throw requestFailed(`path option to $unwind stage should be prefixed with a '$': ${path}`);
  }
  return fieldNames(path.slice(1));
}

function indexPathOf(path: unknown): readonly string[] | undefined {
  if (path === undefined) return undefined;
  if (typeof path !== 'string' || path === '') {
    throw requestFailed(
      `expected a non-empty string for the includeArrayIndex option to $unwind stage, got ${typeName(path)}`,
    );
  }
  if (path.startsWith('$')) {
    throw requestFailed(`includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${path}`);
  }
  return fieldNames(path);
}

function unwindOf(argument: unknown): Unwind {
  if (typeof argument !== 'string' && !isPlainObject(argument)) {
    const got = typeName(argument);
    throw requestFailed(`expected either a string or an object as specification for $unwind stage, got ${got}`);
  }
  const spec: Doc = isPlainObject(argument) ? argument : { path: argument };
  const known = ['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'];
  refuseUnknown(spec, known, (name) => `unrecognized option to $unwind stage: ${name}`);
  const { path, includeArrayIndex, preserveNullAndEmptyArrays: keepsEmpty = false } = spec;
  if (typeof keepsEmpty !== 'boolean') {
    throw requestFailed(
      `expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got ${typeName(keepsEmpty)}`,
    );
  }
  return { names: pathOf(path), indexNames: indexPathOf(includeArrayIndex), keepsEmpty };
}

/**
 * One document per element; a value that is no array counts as one element.
 * https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/unwind/
 */
export const unwind: StageCompiler = (argument) => {
  const { names, indexNames, keepsEmpty } = unwindOf(argument);
  const numbered = (doc: Doc, index: number | null) => (indexNames ? withNested(doc, indexNames, index) : doc);
  return function* (docs) {
    for (const doc of docs) {
      const value = nestedValue(doc, names);
      if (!Array.isArray(value)) {
        if (value != null || keepsEmpty) yield numbered(doc, null);
      } else if (value.length === 0) {
        if (keepsEmpty) yield numbered(withNested(doc, names, undefined), null);
      } else {
        for (const [i, element] of (value as unknown[]).entries()) yield numbered(withNested(doc, names, element), i);
      }
    }
  };
};
