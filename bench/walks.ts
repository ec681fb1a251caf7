/**
 * Random walks of the rules: 100,000 orders in 2,500 towns, each order led through a random sequence beside the others of its town.
 * `WALKS_THROUGH=bundles`: through the built functions on the emulator instead (WALKS_ORDERS, default 300, in towns of 60;
 * WALKS_SEED: the first town's).
 */
import { walk } from '../domain/testing/walkTown';
import type { Figures } from './measure';
import { walk as walkThroughBundles } from './walks/walk';

const SEQUENCES = 100_000;
/** Tries of one sequence; most are refused. */
const TRIES = 60;
/** Orders that share nurses, families and a clock. */
const TOWN = 40;

const BUNDLE_TOWN = { pairs: 8, orders: 60, triesPerOrder: 14 };

async function throughBundles(): Promise<Figures> {
  const wanted = Number(process.env.WALKS_ORDERS ?? 300);
  const from = Date.now();
  const ends: Record<string, number> = {};
  const faults: string[] = [];
  let [orders, tries, seed] = [0, 0, Number(process.env.WALKS_SEED ?? 1)];
  for (; orders < wanted; seed += 1) {
    const { town, walked } = await walkThroughBundles({ seed, ...BUNDLE_TOWN });
    await town.stage.close();
    orders += walked.orders;
    tries += walked.tries;
    for (const [status, count] of Object.entries(walked.ends)) ends[status] = (ends[status] ?? 0) + count;
    faults.push(...walked.faults.map((fault) => `seed ${seed}: ${fault}`));
    console.error(JSON.stringify({ seed, ...walked }));
  }
  return { orders, tries, ends, faults, seconds: (Date.now() - from) / 1000 };
}

export default function walks(): Promise<Figures> {
  return process.env.WALKS_THROUGH === 'bundles' ? throughBundles() : throughRules();
}

function throughRules(): Promise<Figures> {
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
