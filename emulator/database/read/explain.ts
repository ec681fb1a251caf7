import type { Explanation } from '../engine';
import type { Order } from '../plan/plan';
import type { Selection } from './select';

/** What a search did, for people. */
export function explained(selection: Selection, order: Order | undefined): Explanation {
  const { access, weighed, docs, index, examined, examinedKeys } = selection;
  const isSorted = (order !== undefined && order.length > 0) || access.rank !== undefined;
  return {
    index,
    examined,
    returned: docs.length,
    scans: access.scans(),
    examinedKeys,
    sort: !isSorted ? 'none' : access.arrival === 'none' ? 'memory' : 'index',
    considered: weighed
      .filter((other) => other !== access)
      .map(({ index: name, estimated }) => ({ index: name, estimated })),
  };
}
