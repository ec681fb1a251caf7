import type { Doc } from '../engine';
import { compileQuery } from '../query/compile';
import { requestFailed } from '../refusals';
import { clone } from '../values/clone';
import { isPlainObject } from '../values/kind';

/** A projection as a tree of field names. */
interface Shape {
  readonly fields: Map<string, Shape | Leaf>;
}
type Leaf = 'keep' | 'drop' | ((value: unknown) => unknown);

const isShape = (part: Shape | Leaf | undefined): part is Shape => typeof part === 'object';

function slice(operand: unknown): Leaf {
  const [first, second] = Array.isArray(operand) ? (operand as unknown[]) : [operand];
  if (typeof first !== 'number' || (second !== undefined && typeof second !== 'number')) {
    throw requestFailed('$slice needs one or two numbers');
  }
  return (value) => {
    if (!Array.isArray(value)) return clone(value);
    const all = value as unknown[];
    if (second === undefined) return clone(first >= 0 ? all.slice(0, first) : all.slice(first));
    const from = first >= 0 ? first : Math.max(0, all.length + first);
    return clone(all.slice(from, from + second));
  };
}

function elemMatch(operand: unknown): Leaf {
  const predicate = compileQuery({ list: { $elemMatch: operand } });
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const found = (value as unknown[]).find((element) => predicate({ list: [element] }));
    return found === undefined ? undefined : clone([found]);
  };
}

function leafOf(path: string, value: unknown): Leaf {
  if (isPlainObject(value)) {
    const [operator, ...more] = Object.keys(value);
    if (operator === '$slice' && more.length === 0) return slice(value.$slice);
    if (operator === '$elemMatch' && more.length === 0) return elemMatch(value.$elemMatch);
    throw requestFailed(`unsupported projection of ${path}: ${operator ?? 'empty document'}`);
  }
  if (typeof value !== 'number' && typeof value !== 'boolean') throw requestFailed(`unsupported projection of ${path}`);
  return value ? 'keep' : 'drop';
}

function addLeaf(shape: Shape, path: string, leaf: Leaf): void {
  const parts = path.split('.');
  const last = parts.pop() as string;
  let at = shape;
  for (const part of parts) {
    let next = at.fields.get(part);
    if (!isShape(next)) at.fields.set(part, (next = { fields: new Map() }));
    at = next;
  }
  at.fields.set(last, leaf);
}

function include(value: unknown, shape: Shape): unknown {
  if (Array.isArray(value)) {
    return (value as unknown[]).map((element) => include(element, shape)).filter((element) => element !== undefined);
  }
  if (!isPlainObject(value)) return undefined;
  const kept: Doc = {};
  for (const name of Object.keys(value)) {
    const part = shape.fields.get(name);
    if (part === undefined || part === 'drop') continue;
    const projected =
      part === 'keep' ? clone(value[name]) : isShape(part) ? include(value[name], part) : part(value[name]);
    if (projected !== undefined) kept[name] = projected;
  }
  return kept;
}

function exclude(value: unknown, shape: Shape): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map((element) => exclude(element, shape));
  if (!isPlainObject(value)) return clone(value);
  const kept: Doc = {};
  for (const name of Object.keys(value)) {
    const part = shape.fields.get(name);
    if (part === 'drop') continue;
    if (part === undefined || part === 'keep') kept[name] = clone(value[name]);
    else kept[name] = isShape(part) ? exclude(value[name], part) : part(value[name]);
    if (kept[name] === undefined) delete kept[name];
  }
  return kept;
}

/** A function that copies what the projection keeps. `_id` stays unless it is dropped by name. */
export function compileProjection(projection: Doc): (doc: Doc) => Doc {
  const shape: Shape = { fields: new Map() };
  const leaves = Object.entries(projection).map(([path, value]) => ({ path, leaf: leafOf(path, value), value }));
  const others = leaves.filter(({ path }) => path !== '_id');
  const keeps = others.some(({ leaf }) => leaf === 'keep');
  const drops = others.some(({ leaf }) => leaf === 'drop');
  if (keeps && drops) throw requestFailed('Projection cannot have a mix of inclusion and exclusion.');
  const matched = others.some(({ value }) => isPlainObject(value) && '$elemMatch' in value);
  const onlyId = others.length === 0 && leaves.some(({ leaf }) => leaf === 'keep');
  const including = keeps || onlyId || (matched && !drops);
  if (including) shape.fields.set('_id', 'keep');
  for (const { path, leaf } of leaves) addLeaf(shape, path, leaf);
  return (doc) => (including ? include(doc, shape) : exclude(doc, shape)) as Doc;
}
