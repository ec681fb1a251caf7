/** The same work for every contender, turn and turn about, so that a busy moment of the machine hits all alike. */
import { median, percentile, rounded } from '../measure';
import type { Contender } from './contender';
import { idOf, orderOf, questions, randomOf } from './documents';

const rounds = 5;
/** A contender that is slow at something is asked less often, but in every round. */
const turnMs = 400;
const mostPerTurn = 300;
const lanes = 100;

/** Those the others are held against. */
const ours = ['ours in process', 'ours over HTTP'];

type Work = (contender: Contender, random: () => number, at: number) => Promise<unknown> | undefined;

/** Documents that are inserted while measuring have numbers behind those loaded. */
export function workOf(count: number): Readonly<Record<string, Work>> {
  let next = count;
  const ask = (random: () => number) => questions(random, count);
  return {
    pointRead: (contender, random) => contender.read(ask(random).id()),
    insert: (contender, random) => contender.insert(orderOf((next += 1), random)),
    update: (contender, random) => contender.update(ask(random).id(), Math.floor(random() * 50_000)),
    twoConditionsSorted20: (contender, random) => contender.page(ask(random).page()),
    geoTop20: (contender, random) => contender.near?.(ask(random).near()),
    matchAndGroup: (contender, random) => contender.group?.(ask(random).city()),
  };
}

async function turn(contender: Contender, work: Work, seed: number): Promise<number[]> {
  const random = randomOf(seed);
  const samples: number[] = [];
  const until = performance.now() + turnMs;
  for (let at = 0; at < mostPerTurn && (at < 3 || performance.now() < until); at += 1) {
    const from = performance.now();
    const done = work(contender, random, at);
    if (!done) return [];
    await done;
    samples.push(performance.now() - from);
  }
  return samples;
}

/** Wall time of many transfers at once, between few enough orders that some meet. */
async function crowd(contender: Contender, seed: number): Promise<number[]> {
  if (!contender.transfer) return [];
  const random = randomOf(seed);
  const some = () => idOf(Math.floor(random() * 1000));
  const pairs = Array.from({ length: lanes }, () => [some(), some()] as const).filter(([a, b]) => a !== b);
  const from = performance.now();
  await Promise.all(pairs.map(([a, b]) => contender.transfer?.(a, b)));
  return [performance.now() - from];
}

const figuresOf = (samples: readonly number[]) =>
  samples.length === 0
    ? undefined
    : { p50Ms: rounded(median(samples), 3), p95Ms: rounded(percentile(samples, 0.95), 3), times: samples.length };

type Table = Record<string, Record<string, ReturnType<typeof figuresOf>>>;

/** How many times as long each takes as the first one. */
function ratios(row: Table[string], first: string): Record<string, number> {
  const base = row[first]?.p50Ms ?? NaN;
  const others = Object.entries(row).flatMap(([name, figures]) =>
    figures && name !== first ? [[name, rounded(figures.p50Ms / base, 2)] as const] : [],
  );
  return Object.fromEntries(others);
}

export async function measureAll(contenders: readonly Contender[], count: number): Promise<object> {
  const works = workOf(count);
  const samples = new Map<string, number[]>();
  const collect = (name: string, contender: Contender, more: readonly number[]) => {
    const key = `${name}\n${contender.name}`;
    samples.set(key, [...(samples.get(key) ?? []), ...more]);
  };
  for (const contender of contenders) for (const work of Object.values(works)) await turn(contender, work, 1); // warm-up
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      for (const contender of contenders) collect(name, contender, await turn(contender, work, 100 + round));
    }
    for (const contender of contenders) collect('transactions100', contender, await crowd(contender, 200 + round));
  }
  const table: Record<string, object> = {};
  for (const name of [...Object.keys(works), 'transactions100']) {
    const row: Table[string] = {};
    for (const { name: who } of contenders) row[who] = figuresOf(samples.get(`${name}\n${who}`) ?? []);
    const timesAsLongAs = Object.fromEntries(ours.map((own) => [own, ratios(row, own)]));
    table[name] = { ...row, timesAsLongAs };
  }
  return table;
}
