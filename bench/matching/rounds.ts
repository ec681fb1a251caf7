/** The same questions for everybody, turn and turn about; an answer that is not the right one ends the run. */
import { median, percentile, rounded } from '../measure';
import type { Question } from './city';
import type { Contender } from './contender';
import { processorMs } from './processorTime';

const ROUNDS = 5;
const PER_TURN = 40;
/** Slow ones are asked fewer questions in a turn, but in every round. */
const TURN_MS = 1500;
const LEAST = 8;

export const figures = (samples: readonly number[]) => ({
  p50Ms: rounded(median(samples), 3),
  p95Ms: rounded(percentile(samples, 0.95), 3),
  times: samples.length,
});

function assertSame(name: string, question: Question, answer: readonly string[], expected: readonly string[]): void {
  if (answer.join() === expected.join()) return;
  throw new Error(`${name} answers ${JSON.stringify(question)} with ${answer.join()} instead of ${expected.join()}`);
}

interface Turn {
  readonly samples: readonly number[];
  readonly processorMs: number;
}

async function turn(contender: Contender, asked: readonly (readonly [Question, readonly string[]])[]): Promise<Turn> {
  const samples: number[] = [];
  const before = processorMs(contender);
  const until = performance.now() + TURN_MS;
  for (const [question, expected] of asked) {
    if (samples.length >= LEAST && performance.now() > until) break;
    const from = performance.now();
    const answer = await contender.top20(question);
    samples.push(performance.now() - from);
    assertSame(contender.name, question, answer, expected);
  }
  return { samples, processorMs: processorMs(contender) - before };
}

/** What each search took by the clock and of processors, and how many times as long as the first one they take. */
export async function measureSearches(
  contenders: readonly Contender[],
  questions: readonly Question[],
  expected: readonly (readonly string[])[],
): Promise<object> {
  const pairs = questions.map((question, i) => [question, expected[i] as readonly string[]] as const);
  const turns = new Map<Contender, Turn[]>(contenders.map((contender) => [contender, []]));
  for (const contender of contenders) await turn(contender, pairs);
  for (let round = 0; round < ROUNDS; round += 1) {
    const asked = pairs.slice(round * PER_TURN, (round + 1) * PER_TURN);
    for (const contender of contenders) turns.get(contender)?.push(await turn(contender, asked));
  }
  const samplesOf = (contender: Contender) => (turns.get(contender) ?? []).flatMap(({ samples }) => samples);
  const base = median(samplesOf(contenders[0] as Contender));
  return Object.fromEntries(
    contenders.map((contender) => {
      const samples = samplesOf(contender);
      const used = (turns.get(contender) ?? []).reduce((sum, one) => sum + one.processorMs, 0);
      const row = {
        ...figures(samples),
        processorMs: rounded(used / samples.length, 3),
        timesAsLong: rounded(median(samples) / base, 2),
        setting: contender.setting,
      };
      return [contender.name, row];
    }),
  );
}
