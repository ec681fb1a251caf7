import { isPlainObject } from './kind';

/** Does this part of a path name an array's element? */
export const isArrayOffset = (part: string) => /^(0|[1-9]\d*)$/.test(part);

export const splitPath = (path: string): string[] => path.split('.');

/** A field's own value: what every object inherits (`constructor`, `toString`) is not a field. */
export function fieldOf(doc: Record<string, unknown>, name: string): unknown {
  const value = doc[name];
  return typeof value === 'function' || name === '__proto__' ? undefined : value;
}

/**
 * One value that a path reaches, undefined when the field is missing. `named` says that the path's last part was the
 * number of this very element: then an array is taken as a whole, its elements are not looked at.
 */
export type LeafVisit = (leaf: unknown, named: boolean) => boolean;

/**
 * Calls `visit` with every value a dotted path reaches, stepping into arrays of objects as MongoDB does. An array
 * element that is not an object is not visited at all, which is why {a: [1]} does not match {'a.b': null} while {a: 1}
 * does. A number in the path is an element's offset and a field of the elements, both. Stops and answers true as soon
 * as `visit` does.
 */
export function anyValueAt(value: unknown, parts: readonly string[], visit: LeafVisit, depth = 0): boolean {
  if (depth === parts.length) return visit(value, false);
  if (Array.isArray(value)) return anyInArray(value, parts, visit, depth);
  if (!isPlainObject(value)) return visit(undefined, false);
  return anyValueAt(fieldOf(value, parts[depth] as string), parts, visit, depth + 1);
}

function anyInArray(elements: readonly unknown[], parts: readonly string[], visit: LeafVisit, depth: number): boolean {
  const part = parts[depth] as string;
  const offset = isArrayOffset(part) ? Number(part) : -1;
  for (let i = 0; i < elements.length; i += 1) {
    const element = elements[i];
    if (isPlainObject(element) && anyValueAt(element, parts, visit, depth)) return true;
    if (i === offset && anyAtOffset(element, parts, visit, depth + 1)) return true;
  }
  return false;
}

/** The element that the path names by its number; when more of the path is left a scalar has nothing to visit. */
function anyAtOffset(element: unknown, parts: readonly string[], visit: LeafVisit, depth: number): boolean {
  if (depth === parts.length) return visit(element, true);
  if (Array.isArray(element)) return anyInArray(element, parts, visit, depth);
  return isPlainObject(element) && anyValueAt(element, parts, visit, depth);
}

/**
 * The values an index or a sort sees: leaves, and the elements of a leaf array (an empty array gives itself). Unlike in
 * a query an array element that cannot have the field counts as a missing one.
 */
export function indexedValuesAt(doc: unknown, parts: readonly string[]): unknown[] {
  const values: unknown[] = [];
  collectKeys(doc, parts, 0, values);
  return values.length === 0 ? [undefined] : values;
}

function collectKeys(value: unknown, parts: readonly string[], depth: number, values: unknown[]): void {
  if (depth === parts.length) {
    if (Array.isArray(value) && value.length > 0) for (const element of value as unknown[]) values.push(element);
    else values.push(value);
    return;
  }
  const part = parts[depth] as string;
  if (isPlainObject(value)) collectKeys(fieldOf(value, part), parts, depth + 1, values);
  else if (Array.isArray(value)) collectFromElements(value, parts, depth, values);
  else values.push(undefined);
}

/** An offset names one element; the elements' own fields of that name count beside it. */
function collectFromElements(elements: readonly unknown[], parts: readonly string[], depth: number, values: unknown[]) {
  const part = parts[depth] as string;
  const byOffset = isArrayOffset(part);
  if (byOffset) collectKeys(elements[Number(part)], parts, depth + 1, values);
  for (const element of elements) {
    const hasField = isPlainObject(element) && (!byOffset || Object.hasOwn(element, part));
    if (hasField) collectKeys(element, parts, depth, values);
    else if (!byOffset) values.push(undefined);
  }
}
