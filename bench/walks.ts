/** Random walks of the rules: 100,000 orders in 2,500 towns, each order led through a random sequence beside the others of its town. */
import { walk } from '../domain/testing/walkTown';
import type { Figures } from './measure';

const SEQUENCES = 100_000;
/** Tries of one sequence; most are refused. */
const TRIES = 60;
/** Orders that share nurses, families and a clock. */
const TOWN = 40;

export default function walks(): Promise<Figures> {
  // Most tries are refused, and nobody reads where.
  Error.stackTraceLimit = 0;
  const from = Date.now();
  const ends: Record<string, number> = {};
  let [steps, sequences] = [0, 0];
  for (let seed = 1; sequences < SEQUENCES; seed += 1) {
    // Each order of the town is led through so many tries: one sequence.
    const walked = walk(seed, TOWN, TOWN * TRIES);
    sequences += TOWN;
    steps += walked.steps;
    for (const [status, count] of Object.entries(walked.ends)) ends[status] = (ends[status] ?? 0) + count;
  }
  const towns = sequences / TOWN;
  console.error(`${sequences} sequences over ${towns} towns of ${TOWN} orders: ${steps} steps, nothing broken`);
  return Promise.resolve({ sequences, towns, steps, ends, seconds: (Date.now() - from) / 1000 });
}
