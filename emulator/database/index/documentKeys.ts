/** What a document gives a compound index: one row of values for each entry. https://www.mongodb.com/docs/v4.4/core/index-multikey/ */
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { fieldOf, isArrayOffset } from '../values/path';

/** What is left of one field's path at some place in the document. */
interface Rest {
  readonly field: number;
  readonly parts: readonly string[];
  readonly depth: number;
}

type Row = unknown[];

/** Rows of some fields, and the path of the array that multiplied them. */
interface Found {
  readonly rows: Row[];
  readonly array?: string;
}

const noSingleValue = Symbol('an array lies on the path');

/** The value at a path that meets no array, which is what most documents have. */
export function singleValueAt(doc: unknown, parts: readonly string[]): unknown {
  let value = doc;
  for (const part of parts) {
    if (Array.isArray(value)) return noSingleValue;
    if (!isPlainObject(value)) return undefined;
    value = fieldOf(value, part);
  }
  return Array.isArray(value) ? noSingleValue : value;
}

export const isSingleValue = (value: unknown) => value !== noSingleValue;

/** Fields below the same array take their values from the same element; two arrays side by side are refused. */
export function keyRows(doc: unknown, paths: readonly (readonly string[])[]): Row[] {
  return below(
    doc,
    paths.map((parts, field) => ({ field, parts, depth: 0 })),
  ).rows;
}

const hasEnded = ({ parts, depth }: Rest) => depth === parts.length;
const pathOf = ({ parts, depth }: Rest) => parts.slice(0, depth).join('.');

/** The same value for some fields. */
function rowOf(rests: readonly Rest[], valueOf: (rest: Rest) => unknown): Row {
  const row: Row = [];
  for (const rest of rests) row[rest.field] = valueOf(rest);
  return row;
}

function below(value: unknown, rests: readonly Rest[]): Found {
  if (Array.isArray(value)) return belowArray(value as unknown[], rests);
  const ended = rests.filter(hasEnded);
  const deeper = rests.filter((rest) => !hasEnded(rest));
  const groups: Found[] = [{ rows: [rowOf(ended, () => value)] }];
  if (isPlainObject(value)) groups.push(...byNextPart(value, deeper));
  else groups.push({ rows: [rowOf(deeper, () => undefined)] });
  return combined(groups);
}

function byNextPart(value: Record<string, unknown>, deeper: readonly Rest[]): Found[] {
  const names = [...new Set(deeper.map(({ parts, depth }) => parts[depth] as string))];
  return names.map((name) =>
    below(
      fieldOf(value, name),
      deeper.filter(({ parts, depth }) => parts[depth] === name).map((rest) => ({ ...rest, depth: rest.depth + 1 })),
    ),
  );
}

function belowArray(elements: readonly unknown[], rests: readonly Rest[]): Found {
  const isOffset = (rest: Rest) => !hasEnded(rest) && namesElement(elements, rest.parts[rest.depth] as string);
  const fixed = rests.filter(isOffset);
  const spread = rests.filter((rest) => !isOffset(rest));
  const groups = fixed.map((rest) =>
    below(elements[Number(rest.parts[rest.depth])], [{ ...rest, depth: rest.depth + 1 }]),
  );
  if (spread.length > 0) groups.push(spreadOver(elements, spread));
  return combined(groups);
}

/** An offset names one element, unless the elements themselves have a field of that name. */
const namesElement = (elements: readonly unknown[], part: string) =>
  isArrayOffset(part) && !elements.some((element) => isPlainObject(element) && Object.hasOwn(element, part));

function spreadOver(elements: readonly unknown[], rests: readonly Rest[]): Found {
  const array = pathOf(rests[0] as Rest);
  if (elements.length === 0) return { rows: [rowOf(rests, (rest) => (hasEnded(rest) ? [] : undefined))], array };
  const ended = rests.filter(hasEnded);
  const deeper = rests.filter((rest) => !hasEnded(rest));
  const rows = elements.flatMap((element) => {
    const own = rowOf(ended, () => element);
    const nested = isPlainObject(element) ? combined(byNextPart(element, deeper)).rows : [[]];
    return nested.map((row) => merged(own, row));
  });
  return { rows, array };
}

const merged = (a: Row, b: Row): Row => {
  const row = a.slice(); // keeps the gaps where other fields belong
  b.forEach((value, field) => (row[field] = value));
  return row;
};

function combined(groups: readonly Found[]): Found {
  let all: Found = { rows: [[]] };
  for (const { rows, array } of groups) {
    if (array !== undefined && all.array !== undefined) {
      throw requestFailed(`cannot index parallel arrays [${array}] [${all.array}]`);
    }
    const several = all.rows.flatMap((row) => rows.map((own) => merged(row, own)));
    all = { rows: several, ...(all.array === undefined && array === undefined ? {} : { array: all.array ?? array }) };
  }
  return all;
}
