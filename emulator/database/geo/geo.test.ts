import * as fc from 'fast-check';
import type { Doc, Engine } from '../engine';
import { openEngine } from '../open';
import { metersTo } from './containment';
import { parseGeometry } from './geometry';
import { metersBetween, vectorOf } from './sphere';

const point = (lng: number, lat: number) => ({ type: 'Point', coordinates: [lng, lat] });
const polygon = (...rings: [number, number][][]) => ({ type: 'Polygon', coordinates: rings });
const square = (west: number, south: number, east: number, north: number): [number, number][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine({ now: () => 0 });
  await engine.createCollection('c');
});
afterEach(() => engine.close());

const ids = async (query: Doc, limit?: number) => (await engine.find('c', { query, limit })).map(({ _id: id }) => id);
const near = (lng: number, lat: number, more: Doc = {}) => ({
  loc: { $nearSphere: { $geometry: point(lng, lat), ...more } },
});
const index = (keys: Record<string, 1 | -1 | '2dsphere'> = { loc: '2dsphere' }) =>
  engine.createIndex('c', { name: 'geo', keys });

describe('distances', () => {
  // The four attractions of the platform's own documentation, with the distances it prints.
  test.each<[string, number, number, number]>([
    ['Canton Tower', 113.30593, 23.1361155, 4384.68131486958],
    ['Baiyun Mountain', 113.306789, 23.1564721, 6643.521654040738],
    ['The Palace Museum', 116.3949659, 39.9163447, 1894750.4414538583],
    ['Great Wall', 116.2328567, 40.242373, 1928300.3308822548],
  ])('%s', (_name, lng, lat, meters) => {
    expect(metersBetween(vectorOf(113.3089506, 23.0968251), vectorOf(lng, lat))).toBe(meters);
  });

  test('to lines and polygons: the nearest part, nothing inside', () => {
    const degree = (Math.PI / 180) * 6378100;
    const equator = parseGeometry({
      type: 'LineString',
      coordinates: [
        [0, 0],
        [10, 0],
      ],
    });
    expect(metersTo(equator, vectorOf(5, 1))).toBeCloseTo(degree, 3);
    expect(metersTo(equator, vectorOf(12, 0))).toBeCloseTo(2 * degree, 3);
    expect(metersTo(parseGeometry(polygon(square(0, 0, 10, 10))), vectorOf(5, 5))).toBe(0);
  });
});

describe('near', () => {
  test('needs an index', async () => {
    await expect(ids(near(0, 0))).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: '[FailedOperation] unable to find index for $geoNear query',
    });
  });

  test('sorts by distance and keeps within bounds', async () => {
    await index();
    await engine.insert('c', [
      { _id: 'far', loc: point(0, 1) },
      { _id: 'here', loc: point(0, 0) },
      { _id: 'close', loc: point(0, 0.01) },
      { _id: 'nowhere' },
    ]);
    expect(await ids(near(0, 0))).toEqual(['here', 'close', 'far']);
    expect(await ids(near(0, 0, { $maxDistance: 2000 }))).toEqual(['here', 'close']);
    expect(await ids(near(0, 0, { $minDistance: 1 }))).toEqual(['close', 'far']);
    expect((await engine.find('c', { query: near(0, 0), order: [['_id', 1]] })).map(({ _id: id }) => id)).toEqual([
      'close',
      'far',
      'here',
    ]);
  });

  test('across the date line and over the pole', async () => {
    await index();
    await engine.insert('c', [
      { _id: 'east', loc: point(179.9, 0) },
      { _id: 'west', loc: point(-179.9, 0) },
      { _id: 'pole', loc: point(90, 89.9) },
    ]);
    expect(await ids(near(-179.95, 0, { $maxDistance: 20_000 }))).toEqual(['west', 'east']);
    expect(await ids(near(-90, 89.9, { $maxDistance: 25_000 }))).toEqual(['pole']);
  });

  test('follows changes and removals', async () => {
    await index();
    await engine.insert('c', [
      { _id: 1, loc: point(0, 0) },
      { _id: 2, loc: point(1, 0) },
    ]);
    await engine.update('c', { query: { _id: 1 }, update: { $set: { 'loc.coordinates': [5, 0] } } });
    expect(await ids(near(0, 0))).toEqual([2, 1]);
    await engine.remove('c', { _id: 2 }, false);
    expect(await ids(near(0, 0))).toEqual([1]);
  });

  test('inside a transaction by its own version', async () => {
    await index();
    await engine.insert('c', [
      { _id: 1, loc: point(0, 0) },
      { _id: 2, loc: point(1, 0) },
      { _id: 3, loc: point(2, 0) },
    ]);
    const t = engine.startTransaction();
    await engine.update('c', { query: { _id: 1 }, update: { $set: { loc: point(1.5, 0) } } }, t);
    await engine.update('c', { query: { _id: 3 }, update: { $set: { loc: point(-0.5, 0) } } });
    const found = await engine.find('c', { query: near(0, 0) }, t);
    expect(found.map(({ _id: id }) => id)).toEqual([2, 1, 3]);
  });

  test('refuses what is no place, in documents and in questions', async () => {
    await index();
    await expect(engine.insert('c', [{ loc: point(181, 0) }])).rejects.toThrow("Can't extract geo keys");
    await expect(engine.insert('c', [{ loc: 'Hangzhou' }])).rejects.toThrow("Can't extract geo keys");
    await expect(ids({ loc: { $nearSphere: { $geometry: polygon(square(0, 0, 1, 1)) } } })).rejects.toThrow(
      'must be a Point',
    );
    await expect(ids(near(0, 0, { $maxDistance: -1 }))).rejects.toThrow('non-negative');
    await expect(ids(near(0, 0, { $far: 1 }))).rejects.toThrow('invalid argument in geo near query: $far');
  });
});

describe('within and intersects', () => {
  const places = [
    { _id: 'inside', loc: point(2, 2) },
    { _id: 'hole', loc: point(5, 5) },
    { _id: 'corner', loc: point(0, 0) },
    { _id: 'outside', loc: point(12, 5) },
    { _id: 'antipode', loc: point(-178, -2) },
  ];
  const area = polygon(square(0, 0, 10, 10), square(4, 4, 6, 6));

  test.each([false, true])('polygons with holes, several polygons, circles (index: %s)', async (indexed) => {
    if (indexed) await index();
    await engine.insert('c', places);
    const within = (geometry: Doc) =>
      ids({ loc: { $geoWithin: { $geometry: geometry } } }).then((found) => found.sort());
    expect(await within(area)).toEqual(['corner', 'inside']);
    const both = { type: 'MultiPolygon', coordinates: [area.coordinates, [square(11, 4, 13, 6)]] };
    expect(await within(both)).toEqual(['corner', 'inside', 'outside']);
    expect(await within(polygon(square(177, -5, -177, 5)))).toEqual(['antipode']); // the short way round
    expect(await within(polygon(square(1, 1, 3, 3)))).toEqual(['inside']);
    expect(await within(polygon(square(-179, -3, -177, -1)))).toEqual(['antipode']);
    const circle = (radius: number) => ids({ loc: { $geoWithin: { $centerSphere: [[2, 2], radius] } } });
    expect(await circle(0.001)).toEqual(['inside']);
    expect((await circle(0.06)).sort()).toEqual(['corner', 'inside']);
    expect(await ids({ loc: { $geoIntersects: { $geometry: point(2, 2) } } })).toEqual(['inside']);
  });

  test('a polygon over the date line', async () => {
    await engine.insert('c', [
      { _id: 'east', loc: point(179.5, 0) },
      { _id: 'west', loc: point(-179.5, 0) },
      { _id: 'zero', loc: point(0, 0) },
    ]);
    const strip = polygon([
      [179, -1],
      [-179, -1],
      [-179, 1],
      [179, 1],
      [179, -1],
    ]);
    expect((await ids({ loc: { $geoWithin: { $geometry: strip } } })).sort()).toEqual(['east', 'west']);
  });

  test('areas that are stored: which of them has this point', async () => {
    await index();
    await engine.insert('c', [
      { _id: 'north', loc: polygon(square(0, 5, 10, 10)) },
      { _id: 'south', loc: polygon(square(0, 0, 10, 5)) },
      { _id: 'ring', loc: area },
    ]);
    const at = (lng: number, lat: number) =>
      ids({ loc: { $geoIntersects: { $geometry: point(lng, lat) } } }).then((found) => found.sort());
    expect(await at(5, 8)).toEqual(['north', 'ring']);
    expect(await at(5, 4.5)).toEqual(['south']);
    expect(await ids({ loc: { $geoWithin: { $geometry: polygon(square(-1, -1, 11, 6)) } } })).toEqual(['south']);
    const line = {
      type: 'LineString',
      coordinates: [
        [-5, 7],
        [15, 7],
      ],
    };
    expect((await ids({ loc: { $geoIntersects: { $geometry: line } } })).sort()).toEqual(['north', 'ring']);
    expect(await ids(near(5, 4.8, { $maxDistance: 30_000 }))).toEqual(['south', 'north']); // 89 km to the edge of the hole
    expect((await ids(near(5, -3)))[2]).toBe('north');
  });

  test('refuses open rings and unknown shapes', async () => {
    const open = polygon([
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ]);
    await expect(ids({ loc: { $geoWithin: { $geometry: open } } })).rejects.toThrow('Loop is not closed');
    await expect(ids({ loc: { $geoWithin: { $ring: [[0, 0], 1] } } })).rejects.toThrow('unknown geo specifier: $ring');
  });
});

const place = fc.record({
  lng: fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: 120, max: 120.01, noNaN: true })),
  lat: fc.oneof(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: 30, max: 30.01, noNaN: true })),
  skills: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }),
});

test('nearest-first through the index is what sorting everything gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(place, { maxLength: 80 }), place, fc.boolean(), async (places, from, leading) => {
      const own = await openEngine({ now: () => 0 });
      await own.createCollection('c');
      await own.createIndex('c', { name: 'g', keys: leading ? { skills: 1, loc: '2dsphere' } : { loc: '2dsphere' } });
      await own.insert(
        'c',
        places.map(({ lng, lat, skills }, i) => ({ _id: i, skills, loc: point(lng, lat) })),
      );
      await own.remove('c', { _id: { $lt: 10 } }, true);
      const origin = vectorOf(from.lng, from.lat);
      const expected = places
        .map(({ lng, lat, skills }, id) => ({ id, skills, meters: metersBetween(origin, vectorOf(lng, lat)) }))
        .filter(({ id, skills, meters }) => id >= 10 && skills.includes('a') && meters <= 5_000_000)
        .sort((x, y) => x.meters - y.meters)
        .slice(0, 5);
      const query = { ...near(from.lng, from.lat, { $maxDistance: 5_000_000 }), skills: 'a' };
      const found = await own.find('c', { query, limit: 5 });
      const meters = found.map(({ _id: id }) => {
        const { lng, lat } = places[id as number] as (typeof places)[number];
        return metersBetween(origin, vectorOf(lng, lat));
      });
      expect(meters.length).toBe(expected.length);
      meters.forEach((distance, i) => expect(distance).toBeCloseTo(expected[i]?.meters ?? NaN, 3));
      await own.close();
    }),
    { numRuns: 150 },
  );
});

test('a leading field narrows what is looked at', async () => {
  await engine.insert(
    'c',
    Array.from({ length: 300 }, (_, i) => ({ _id: i, skill: `s${i % 10}`, loc: point(i / 1000, 0) })),
  );
  await index({ skill: 1, loc: '2dsphere' });
  const explain = (query: Doc) => engine.explain('c', { query, limit: 3 });
  expect(await explain({ ...near(0, 0), skill: 's4' })).toMatchObject({ index: 'geo', returned: 3 });
  expect(await explain({ ...near(0, 0), skill: { $in: ['s4', 's5'] } })).toMatchObject({ index: 'geo', returned: 3 });
  expect(await explain({ ...near(0, 0), skill: { $regex: '4' } })).toMatchObject({ index: 'geo', returned: 3 });
});
