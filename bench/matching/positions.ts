/**
 * Positions that move. In the product a nurse's place of departure changes rarely and her track is a document of its own; this
 * is the harder case, as if each step of each nurse moved her in the index that families search.
 */
import type { Doc, Engine } from '../../emulator/database/engine';
import { randomOf } from '../emulator/documents';
import { rounded } from '../measure';
import { nurseId, type City } from './city';
import { openIndexed } from './ours';

const STEP_DEGREES = 0.0005;
const MEASURED_MS = 3000;
const BATCH = 1000;

interface Moves {
  readonly perSecond: number;
  readonly moves: number;
}

/** Makes as many steps as time allows, `together` at once. */
async function paced(together: number, move: (count: number) => Promise<unknown>): Promise<Moves> {
  await move(together);
  let moves = 0;
  const from = performance.now();
  while (performance.now() - from < MEASURED_MS) {
    await move(together);
    moves += together;
  }
  return { moves, perSecond: rounded((moves / (performance.now() - from)) * 1000, 0) };
}

/** A nurse somewhere, a step further. */
function stepsOf(city: City) {
  const random = randomOf(5);
  const shift = () => (random() - 0.5) * STEP_DEGREES;
  return () => {
    const index = Math.floor(random() * city.count);
    const coordinates = [(city.lng[index] as number) + shift(), (city.lat[index] as number) + shift()];
    return { id: nurseId(index), location: { type: 'Point', coordinates } };
  };
}

const update = (engine: Engine, collection: string, { id, location }: ReturnType<ReturnType<typeof stepsOf>>) =>
  engine.update(collection, { query: { _id: id }, update: { $set: { location } } });

/** The least a position needs: a document of id and place, one geo index. */
async function onlyPlaces(city: City, store: Parameters<typeof openIndexed>[1] = {}): Promise<Engine> {
  const engine = await openIndexed({ places: [{ name: 'place', keys: { location: '2dsphere' } }] }, store);
  for (let from = 0; from < city.count; from += BATCH) {
    const documents = Array.from({ length: Math.min(BATCH, city.count - from) }, (_, i): Doc => {
      const coordinates = [city.lng[from + i] as number, city.lat[from + i] as number];
      return { _id: nurseId(from + i), location: { type: 'Point', coordinates } };
    });
    await engine.insert('places', documents);
  }
  return engine;
}

const several = (count: number, one: () => Promise<unknown>) => Promise.all(Array.from({ length: count }, one));

async function inPlaces(city: City, store: Parameters<typeof openIndexed>[1]): Promise<Moves> {
  const next = stepsOf(city);
  const places = await onlyPlaces(city, store);
  try {
    await places.find('places', { query: anywhereNear }); // an index is built when it is first asked
    return await paced(BATCH, (count) => several(count, () => update(places, 'places', next())));
  } finally {
    await places.close();
  }
}

const anywhereNear = {
  location: { $nearSphere: { $geometry: { type: 'Point', coordinates: [120.17, 30.26] }, $maxDistance: 1000 } },
};

/** `directory`: where the log of the third row lies. */
export async function positionUpdates(engine: Engine, city: City, directory: string): Promise<object> {
  const next = stepsOf(city);
  return {
    note: 'engine.update of one document each, a thousand at once; the geo index follows each',
    'whole nurses, in memory': await paced(BATCH, (count) => several(count, () => update(engine, 'nurses', next()))),
    'places only, in memory': await inPlaces(city, {}),
    'places only, logged, on the disk before the answer (group commit)': await inPlaces(city, {
      dir: directory,
      sync: 'group',
    }),
  };
}
