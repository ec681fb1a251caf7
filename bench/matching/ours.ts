/** Our own: the emulator's engine as npm carries it, called as a library with the query that the function sends. */
import { join } from 'node:path';
import indexes from '../../database/indexes.json';
import type { Doc, Engine, IndexSpec } from '../../emulator/database/engine';
import type * as Open from '../../emulator/database/open';
import { percentile } from '../measure';
import { builtEmulator } from '../emulator/startEmulator';
import { parameters, stagesOf } from './asked';
import { hasSkill, type City, type Question } from './city';
import type { Contender } from './contender';
import { fillCity } from './documents';
import { nurseWithin, RADIUS_METERS, WANTED } from './rule';

interface Answer {
  readonly reached: number;
  readonly furthestMeters: number;
  readonly best: readonly { readonly _id: string; readonly distanceMeters: number }[];
}

export interface Ours extends Contender {
  readonly engine: Engine;
  /** Questions to the engine, and nurses that its index gave it, for each search. */
  work(questions: readonly Question[]): Promise<object>;
}

const { nurses, bookings, orders } = indexes as unknown as Readonly<Record<string, readonly IndexSpec[]>>;
const WIDER = 4;
const LIMIT = parameters.dispatch.candidateLimit;

/** The engine as users get it, with these collections and indexes: in memory, or with its log in a directory. */
export async function openIndexed(
  collections: Readonly<Record<string, readonly IndexSpec[]>>,
  store: Pick<Open.OpenOptions, 'dir' | 'sync'> = {},
): Promise<Engine> {
  const { openEngine } = (await import(join(builtEmulator(), 'database/open.js'))) as typeof Open;
  const engine = await openEngine({ now: Date.now, occupyMs: 0, ...store });
  for (const [name, own] of Object.entries(collections)) {
    await engine.createCollection(name);
    for (const index of own) await engine.createIndex(name, index);
  }
  return engine;
}

/** Whether nobody beyond `furthestMeters` could stand among the first twenty. */
function isSettled({ reached, furthestMeters, best }: Answer, reach: number): boolean {
  if (reached < reach) return true;
  const band = (meters: number) => Math.floor(Math.round(meters) / parameters.dispatch.bandMeters);
  const last = band(furthestMeters);
  return best.filter(({ distanceMeters }) => band(distanceMeters) < last).length >= WANTED;
}

export async function ours(): Promise<Ours> {
  const engine = await openIndexed({ nurses, bookings, orders } as Record<string, readonly IndexSpec[]>);
  let city: City | undefined;
  const stages = new Map<Question, readonly Doc[]>();
  /** Asking is the function's work: it is made ready beforehand, as the others' statements are. */
  const sent = (question: Question, reach: number): readonly Doc[] => {
    if (reach !== LIMIT) return stagesOf(city as City, question, reach);
    const known = stages.get(question) ?? stagesOf(city as City, question, reach);
    stages.set(question, known);
    return known;
  };
  const search = async (question: Question) => {
    for (let reach = LIMIT, trips = 1; ; reach *= WIDER, trips += 1) {
      const [answer] = (await engine.aggregateStored('nurses', sent(question, reach))) as unknown as Answer[];
      if (!answer) return { ids: [], trips, furthestMeters: RADIUS_METERS };
      if (!isSettled(answer, reach)) continue;
      const furthestMeters = answer.reached < reach ? RADIUS_METERS : answer.furthestMeters;
      return { ids: answer.best.map(({ _id }) => _id), trips, furthestMeters };
    }
  };
  return {
    name: 'ours, the product asks',
    setting:
      'called as a library, no network; the query of the functions: hours from shifts, bookings joined, rest days, whole ' +
      'documents given back; one compound 2dsphere index',
    engine,
    async load(filled) {
      city = filled;
      await fillCity(filled, { certificates: [], stationId: 'station-xihu' }, (name, documents) =>
        engine.insert(name, documents as Doc[]),
      );
    },
    top20: async (question) => (await search(question)).ids,
    async work(questions) {
      const searches = [];
      for (const question of questions) searches.push(await search(question));
      const examined = searches.map(({ furthestMeters }, i) =>
        nursesOfIndex(city as City, questions[i] as Question, furthestMeters),
      );
      const inOneTrip = searches.filter(({ trips }) => trips === 1).length / searches.length;
      const share = (q: number) => percentile(examined, q);
      return { inOneTrip, examined: { p50: share(0.5), p95: share(0.95), most: Math.max(...examined) } };
    },
    close: () => engine.close(),
  };
}

/** Nurses of the index's bucket up to there: what the search had to look at. */
function nursesOfIndex(city: City, { at, skill }: Question, furthest: number): number {
  let count = 0;
  for (const { index, meters } of nurseWithin(city, at)) {
    if (meters <= furthest && city.online[index] === 1 && hasSkill(city.skills[index] as number, skill)) count += 1;
  }
  return count;
}
