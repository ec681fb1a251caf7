/**
 * Carries out what operators asked for by rows of `opCommands`: the desk pokes it after writing one, a timer finds the rest, and
 * reminds of reviews that get late.
 */
import { RunCommand, type RunCommandReply } from '#contract/runCommand';
import { runWaiting } from '#cloud/waitingCommands';
import { remindOfReviews } from '#cloud/onboarding/reviewAlerts';
import { bySource } from '#cloud/doors/bySource';
import { fromOperator } from '#cloud/doors/fromOperator';
import { fromTimer } from '#cloud/doors/fromTimer';
import { poke } from '#cloud/functions';

async function run(commandId: string | null, now: number): Promise<RunCommandReply> {
  const ran = await runWaiting(commandId, now, 20_000);
  if (ran > 0) await poke('outboxTimer');
  return { ran };
}

export const main = bySource({
  client: fromOperator(RunCommand, ({ commandId = null }, _operator, now) => run(commandId, now)),
  timer: fromTimer(async (now) => {
    const reminded = await remindOfReviews(now, 5_000);
    return { ...(await run(null, now)), reminded };
  }),
});
