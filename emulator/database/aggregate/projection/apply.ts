import type { Doc } from '../../engine';
import type { Scope } from '../../expression/expression';
import { isPlainObject } from '../../values/kind';
import { hasComputed, type ProjectionNode } from './node';

/** Keeping, dropping and computing fields. Kept values are shared with the document they come from. */

function includeValue(value: unknown, node: ProjectionNode): unknown {
  if (Array.isArray(value)) {
    return (value as unknown[]).map((element) => includeValue(element, node)).filter((part) => part !== undefined);
  }
  return isPlainObject(value) ? include(value, node) : undefined;
}

/** The named fields, in the document's order. Plain values where the projection goes deeper are left out. */
export function include(doc: Doc, node: ProjectionNode): Doc {
  const kept: Doc = {};
  const goesDeeper = node.children.size > 0;
  for (const name in doc) {
    if (node.leaves.has(name)) {
      kept[name] = doc[name];
      continue;
    }
    if (!goesDeeper) continue;
    const child = node.children.get(name);
    const part = child && includeValue(doc[name], child);
    if (part !== undefined) kept[name] = part;
  }
  return kept;
}

function excludeValue(value: unknown, node: ProjectionNode): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map((element) => excludeValue(element, node));
  return isPlainObject(value) ? exclude(value, node) : value;
}

/** All but the named fields. */
export function exclude(doc: Doc, node: ProjectionNode): Doc {
  const kept: Doc = {};
  for (const name of Object.keys(doc)) {
    if (node.leaves.has(name)) continue;
    const child = node.children.get(name);
    kept[name] = child ? excludeValue(doc[name], child) : doc[name];
  }
  return kept;
}

type Addition = (target: Doc, scope: Scope) => unknown;

/** An object gets the fields, in an array each element gets them, anything else gives way to a new object. */
function computeValue(value: unknown, scope: Scope, add: (target: Doc, scope: Scope) => void): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map((element) => computeValue(element, scope, add));
  const target = isPlainObject(value) ? { ...value } : {};
  add(target, scope);
  return target;
}

/** Writes the computed fields into a fresh copy. All expressions see the document as it came in. */
export function compileAdditions(node: ProjectionNode): (target: Doc, scope: Scope) => void {
  const additions = node.order.flatMap((name): { name: string; value: Addition }[] => {
    const expression = node.computed.get(name);
    if (expression) return [{ name, value: (_target, scope) => expression(scope) }];
    const child = node.children.get(name);
    if (!child || !hasComputed(child)) return [];
    const add = compileAdditions(child);
    return [{ name, value: (target, scope) => computeValue(ownValue(target, name), scope, add) }];
  });
  return (target, scope) => {
    for (const { name, value } of additions) {
      const found = value(target, scope);
      if (found !== undefined) target[name] = found;
      else if (Object.hasOwn(target, name)) delete target[name];
    }
  };
}

const ownValue = (doc: Doc, name: string) => (Object.hasOwn(doc, name) ? doc[name] : undefined);
