/**
 * Carries out what operators asked for by rows of `opCommands`: the desk pokes it after writing one, a timer finds the rest, and
 * reminds of reviews that get late.
 */
import { RunCommand, type RunCommandReply } from '#contract/runCommand';
import { runNamed, runWaiting } from '#cloud/waitingCommands';
import { remindOfReviews } from '#cloud/onboarding/reviewAlerts';
import { bySource } from '#cloud/doors/bySource';
import { fromOperator } from '#cloud/doors/fromOperator';
import { fromTimer } from '#cloud/doors/fromTimer';
import { poke } from '#cloud/functions';

const BUDGET_MS = 20_000;

async function hurried(running: Promise<number>): Promise<RunCommandReply> {
  const ran = await running;
  if (ran > 0) await poke('outboxTimer');
  return { ran };
}

export const main = bySource({
  client: fromOperator(RunCommand, ({ commandId, said }, { _id }, now) =>
    hurried(commandId === undefined ? runWaiting(now, BUDGET_MS) : runNamed({ commandId, said }, _id, now)),
  ),
  timer: fromTimer(async (now) => {
    const reminded = await remindOfReviews(now, 5_000);
    return { ...(await hurried(runWaiting(now, BUDGET_MS))), reminded };
  }),
});
