import type { Doc, IndexSpec } from '../engine';
import { indexedValuesAt, splitPath } from '../values/path';

function text(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}

/** How MongoDB writes the key that two documents share: `a: 1, b: "x"`. */
export const duplicateKeyText = (spec: IndexSpec, doc: Doc) =>
  Object.keys(spec.keys)
    .map((path) => `${path}: ${text(indexedValuesAt(doc, splitPath(path))[0])}`)
    .join(', ');
