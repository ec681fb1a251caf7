import type { Expression } from '../../expression/expression';
import { fieldNames } from '../../expression/language/fieldPath';
import { requestFailed } from '../../refusals';

/** A projection as a tree of field names: what is kept or dropped whole, what is computed, and where it goes deeper. */
export interface ProjectionNode {
  readonly leaves: Set<string>;
  readonly computed: Map<string, Expression>;
  readonly children: Map<string, ProjectionNode>;
  /** Computed fields and children in the order they were written: new fields appear in it. */
  readonly order: string[];
}

export const emptyNode = (): ProjectionNode => ({
  leaves: new Set(),
  computed: new Map(),
  children: new Map(),
  order: [],
});

const isTaken = ({ leaves, computed, children }: ProjectionNode, name: string) =>
  leaves.has(name) || computed.has(name) || children.has(name);

function childOf(node: ProjectionNode, name: string, names: readonly string[]): ProjectionNode {
  const existing = node.children.get(name);
  if (existing) return existing;
  if (isTaken(node, name)) {
    const path = names.join('.');
    throw requestFailed(`Path collision at ${path} remaining portion ${names.slice(1).join('.')}`);
  }
  const child = emptyNode();
  node.children.set(name, child);
  node.order.push(name);
  return child;
}

/** The node that holds the last name of a path, which must be free there. */
function holderOf(root: ProjectionNode, path: string): { node: ProjectionNode; last: string } {
  const names = fieldNames(path);
  const last = names.at(-1) as string;
  const node = names.slice(0, -1).reduce((at, name) => childOf(at, name, names), root);
  if (isTaken(node, last)) throw requestFailed(`Path collision at ${path}`);
  return { node, last };
}

export function addLeaf(root: ProjectionNode, path: string): void {
  const { node, last } = holderOf(root, path);
  node.leaves.add(last);
}

export function addComputed(root: ProjectionNode, path: string, expression: Expression): void {
  const { node, last } = holderOf(root, path);
  node.computed.set(last, expression);
  node.order.push(last);
}

/** A new, empty child for a nested object in the specification. */
export function addChild(root: ProjectionNode, path: string): ProjectionNode {
  const { node, last } = holderOf(root, path);
  return childOf(node, last, [last]);
}

export const hasComputed = ({ computed, children }: ProjectionNode): boolean =>
  computed.size > 0 || [...children.values()].some(hasComputed);
