/** Poke: take the next step in the search for a nurse, if one is due. */
import { DispatchMatch } from '#contract/dispatchMatch';
import { fromFunction } from '#cloud/doors/fromFunction';
import { advanceSearch } from '#cloud/search';

export const main = fromFunction(DispatchMatch, ({ orderId }, now) => advanceSearch(orderId, now));
