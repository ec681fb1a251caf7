import type { Doc } from '../engine';
import { compileExpression } from '../expression/compile';
import type { Expression } from '../expression/expression';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { shown } from '../values/shown';
import { elemMatchLeaf, type Leaf, positionLeaf, sliceLeaf } from './projectionLeaves';

/** A projection as a tree of field names: https://www.mongodb.com/docs/v4.4/reference/method/db.collection.find/ */
export type Node = 'keep' | 'drop' | Leaf | Tree;

export interface Tree {
  readonly fields: Map<string, Node>;
  /** Computed fields, in the order they are written; they come behind the others. */
  readonly computed: Map<string, Expression>;
}

export const isTree = (node: Node | undefined): node is Tree => typeof node === 'object';
const emptyTree = (): Tree => ({ fields: new Map(), computed: new Map() });

export type ProjectionKind = 'inclusion' | 'exclusion';

/** What has been seen so far; decides what the rest may be. */
class Parser {
  readonly root = emptyTree();
  kind: ProjectionKind | undefined;
  hasSlice = false;
  hasElemMatch = false;
  hasPosition = false;
  id: boolean | undefined;

  constructor(private readonly query: Doc) {}

  field(tree: Tree, name: string, value: unknown): void {
    if (isPlainObject(value)) this.objectValue(tree, name, value);
    else if (typeof value !== 'number' && typeof value !== 'boolean') this.computed(tree, name, value);
    else if (value) this.inclusion(tree, name);
    else this.exclusion(tree, name);
  }

  private objectValue(tree: Tree, name: string, value: Doc): void {
    const [operator, ...more] = Object.keys(value);
    if (isPositional(name)) {
      throw requestFailed('positional projection cannot be used with an expression or sub object');
    }
    if (operator === undefined) {
      throw requestFailed(`An empty sub-projection is not a valid value. Found empty object at path ${name}`);
    }
    if (!operator.startsWith('$') || more.length > 0) return this.subTree(tree, name, value);
    if (operator === '$slice') return this.slice(tree, name, value.$slice);
    if (operator === '$elemMatch') return this.elemMatch(tree, name, value.$elemMatch);
    if (operator === '$meta') throw requestFailed(`$meta is not supported in a projection: ${shown(value)}`);
    return this.computed(tree, name, value);
  }

  private subTree(tree: Tree, name: string, value: Doc): void {
    const inner = emptyTree();
    place(tree, name, inner);
    for (const [field, part] of Object.entries(value)) this.field(inner, field, part);
  }

  private slice(tree: Tree, name: string, operand: unknown): void {
    place(tree, name, sliceLeaf(operand));
    this.hasSlice = true;
  }

  private elemMatch(tree: Tree, name: string, operand: unknown): void {
    if (!isPlainObject(operand)) throw requestFailed('elemMatch: Invalid argument, object required');
    if (this.hasPosition) throw requestFailed('Cannot specify positional operator and $elemMatch.');
    if (tree !== this.root || name.includes('.')) {
      throw requestFailed('Cannot use $elemMatch projection on a nested field.');
    }
    place(tree, name, elemMatchLeaf(operand));
    this.hasElemMatch = true;
  }

  private computed(tree: Tree, name: string, value: unknown): void {
    if (isPositional(name)) throw requestFailed('positional projection cannot be used with a literal');
    if (this.kind === 'exclusion') {
      throw requestFailed('Cannot use expression other than $meta in exclusion projection');
    }
    const parts = name.split('.');
    const last = parts.pop() as string;
    const holder = parts.length > 0 ? treeAt(tree, parts, name) : tree;
    if (holder.fields.has(last) || holder.computed.has(last)) throw requestFailed(`Path collision at ${name}`);
    assertName(last);
    holder.computed.set(last, compileExpression(value));
    this.kind = 'inclusion';
  }

  private inclusion(tree: Tree, name: string): void {
    if (isPositional(name)) this.position(tree, name);
    else place(tree, name, 'keep');
    if (tree === this.root && name === '_id') {
      this.id = true;
      return;
    }
    if (this.kind === 'exclusion') {
      throw requestFailed(`Cannot do inclusion on field ${name} in exclusion projection`);
    }
    this.kind = 'inclusion';
  }

  private exclusion(tree: Tree, name: string): void {
    place(tree, name, 'drop');
    if (tree === this.root && name === '_id') {
      this.id = false;
      return;
    }
    if (this.kind === 'inclusion') {
      throw requestFailed(`Cannot do exclusion on field ${name} in inclusion projection`);
    }
    this.kind = 'exclusion';
  }

  private position(tree: Tree, name: string): void {
    if (this.hasPosition) throw requestFailed('Cannot specify more than one positional projection per query.');
    if (this.hasElemMatch) throw requestFailed('Cannot specify positional operator and $elemMatch.');
    const path = name.slice(0, name.indexOf('.$'));
    const [root] = path.split('.') as [string];
    if (!mentions(this.query, root)) {
      throw requestFailed(`Positional projection '${name}' does not match the query document.`);
    }
    if (name.slice(path.length + 2) !== '') {
      throw requestFailed(`Cannot use positional operator in the middle of a path: ${name}`);
    }
    place(tree, path, positionLeaf(this.query));
    this.hasPosition = true;
  }

  /** What an undecided projection is: a slice keeps the rest, $elemMatch does not, `_id` alone says it itself. */
  decided(): ProjectionKind {
    if (this.kind) return this.kind;
    if (this.hasSlice) return this.id ? 'inclusion' : 'exclusion';
    return this.hasElemMatch || this.id ? 'inclusion' : 'exclusion';
  }
}

const isPositional = (name: string) => name.endsWith('.$') || name.includes('.$.');

/** Does the query say anything about the field? */
function mentions(query: Doc, root: string): boolean {
  return Object.entries(query).some(([name, condition]) =>
    name === '$and' || name === '$or' || name === '$nor'
      ? (condition as Doc[]).some((branch) => mentions(branch, root))
      : name.split('.')[0] === root,
  );
}

function assertName(part: string): void {
  if (part === '') throw requestFailed('FieldPath field names may not be empty strings.');
  if (part.startsWith('$')) throw requestFailed("FieldPath field names may not start with '$'.");
}

function treeAt(tree: Tree, parts: readonly string[], path: string): Tree {
  let at = tree;
  for (const part of parts) {
    assertName(part);
    const next = at.fields.get(part);
    if (next !== undefined && !isTree(next)) throw requestFailed(`Path collision at ${path}`);
    const inner = next ?? emptyTree();
    if (!next) at.fields.set(part, inner);
    at = inner;
  }
  return at;
}

function place(tree: Tree, path: string, node: Node): void {
  const parts = path.split('.');
  const last = parts.pop() as string;
  const holder = treeAt(tree, parts, path);
  assertName(last);
  if (holder.fields.has(last) || holder.computed.has(last)) throw requestFailed(`Path collision at ${path}`);
  holder.fields.set(last, node);
}

export function parseProjection(projection: Doc, query: Doc): { readonly tree: Tree; readonly kind: ProjectionKind } {
  const parser = new Parser(query);
  for (const [name, value] of Object.entries(projection)) parser.field(parser.root, name, value);
  const kind = parser.decided();
  if (kind === 'inclusion' && parser.id === undefined && !parser.root.computed.has('_id')) {
    if (!parser.root.fields.has('_id')) parser.root.fields.set('_id', 'keep');
  }
  if (kind === 'exclusion' && parser.id) parser.root.fields.delete('_id');
  return { tree: parser.root, kind };
}
