import { isPlainObject } from './kind';

const isArrayOffset = (part: string) => /^(0|[1-9]\d*)$/.test(part);

export const splitPath = (path: string): string[] => path.split('.');

/**
 * Calls `visit` with every value a dotted path reaches, stepping into arrays of objects as MongoDB does; a missing
 * field is visited as undefined. An array element that is not an object is not visited at all, which is why
 * {a: [1]} does not match {'a.b': null} while {a: 1} does. Stops and answers true as soon as `visit` does.
 */
export function anyValueAt(
  value: unknown,
  parts: readonly string[],
  visit: (leaf: unknown) => boolean,
  depth = 0,
): boolean {
  if (depth === parts.length) return visit(value);
  const part = parts[depth] as string;
  if (Array.isArray(value)) return anyInArray(value, parts, visit, depth);
  if (!isPlainObject(value)) return visit(undefined);
  return anyValueAt(value[part], parts, visit, depth + 1);
}

function anyInArray(
  elements: readonly unknown[],
  parts: readonly string[],
  visit: (leaf: unknown) => boolean,
  depth: number,
): boolean {
  const part = parts[depth] as string;
  const offset = isArrayOffset(part);
  if (offset && Number(part) < elements.length && anyValueAt(elements[Number(part)], parts, visit, depth + 1)) {
    return true;
  }
  for (const element of elements) {
    if (!isPlainObject(element) || (offset && !Object.hasOwn(element, part))) continue;
    if (anyValueAt(element, parts, visit, depth)) return true;
  }
  return false;
}

/** The values an index or a sort sees: leaves, and the elements of a leaf array (an empty array gives itself). */
export function indexedValuesAt(doc: unknown, parts: readonly string[]): unknown[] {
  const values: unknown[] = [];
  anyValueAt(doc, parts, (leaf) => {
    if (Array.isArray(leaf) && leaf.length > 0) values.push(...(leaf as unknown[]));
    else values.push(leaf);
    return false;
  });
  return values.length === 0 ? [undefined] : values;
}
