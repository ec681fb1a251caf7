/**
 * Our own with what the others keep: one document for each nurse online, of skills, free hours as bits, stars and place. The
 * same columns, the same question, the same answer, so that engine stands against engine; the product's own question, which
 * joins diaries and gives back whole nurses, is `ours`.
 */
import type { Doc, Engine } from '../../emulator/database/engine';
import { freeHours, hasSkill, SKILLS, type City, type Question } from './city';
import type { Contender } from './contender';
import { openIndexed } from './ours';
import { BAND_METERS, firstByRule, RADIUS_METERS, WANTED, type Comer } from './rule';

const COLLECTION = 'skilled';
const INDEX = { name: 'skill_near', keys: { skills: 1, at: '2dsphere' } } as const;

/** So many of the nearest who are free are asked for; more while the half kilometre of the twentieth is not complete. */
const REACH = 48;
const WIDER = 4;
const BATCH = 5000;

function rowOf(city: City, index: number): Doc {
  const skills = Array.from({ length: SKILLS }, (_, skill) => skill).filter((skill) =>
    hasSkill(city.skills[index] as number, skill),
  );
  const coordinates = [city.lng[index] as number, city.lat[index] as number];
  const free = freeHours(city, index);
  return { _id: index, skills, free, stars: city.stars[index], at: { type: 'Point', coordinates } };
}

const stagesOf = ({ at, skill, hour }: Question, limit: number): Doc[] => [
  {
    $geoNear: {
      near: { type: 'Point', coordinates: at },
      spherical: true,
      key: 'at',
      distanceField: 'meters',
      maxDistance: RADIUS_METERS,
      query: { skills: skill, free: { $bitsAllSet: 2 ** hour } },
      limit,
    },
  },
  { $project: { index: '$_id', stars: 1, meters: 1 } },
];

const bandOf = (meters: number) => Math.floor(Math.round(meters) / BAND_METERS);

/** Whether nobody further away could stand among the first twenty. */
function isSettled(comers: readonly Comer[], reach: number): boolean {
  const [twentieth, last] = [comers[WANTED - 1], comers[comers.length - 1]];
  return comers.length < reach || bandOf(twentieth?.meters ?? 0) < bandOf(last?.meters ?? 0);
}

async function search(engine: Engine, question: Question): Promise<readonly string[]> {
  for (let reach = REACH; ; reach *= WIDER) {
    const comers = (await engine.aggregateStored(COLLECTION, stagesOf(question, reach))) as unknown as Comer[];
    if (isSettled(comers, reach)) return firstByRule(comers);
  }
}

export async function sameColumns(): Promise<Contender> {
  const engine = await openIndexed({ [COLLECTION]: [INDEX] });
  return {
    name: 'ours, same columns',
    setting:
      'called as a library, no network; a document per nurse, online only; one 2dsphere index on (skills, place)',
    async load(city) {
      let rows: Doc[] = [];
      const flush = async () => {
        if (rows.length > 0) await engine.insert(COLLECTION, rows);
        rows = [];
      };
      for (let index = 0; index < city.count; index += 1) {
        if (city.online[index] === 1) rows.push(rowOf(city, index));
        if (rows.length === BATCH) await flush();
      }
      await flush();
    },
    top20: (question) => search(engine, question),
    close: () => engine.close(),
  };
}
