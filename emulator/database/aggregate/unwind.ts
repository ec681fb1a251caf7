import type { Doc } from '../engine';
import { isPlainObject } from '../values/kind';
import { requestFailed } from '../refusals';
import { fieldPath } from './arguments';
import type { Stage } from './context';

/** A copy with one path replaced; only the objects on the way are copied. */
export function withValue(doc: Doc, parts: readonly string[], value: unknown): Doc {
  const [first, ...rest] = parts as [string, ...string[]];
  const copy = { ...doc };
  if (rest.length > 0) copy[first] = withValue(isPlainObject(doc[first]) ? doc[first] : {}, rest, value);
  else if (value === undefined) delete copy[first];
  else copy[first] = value;
  return copy;
}

const valueAt = (doc: Doc, parts: readonly string[]) =>
  parts.reduce<unknown>((value, part) => (isPlainObject(value) ? value[part] : undefined), doc);

interface Unwind {
  readonly parts: readonly string[];
  readonly indexParts: readonly string[] | undefined;
  readonly keepsEmpty: boolean;
}

function unwindOf(argument: unknown): Unwind {
  const spec = isPlainObject(argument) ? argument : { path: argument };
  const unknownName = Object.keys(spec).find(
    (name) => !['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name),
  );
  if (unknownName) throw requestFailed(`unrecognized option to $unwind stage: ${unknownName}`);
  const { includeArrayIndex: index } = spec;
  return {
    parts: fieldPath('$unwind', spec.path).split('.'),
    indexParts: typeof index === 'string' ? index.split('.') : undefined,
    keepsEmpty: spec.preserveNullAndEmptyArrays === true,
  };
}

/** One document per element; a value that is no array counts as one element. */
export const unwind: Stage = (docs, argument) => {
  const { parts, indexParts, keepsEmpty } = unwindOf(argument);
  const numbered = (doc: Doc, index: number | null) => (indexParts ? withValue(doc, indexParts, index) : doc);
  return docs.flatMap((doc) => {
    const value = valueAt(doc, parts);
    if (Array.isArray(value) && value.length > 0) {
      return (value as unknown[]).map((element, i) => numbered(withValue(doc, parts, element), i));
    }
    if (value == null || Array.isArray(value)) {
      if (!keepsEmpty) return [];
      return [numbered(Array.isArray(value) ? withValue(doc, parts, undefined) : doc, null)];
    }
    return [numbered(doc, null)];
  });
};
