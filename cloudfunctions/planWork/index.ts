/** A nurse plans her work: area, hours, days, services; every call answers the plan of the next 28 days. */
import { PlanWork, type PlanWorkReply } from '#contract/planWork';
import { fromNurse } from '#cloud/doors/fromMiniProgram';
import { poke } from '#cloud/functions';
import { changePlan } from '#cloud/nursePlan/plan';
import { planView } from '#cloud/nursePlan/planView';
import { operations } from '#cloud/settings';

export const main = fromNurse(PlanWork, async (input, nurse, now): Promise<PlanWorkReply> => {
  const p = await operations(now);
  if (input.kind === 'read') return planView(nurse, now, p);
  const changed = await changePlan(nurse._id, input, now, p);
  // Orders that are handed over go back to the search by the outbox.
  if ('handOver' in input && input.handOver) await poke('outboxTimer');
  return planView(changed, now, p);
});
