import type { Doc } from '../engine';
import { clone } from '../values/clone';
import { isPlainObject } from '../values/kind';
import { isTree, parseProjection, type Tree } from './projectionTree';

/** What stays the same while one document is projected. */
interface Projecting {
  readonly doc: Doc;
  readonly now: Date;
}

/** A copy of what the tree keeps; undefined when the value is no document. */
function include(value: unknown, tree: Tree, on: Projecting): unknown {
  if (Array.isArray(value)) {
    return value.map((element) => include(element, tree, on)).filter((element) => element !== undefined);
  }
  if (!isPlainObject(value)) return tree.computed.size > 0 ? compute({}, tree, on) : undefined;
  const kept: Doc = {};
  for (const name of Object.keys(value)) {
    const node = tree.fields.get(name);
    if (node === undefined || node === 'drop' || (typeof node === 'function' && node.isLast)) continue;
    put(
      kept,
      name,
      node === 'keep' ? clone(value[name]) : isTree(node) ? include(value[name], node, on) : node(value[name], on.doc),
    );
  }
  for (const [name, node] of tree.fields) {
    if (typeof node === 'function' && node.isLast) put(kept, name, node(value[name], on.doc));
    else if (isTree(node) && node.computed.size > 0 && !(name in value)) put(kept, name, compute({}, node, on));
  }
  return compute(kept, tree, on);
}

function put(kept: Doc, name: string, value: unknown): void {
  if (value !== undefined) kept[name] = value;
}

/** Computed fields are read from the whole document. */
function compute(kept: Doc, tree: Tree, { doc, now }: Projecting): Doc {
  for (const [name, expression] of tree.computed) {
    put(kept, name, clone(expression({ root: doc, now, variables: {} })));
  }
  return kept;
}

/** A copy without what the tree drops. */
function exclude(value: unknown, tree: Tree, on: Projecting): unknown {
  if (Array.isArray(value)) return value.map((element) => exclude(element, tree, on));
  if (!isPlainObject(value)) return clone(value);
  const kept: Doc = {};
  for (const name of Object.keys(value)) {
    const node = tree.fields.get(name);
    if (node === 'drop') continue;
    if (node === undefined || node === 'keep') kept[name] = clone(value[name]);
    else put(kept, name, isTree(node) ? exclude(value[name], node, on) : node(value[name], on.doc));
  }
  return kept;
}

/**
 * A function that copies what the projection keeps. `_id` stays unless it is dropped by name; `query` says which
 * element `field.$` stands for.
 */
export function compileProjection(projection: Doc, query: Doc = {}, now = new Date()): (doc: Doc) => Doc {
  const { tree, kind } = parseProjection(projection, query);
  const project = kind === 'inclusion' ? include : exclude;
  return (doc) => project(doc, tree, { doc, now }) as Doc;
}
