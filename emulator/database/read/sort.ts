import type { Doc } from '../engine';
import type { Order } from '../plan/plan';
import { compareValues } from '../values/compare';
import { indexedValuesAt, splitPath } from '../values/path';

const isEmptyArray = (value: unknown) => Array.isArray(value) && value.length === 0;

/** An empty array has no element to sort by and comes before null. */
function compareSortValues(a: unknown, b: unknown): number {
  const emptyA = isEmptyArray(a);
  const emptyB = isEmptyArray(b);
  return emptyA || emptyB ? Number(emptyB) - Number(emptyA) : compareValues(a, b);
}

/** An array sorts by its smallest element going up and by its largest going down. */
function sortValue(doc: Doc, path: string, parts: readonly string[], direction: 1 | -1): unknown {
  const direct = parts.length === 1 ? doc[path] : undefined;
  if (parts.length === 1 && !Array.isArray(direct)) return direct;
  return indexedValuesAt(doc, parts).reduce((best, value) =>
    compareSortValues(value, best) * direction < 0 ? value : best,
  );
}

/** Sorted by several fields; documents that compare equal keep their order. */
export function sortDocs(docs: readonly Doc[], order: Order): Doc[] {
  const fields = order.map(([path, direction]) => ({ path, parts: splitPath(path), direction }));
  const rows = docs.map((doc) => ({
    doc,
    values: fields.map(({ path, parts, direction }) => sortValue(doc, path, parts, direction)),
  }));
  rows.sort((a, b) => {
    for (const [i, { direction }] of fields.entries()) {
      const found = compareSortValues(a.values[i], b.values[i]);
      if (found !== 0) return found * direction;
    }
    return 0;
  });
  return rows.map(({ doc }) => doc);
}
