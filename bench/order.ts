/** What one completed order costs: function calls and database round trips, counted by the emulator, by step, and by function and kind of request. */
import { build } from '../scripts/build/products';
import { setStage } from '../scripts/demo/stage';
import { GOLDEN_PATH, newStory } from '../scripts/demo/story';
import type { Figures } from './measure';

/** The night between booking and visit belongs to the timers, which sweep for all orders together. */
const NIGHT = 'Next morning';

type Counts = Readonly<Record<string, number>>;

const less = (after: Counts, before: Counts): Counts =>
  Object.fromEntries(
    Object.entries(after)
      .map(([kind, count]) => [kind, count - (before[kind] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );

function sumOf(all: readonly Counts[]): Counts {
  const total: Record<string, number> = {};
  for (const one of all) for (const [kind, count] of Object.entries(one)) total[kind] = (total[kind] ?? 0) + count;
  return total;
}

/** A line for each function: its requests of a kind added up, the commonest first. */
function table(requests: Counts): string {
  const byFunction = new Map<string, [string, number][]>();
  for (const [kind, count] of Object.entries(requests)) {
    const [name = '', ...what] = kind.split(' ');
    byFunction.set(name, [...(byFunction.get(name) ?? []), [what.join(' '), count]]);
  }
  const lines = [...byFunction].map(([name, kinds]) => {
    const shown = kinds.sort((a, b) => b[1] - a[1]).map(([what, count]) => `${count} ${what}`);
    return [kinds.reduce((sum, [, count]) => sum + count, 0), name, shown.join(' · ')] as const;
  });
  return lines
    .sort((a, b) => b[0] - a[0])
    .map(([count, name, shown]) => `${name.padEnd(18)} ${String(count).padStart(4)}  ${shown}`)
    .join('\n');
}

export default async function order(): Promise<Figures> {
  await build(['functions'], () => undefined);
  const stage = await setStage();
  try {
    const { fillWorld } = await import('../scripts/world/world');
    await fillWorld(Date.now(), () => undefined, { nurses: 24, applicants: 0, families: 4, pastVisits: 6 });
    const story = newStory('bench00000000000000order');
    const kinds: Counts[] = [];
    const steps: { title: string; functionCalls: number; databaseCalls: number }[] = [];
    for (const step of GOLDEN_PATH) {
      const before = stage.cloud.emulator.stats();
      await step.play(stage, story);
      const after = stage.cloud.emulator.stats();
      if (!step.title.startsWith(NIGHT)) kinds.push(less(after.databaseCallsByKind, before.databaseCallsByKind));
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
    const own = steps.filter(({ title }) => !title.startsWith(NIGHT));
    const requests = sumOf(kinds);
    console.log(table(requests));
    const sum = (pick: (step: (typeof steps)[number]) => number) => own.reduce((total, step) => total + pick(step), 0);
    return {
      steps,
      requests,
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
