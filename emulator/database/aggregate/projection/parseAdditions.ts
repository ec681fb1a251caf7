import type { Doc } from '../../engine';
import type { Expression } from '../../expression/expression';
import { fieldNames } from '../../expression/language/fieldPath';
import { shown } from '../../expression/language/shown';
import { requestFailed } from '../../refusals';
import { isPlainObject } from '../../values/kind';
import { addComputed, emptyNode, type ProjectionNode } from './node';

interface Addition {
  readonly path: string;
  readonly source: unknown;
}

function assertNestedName(name: string, object: Doc, whole: Doc): void {
  if (name.startsWith('$')) {
    throw requestFailed(
      'an expression specification must contain exactly one field, the name of the expression. ' +
        `Found ${Object.keys(object).length} fields in ${shown(object)}, while parsing object ${shown(whole)}`,
    );
  }
  if (name.includes('.'))
    throw requestFailed(`cannot use dotted field name '${name}' in a sub object: ${shown(whole)}`);
}

/** Objects that are no expressions are paths written in another way: `{a: {b: 1}}` adds `a.b`. */
function additionsAt(path: string, value: unknown, whole: Doc): Addition[] {
  if (!isPlainObject(value)) return [{ path, source: value }];
  const names = Object.keys(value);
  if (names.length === 0 || (names.length === 1 && names[0]?.startsWith('$'))) return [{ path, source: value }];
  return names.flatMap((name) => {
    assertNestedName(name, value, whole);
    return additionsAt(`${path}.${name}`, value[name], whole);
  });
}

const isWithin = (outer: string, inner: string) => inner === outer || inner.startsWith(`${outer}.`);

function assertNoConflict(additions: readonly Addition[], whole: Doc): void {
  for (const [i, { path }] of additions.entries()) {
    const other = additions.slice(0, i).find((earlier) => isWithin(earlier.path, path) || isWithin(path, earlier.path));
    if (!other) continue;
    throw requestFailed(
      'specification contains two conflicting paths. ' +
        `Cannot specify both '${path}' and '${other.path}': ${shown(whole)}`,
    );
  }
}

/** Reads the argument of $addFields. https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/addFields/ */
export function parseAdditions(spec: Doc, compile: (source: unknown) => Expression): ProjectionNode {
  const additions = Object.entries(spec).flatMap(([path, value]) => {
    fieldNames(path);
    return additionsAt(path, value, spec);
  });
  assertNoConflict(additions, spec);
  const root = emptyNode();
  for (const { path, source } of additions) addComputed(root, path, compile(source));
  return root;
}
