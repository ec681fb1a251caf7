import type { Access, Order } from './access';

/** The share of candidates that is taken to pass the conditions an index does not bound. */
const passingShare = 0.3;
/** What a candidate costs that has to be kept and sorted, against one that is only looked at. */
const sortedCost = 1.6;
/** An entry of an index costs a little more than the next document of a scan. */
const entryCost = 1.1;

/** How many documents are likely to match: what the narrowest index leaves, less for conditions it does not bound. */
function likelyMatches(accesses: readonly Access[], conditions: number): number {
  const narrowest = accesses.reduce((best, access) => (access.estimated < best.estimated ? access : best));
  return narrowest.estimated * passingShare ** Math.min(3, Math.max(0, conditions - narrowest.bounded));
}

function costOf(access: Access, order: Order | undefined, enough: number, matches: number): number {
  const perEntry = access.kind === 'collection' ? 1 : entryCost;
  const isSorted = order !== undefined && order.length > 0 && access.arrival === 'none';
  if (isSorted) return access.estimated * perEntry * sortedCost;
  // Candidates that come in order are read until enough have passed.
  const share = access.estimated === 0 ? 1 : Math.min(1, Math.max(matches, 0.5) / access.estimated);
  return Math.min(access.estimated, enough / share) * perEntry;
}

export function cheapest(
  accesses: readonly Access[],
  order: Order | undefined,
  enough: number,
  conditions: number,
): Access {
  const matches = likelyMatches(accesses, conditions);
  let best = accesses[0] as Access;
  let least = Infinity;
  for (const access of accesses) {
    const cost = costOf(access, order, enough, matches);
    if (cost < least || (cost === least && access.bounded > best.bounded)) [best, least] = [access, cost];
  }
  return best;
}
