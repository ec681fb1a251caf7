/** Poke: take the next step in the search for a nurse, if one is due. Whoever is asked hears of it at once. */
import { DispatchMatch } from '#contract/dispatchMatch';
import { fromFunction } from '#cloud/doors/fromFunction';
import { poke } from '#cloud/functions';
import { advanceSearch } from '#cloud/search';

export const main = fromFunction(DispatchMatch, async ({ orderId }, now) => {
  const step = await advanceSearch(orderId, now);
  if (step.stage !== 'none') await poke('outboxTimer');
  return step;
});
