import type { Doc } from '../engine';
import type { Access, Order } from './access';
import { ChainCursor } from './cursors';
import type { RecordCursor } from '../index/rangeCursor';

/** A `$or` every branch of which has an index: their candidates together. */
export function planAlternatives(
  branches: readonly Doc[],
  order: Order | undefined,
  accessOf: (branch: Doc) => Access,
): Access | undefined {
  const parts: Access[] = [];
  for (const branch of branches) {
    const access = accessOf(branch);
    if (!access.open) return undefined;
    parts.push(access);
  }
  if (parts.length === 0) return undefined;
  return {
    kind: 'index',
    index: [...new Set(parts.map(({ index }) => index))].join(' | '),
    estimated: parts.reduce((sum, { estimated }) => sum + estimated, 0),
    arrival: order && order.length > 0 ? 'none' : 'complete',
    repeats: parts.length > 1 || parts.some(({ repeats }) => repeats),
    bounded: Math.min(...parts.map(({ bounded }) => bounded)),
    open: () => new ChainCursor(parts.map((part) => () => part.open?.() as RecordCursor)),
    scans: () => parts.flatMap((part) => part.scans()),
  };
}
