import type { ScanExplanation } from '../engine';
import type { OrderedIndex, Span } from '../index/orderedIndex';
import type { Access, Task } from './access';
import { ChainCursor, MergeCursor } from './cursors';
import { coversMissing, type FieldSet, fieldSets } from './fieldSets';
import { type Reading, readingOf } from './indexOrder';
import { everything, shownInterval } from './interval';
import { keyRanges, type KeyRange, spansOf, usableDepth } from './keyRanges';

/** Could the index help at all? Asked before its entries are needed, which may have to be sorted first. */
function concerns(index: OrderedIndex, { conditions, order }: Task): boolean {
  const first = index.fields[0]?.path ?? '';
  if ((conditions.get(first)?.bounds.length ?? 0) > 0) return true;
  return order !== undefined && order.length > 0 && index.fields.some(({ path }) => path === order[0]?.[0]);
}

/** Every condition is met by whatever stands in the runs, and nothing stands there twice. */
function isCounted(index: OrderedIndex, sets: readonly FieldSet[], { conditions }: Task): boolean {
  if (conditions.size !== sets.length || !sets.every(({ isExact }) => isExact)) return false;
  if (!index.isMultikey) return true;
  return index.fields.length === 1 && sets[0]?.set.length === 1 && sets[0].set[0]?.isPoint === true;
}

interface Runs {
  readonly index: OrderedIndex;
  readonly sets: readonly FieldSet[];
  readonly ranges: readonly KeyRange[];
  readonly spans: readonly Span[];
  readonly reading: Reading;
}

function open({ index, ranges, spans, reading }: Runs) {
  const { backwards, isMerged } = reading;
  if (isMerged) {
    const merged = spans.map((span, i) => ({ span, prefixLength: ranges[i]?.prefixLength ?? 0 }));
    return new MergeCursor(index, merged, backwards);
  }
  const [only] = spans;
  if (only && spans.length === 1) return index.read(only, backwards);
  const opens = spans.map((span) => () => index.read(span, backwards));
  return new ChainCursor(backwards ? opens.reverse() : opens);
}

function explained({ index, sets, reading }: Runs, estimated: number): ScanExplanation {
  const bounds = index.fields.map(({ path }, i) => [path, (sets[i]?.set ?? everything).map(shownInterval)] as const);
  return {
    index: index.spec.name,
    kind: 'index',
    bounds: Object.fromEntries(bounds),
    direction: reading.backwards ? 'backwards' : 'forwards',
    estimated,
  };
}

/** How far the conditions reach into the index, or undefined when it does not help at all. */
export function planOrdered(index: OrderedIndex, task: Task): Access | undefined {
  if (!concerns(index, task) || !coversMissing(index, task.conditions)) return undefined;
  const all = fieldSets(index, task.conditions);
  const sets = all.slice(0, usableDepth(all));
  const reading = readingOf(index, sets, task.order);
  const isOrdered = reading.arrival !== 'none' && task.order !== undefined && task.order.length > 0;
  if (sets.length === 0 && !isOrdered) return undefined;
  const ranges = keyRanges(index, sets);
  const spans = spansOf(index, ranges);
  const estimated = spans.reduce((sum, span) => sum + index.count(span), 0);
  const runs = { index, sets, ranges, spans, reading };
  return {
    kind: 'index',
    index: index.spec.name,
    estimated,
    arrival: reading.arrival,
    repeats: index.isMultikey,
    open: () => open(runs),
    bounded: sets.length,
    ...(isCounted(index, sets, task) ? { exactCount: estimated } : {}),
    scans: () => [explained(runs, estimated)],
  };
}
