import { type Doc, EngineError } from '../engine';
import { fieldNames } from '../expression/language/fieldPath';
import { isSingleValue, keyRows, singleValueAt } from '../index/documentKeys';
import type { Order } from '../plan/plan';
import { requestFailed } from '../refusals';
import { compareValues } from '../values/compare';
import { indexedValuesAt } from '../values/path';

const isEmptyArray = (value: unknown) => Array.isArray(value) && value.length === 0;

/** An empty array has no element to sort by and comes before null. */
function compareSortValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number' && a === a && b === b) return a - b || 0;
  const emptyA = isEmptyArray(a);
  const emptyB = isEmptyArray(b);
  return emptyA || emptyB ? Number(emptyB) - Number(emptyA) : compareValues(a, b);
}

interface SortField {
  readonly parts: readonly string[];
  readonly direction: 1 | -1;
}

/** An array sorts by its smallest element going up and by its largest going down. */
function sortValue(doc: Doc, { parts, direction }: SortField): unknown {
  return indexedValuesAt(doc, parts).reduce((best, value) =>
    compareSortValues(value, best) * direction < 0 ? value : best,
  );
}

/** What a document with an array gives several fields: rows as an index on them would hold. */
function rowsOf(doc: Doc, fields: readonly SortField[]): readonly (readonly unknown[])[] {
  try {
    return keyRows(
      doc,
      fields.map(({ parts }) => parts),
    );
  } catch (cause) {
    if (cause instanceof EngineError) throw requestFailed('cannot sort with keys that are parallel arrays');
    throw cause;
  }
}

/** A document on its way through a sort. Equal ones are told apart by `number`, the smaller first. */
export interface Row {
  readonly doc: Doc;
  readonly number: number;
  readonly values: readonly unknown[];
}

/** How documents are compared: by the fields of an order, or by a number of their own (nearness). */
export interface Sorting {
  valuesOf(doc: Doc): readonly unknown[];
  /** Negative when the first comes before the second; 0 when they are equal in all fields. */
  compare(a: readonly unknown[], b: readonly unknown[]): number;
}

/** https://www.mongodb.com/docs/v4.4/reference/method/cursor.sort/ Fields below one array sort by one of its elements. */
export function sortingBy(order: Order): Sorting {
  const fields = order.map(([path, direction]): SortField => ({ parts: fieldNames(path), direction }));
  const compare: Sorting['compare'] = (a, b) => {
    for (let i = 0; i < fields.length; i += 1) {
      const found = compareSortValues(a[i], b[i]);
      if (found !== 0) return found * (fields[i] as SortField).direction;
    }
    return 0;
  };
  return {
    compare,
    valuesOf(doc) {
      const values = fields.map(({ parts }) => singleValueAt(doc, parts));
      if (values.every(isSingleValue)) return values;
      const [only, ...more] = fields as [SortField, ...SortField[]];
      if (more.length === 0) return [sortValue(doc, only)];
      return rowsOf(doc, fields).reduce((best, row) => (compare(row, best) < 0 ? row : best));
    },
  };
}

export const sortingByRank = (rank: (doc: Doc) => number): Sorting => ({
  valuesOf: (doc) => [rank(doc)],
  compare: (a, b) => (a[0] as number) - (b[0] as number),
});

const isBefore = (sorting: Sorting, a: Row, b: Row) => (sorting.compare(a.values, b.values) || a.number - b.number) < 0;

/** The first `most` rows in order: of many rows only that many are kept, in a heap whose top is the last of them. */
function firstRows(rows: Iterable<Row>, sorting: Sorting, most: number): Row[] {
  const heap: Row[] = [];
  const sink = (row: Row) => {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(sorting, heap[child] as Row, heap[child + 1] as Row)) child += 1;
      if (!isBefore(sorting, row, heap[child] as Row)) break;
      heap[at] = heap[child] as Row;
      at = child;
    }
    heap[at] = row;
  };
  for (const row of rows) {
    if (heap.length < most) {
      heap.push(row);
      if (heap.length === most) heap.sort((a, b) => (isBefore(sorting, a, b) ? 1 : -1)); // descending is a heap
    } else if (isBefore(sorting, row, heap[0] as Row)) sink(row);
  }
  return heap;
}

/** Sorts rows, all of them or only as far as `most`. */
export function sortRows(rows: readonly Row[], sorting: Sorting, most: number): Doc[] {
  const kept = most > 0 && most * 4 < rows.length ? firstRows(rows, sorting, most) : [...rows];
  kept.sort((a, b) => sorting.compare(a.values, b.values) || a.number - b.number);
  return kept.map(({ doc }) => doc);
}

/** Sorted by several fields, all of them or only the first `most`; documents that compare equal keep their order. */
export function sortDocs(docs: Iterable<Doc>, order: Order, most = Infinity): Doc[] {
  const sorting = sortingBy(order);
  const rows: Row[] = [];
  for (const doc of docs) rows.push({ doc, number: rows.length, values: sorting.valuesOf(doc) });
  const sorted = sortRows(rows, sorting, most);
  return sorted.length > most ? sorted.slice(0, most) : sorted;
}
