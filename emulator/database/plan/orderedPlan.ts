import type { DocId } from '../engine';
import type { OrderedIndex } from '../index/orderedIndex';
import { kindOf } from '../values/kind';
import { afterPrefix } from '../values/orderKey';
import type { FieldConditions } from './conditions';
import type { Order, Plan } from './plan';

interface Range {
  readonly from: string;
  readonly to: string | undefined;
}

const maxPrefixes = 1000;

/** One range of the index per combination of the leading fields' values. */
function rangeWithin(index: OrderedIndex, position: number, prefix: string, found: FieldConditions): Range {
  const { greater, less } = found;
  // Elements of an array may fulfil the two sides separately, so only one side may narrow a multikey index.
  const upper = index.multikeyDocs > 0 && greater ? undefined : less;
  const example = greater?.value ?? less?.value;
  const kind = prefix + tagOf(index, position, example);
  let from = kind;
  let to = afterPrefix(kind);
  const descending = index.fields[position]?.descending ?? false;
  for (const [bound, isLower] of [
    [greater, true],
    [upper, false],
  ] as const) {
    if (!bound) continue;
    const key = prefix + index.encodeField(position, bound.value);
    if (isLower !== descending) from = bound.inclusive ? key : (afterPrefix(key) ?? key);
    else to = bound.inclusive ? afterPrefix(key) : key;
  }
  return { from, to };
}

/** The character that every value of this kind begins with in the index. */
const tagOf = (index: OrderedIndex, position: number, value: unknown) =>
  String.fromCharCode(index.fields[position]?.descending ? 0xffff ^ kindOf(value) : kindOf(value));

/** Can the rest of the index give the wanted order, forwards or backwards? Several entries per document cannot. */
function orderFrom(index: OrderedIndex, fixed: number, order: Order | undefined): 'forwards' | 'backwards' | undefined {
  if (!order || order.length === 0 || index.multikeyDocs > 0) return undefined;
  const fixedPaths = new Set(index.fields.slice(0, fixed).map(({ path }) => path));
  const wanted = order.filter(([path]) => !fixedPaths.has(path));
  let backwards: boolean | undefined;
  for (const [i, [path, direction]] of wanted.entries()) {
    const field = index.fields[fixed + i];
    if (!field || field.path !== path) return undefined;
    const reversed = field.descending !== (direction === -1);
    if (backwards !== undefined && backwards !== reversed) return undefined;
    backwards = reversed;
  }
  return backwards ? 'backwards' : 'forwards';
}

/** How far the conditions reach into the index, or undefined when it does not help at all. */
export function planOrdered(
  index: OrderedIndex,
  conditions: ReadonlyMap<string, FieldConditions>,
  order: Order | undefined,
): Plan | undefined {
  let prefixes = [''];
  let fixed = 0;
  let exact = 0;
  let score = 0;
  for (const [position, { path }] of index.fields.entries()) {
    const values = conditions.get(path)?.oneOf;
    if (!values || prefixes.length * values.length > maxPrefixes) break;
    const keys = [...new Set(values.map((value) => index.encodeField(position, value)))];
    prefixes = prefixes.flatMap((prefix) => keys.map((key) => prefix + key));
    fixed += 1;
    if (keys.length <= 1 && exact === position) exact += 1;
    score += keys.length <= 1 ? 10 : 6;
  }
  const next = conditions.get(index.fields[fixed]?.path ?? '');
  const range = next && (next.greater ?? next.less) ? next : undefined;
  if (range) score += 3;
  const direction = exact === fixed ? orderFrom(index, fixed, order) : undefined;
  if (direction) score += 4;
  if (score === 0) return undefined;
  if (index.spec.unique && exact === index.fields.length) score += 100;
  const ranges = prefixes.map((prefix) =>
    range
      ? rangeWithin(index, fixed, prefix, range)
      : { from: prefix, to: prefix === '' ? undefined : afterPrefix(prefix) },
  );
  return {
    index: index.spec.name,
    ids: () => idsOf(index, ranges, direction === 'backwards'),
    inOrder: direction !== undefined || !order || order.length === 0,
    repeats: index.multikeyDocs > 0,
    score,
  };
}

function* idsOf(index: OrderedIndex, ranges: readonly Range[], backwards: boolean): Generator<DocId> {
  for (const { from, to } of ranges) yield* index.between(from, to, backwards);
}
