import type { Doc } from '../engine';
import type { Expression } from '../expression/expression';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { compileGroups, type Group } from './accumulator/statements';
import { asObject } from './arguments';
import { scopeOf, type Compiling, type Stage, type StageCompiler } from './context';
import { ValueMap } from '../values/valueMap';

/** Documents by the value of an expression; a missing value belongs to null. Groups appear in the order they are met. */
export const grouping = (key: Expression, start: () => Group): Stage =>
  function* (docs, running) {
    const byKey = new ValueMap<Group>();
    const groups: (readonly [unknown, Group])[] = [];
    for (const doc of docs) {
      const scope = scopeOf(doc, running);
      const id = key(scope) ?? null;
      let group = byKey.get(id);
      if (!group) {
        group = start();
        byKey.set(id, group);
        groups.push([id, group]);
      }
      group.add(scope);
    }
    for (const [id, group] of groups) yield group.document(id);
  };

function keyOf(spec: Doc, compiling: Compiling): Expression {
  if (!('_id' in spec)) throw requestFailed('a group specification must include an _id');
  const id = spec._id;
  const isFlag = (value: unknown) => typeof value === 'number' || typeof value === 'boolean';
  if (isPlainObject(id) && !Object.keys(id)[0]?.startsWith('$') && Object.values(id).some(isFlag)) {
    throw requestFailed('$group does not support inclusion-style expressions');
  }
  return compiling.expression(id);
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/group/ */
export const group: StageCompiler = (argument, compiling) => {
  const spec = asObject(argument, "a group's fields must be specified in an object");
  const { _id: _, ...fields } = spec;
  const key = keyOf(spec, compiling);
  return grouping(
    key,
    compileGroups(fields, (source) => compiling.expression(source)),
  );
};
