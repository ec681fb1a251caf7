/** What one completed order costs: function calls and database round trips, counted by the emulator, step by step. */
import { build } from '../scripts/build/products';
import { setStage } from '../scripts/demo/stage';
import { GOLDEN_PATH, newStory } from '../scripts/demo/story';
import type { Figures } from './measure';

export default async function order(): Promise<Figures> {
  await build(['functions'], () => undefined);
  const stage = await setStage();
  try {
    const { fillWorld } = await import('../scripts/world/world');
    await fillWorld(Date.now(), () => undefined, { nurses: 24, applicants: 0, families: 4, pastVisits: 6 });
    const story = newStory('bench00000000000000order');
    const steps: { title: string; functionCalls: number; databaseCalls: number }[] = [];
    for (const step of GOLDEN_PATH) {
      const before = stage.cloud.emulator.stats();
      await step.play(stage, story);
      const after = stage.cloud.emulator.stats();
      steps.push({
        title: step.title,
        functionCalls: after.functionCalls - before.functionCalls,
        databaseCalls: after.databaseCalls - before.databaseCalls,
      });
    }
    for (const { title, functionCalls, databaseCalls } of steps) {
      console.log(
        `${title.padEnd(84)} ${String(functionCalls).padStart(5)} calls ${String(databaseCalls).padStart(6)} round trips`,
      );
    }
    // The night between booking and visit belongs to the timers, which sweep for all orders together.
    const own = steps.filter(({ title }) => !title.startsWith('Next morning'));
    const sum = (pick: (step: (typeof steps)[number]) => number) => own.reduce((total, step) => total + pick(step), 0);
    return {
      steps,
      perOrder: {
        functionCalls: sum((step) => step.functionCalls),
        databaseRoundTrips: sum((step) => step.databaseCalls),
      },
      note: 'without the night the clock skips, in which only timers run',
    };
  } finally {
    await stage.close();
  }
}
