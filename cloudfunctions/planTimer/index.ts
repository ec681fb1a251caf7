/** Every five minutes: plans tomorrow in the evening and whatever operators asked for; gives out what they released. */
import { Nothing } from '#contract/fields';
import { bySource } from '#cloud/doors/bySource';
import { fromFunction } from '#cloud/doors/fromFunction';
import { fromTimer } from '#cloud/doors/fromTimer';
import { poke } from '#cloud/functions';
import { askForTomorrow, sweepPlans } from '#cloud/planning/planSweep';
import { operations } from '#cloud/settings';

/** A part that was begun in time is finished: its search and its questions take less than what is left of the minute. */
const BUDGET_MS = 25_000;

async function plan(now: number) {
  const p = await operations(now);
  const asked = await askForTomorrow(now, p);
  const finished = await sweepPlans(now, p, BUDGET_MS);
  if (finished > 0) await poke('outboxTimer');
  return { asked, finished };
}

export const main = bySource({ timer: fromTimer(plan), function: fromFunction(Nothing, (_, now) => plan(now)) });
