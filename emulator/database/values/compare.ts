import { Kind, kindOf } from './kind';
import { Pattern } from './pattern';
import { compareText } from './text';

const order = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);

/** NaN is the smallest number. */
function compareNumbers(a: number, b: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  return Number.isNaN(b) ? 1 : order(a, b);
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) {
    const found = compareValues(a[i], b[i]);
    if (found !== 0) return found;
  }
  return order(a.length, b.length);
}

/** Field by field in stored order: kind, then name, then value. */
function compareObjects(a: Record<string, unknown>, b: Record<string, unknown>): number {
  const namesA = Object.keys(a);
  const namesB = Object.keys(b);
  const shorter = Math.min(namesA.length, namesB.length);
  for (let i = 0; i < shorter; i += 1) {
    const nameA = namesA[i] as string;
    const nameB = namesB[i] as string;
    const found =
      order(kindOf(a[nameA]), kindOf(b[nameB])) || compareText(nameA, nameB) || compareValues(a[nameA], b[nameB]);
    if (found !== 0) return found;
  }
  return order(namesA.length, namesB.length);
}

/** Regular expressions by pattern, then by options. */
const patternText = (regex: RegExp) =>
  regex instanceof Pattern ? `${regex.pattern}\u0000${regex.options}` : `${regex.source}\u0000${regex.flags}`;

/** MongoDB's total order over all values. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const kind = kindOf(a);
  const difference = kind - kindOf(b);
  if (difference !== 0) return difference;
  switch (kind) {
    case Kind.null:
      return 0;
    case Kind.number:
      return compareNumbers(Number(a), Number(b));
    case Kind.string:
      return compareText(a as string, b as string);
    case Kind.boolean:
      return Number(a) - Number(b);
    case Kind.date:
      return compareNumbers((a as Date).getTime(), (b as Date).getTime());
    case Kind.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case Kind.object:
      return compareObjects(a as Record<string, unknown>, b as Record<string, unknown>);
    default:
      return compareText(patternText(a as RegExp), patternText(b as RegExp));
  }
}

export const sameValue = (a: unknown, b: unknown): boolean => a === b || compareValues(a, b) === 0;
