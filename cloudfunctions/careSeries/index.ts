/** Recurring care: a plan of visits that book themselves some days ahead. */
import { CareSeries } from '#contract/careSeries';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { poke } from '#cloud/functions';
import { seriesStep } from '#cloud/series/steps';

export const main = fromMiniProgram(CareSeries, async (step, account, now) => {
  const reply = await seriesStep(step, account, now);
  // Nurses have minutes to answer what was booked just now.
  if (step.kind === 'create' || step.kind === 'resume' || step.kind === 'continue') await poke('outboxTimer');
  return reply;
});
