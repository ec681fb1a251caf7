import * as fc from 'fast-check';
import type { Doc } from '../engine';
import { compileQuery } from '../query/compile';
import { goesRound } from './loop';
import { earthRadiusMeters, vectorOf } from './sphere';

type Pair = [number, number];

const point = (lng: number, lat: number) => ({ type: 'Point', coordinates: [lng, lat] });
const line = (...positions: Pair[]) => ({ type: 'LineString', coordinates: positions });
const closed = (...corners: Pair[]): Pair[] => [...corners, corners[0] as Pair];
const box = (west: number, south: number, east: number, north: number) =>
  closed([west, south], [east, south], [east, north], [west, north]);
const polygon = (...rings: Pair[][]) => ({ type: 'Polygon', coordinates: rings });

const within = (loc: unknown, geometry: Doc) => compileQuery({ loc: { $geoWithin: { $geometry: geometry } } })({ loc });
const meets = (loc: unknown, geometry: Doc) =>
  compileQuery({ loc: { $geoIntersects: { $geometry: geometry } } })({ loc });
const holds = (loc: unknown, condition: Doc) => compileQuery({ loc: condition })({ loc });

const holed = polygon(box(0, 0, 10, 10), box(4, 4, 6, 6));
const multi = { type: 'MultiPolygon', coordinates: [[box(0, 0, 10, 10), box(4, 4, 6, 6)], [box(20, 0, 30, 10)]] };

describe('$geoWithin a polygon', () => {
  test.each<[string, unknown, Doc, boolean]>([
    ['a point', point(2, 2), holed, true],
    ['a legacy pair', [2, 2], holed, true],
    ['a legacy document', { lng: 2, lat: 2 }, holed, true],
    ['a corner', point(0, 0), holed, true],
    ['an edge', point(0, 5), holed, true],
    ['a hole', point(5, 5), holed, false],
    ['the edge of a hole', point(4, 5), holed, true],
    ['outside', point(12, 5), holed, false],
    ['one of several places', [point(50, 50), point(2, 2)], holed, true],
    ['an array of numbers out of bounds', [200, 2], holed, false],
    ['all of a multi-point', { type: 'MultiPoint', coordinates: [[1, 1], [2, 2]] }, holed, true], // prettier-ignore
    ['part of a multi-point', { type: 'MultiPoint', coordinates: [[1, 1], [12, 2]] }, holed, false], // prettier-ignore
    ['a line', line([1, 1], [3, 3]), holed, true],
    ['a line over the hole', line([1, 5], [9, 5]), holed, false],
    ['a line along an edge', line([0, 1], [0, 9]), holed, true],
    ['a line leaving', line([1, 1], [12, 1]), holed, false],
    ['a multi-line', { type: 'MultiLineString', coordinates: [[[1, 1], [2, 2]], [[7, 7], [8, 8]]] }, holed, true], // prettier-ignore
    ['a polygon', polygon(box(1, 1, 3, 3)), holed, true],
    ['a polygon round the hole', polygon(box(3, 3, 7, 7)), holed, false],
    ['a polygon with the same hole', polygon(box(3, 3, 7, 7), box(4, 4, 6, 6)), holed, true],
    ['itself', holed, holed, true],
    ['a polygon that reaches out', polygon(box(8, 8, 12, 12)), holed, false],
    ['a multi-polygon', multi, multi, true],
    ['a line between two polygons', line([9, 5], [21, 5]), multi, false],
    ['points of both polygons', { type: 'MultiPoint', coordinates: [[1, 1], [25, 5]] }, multi, true], // prettier-ignore
    ['a collection', { type: 'GeometryCollection', geometries: [point(1, 1), line([1, 1], [2, 2])] }, holed, true],
    [
      'a collection reaching out',
      { type: 'GeometryCollection', geometries: [point(1, 1), point(50, 1)] },
      holed,
      false,
    ],
    ['no place', 'Hangzhou', holed, false],
    ['no place at all', undefined, holed, false],
  ])('%s', (_name, loc, area, expected) => expect(within(loc, area)).toBe(expected));

  test('edges are great circles: halfway along a parallel the way bends to the pole', () => {
    const area = polygon(box(0, 40, 90, 60)); // its northern edge reaches atan(tan 60° / cos 45°) = 67.8° at 45° E
    expect([within(point(45, 67), area), within(point(45, 68), area)]).toEqual([true, false]);
    expect([within(point(45, 48), area), within(point(45, 51), area)]).toEqual([false, true]); // the southern 49.9°
  });

  test('across the antimeridian', () => {
    const strip = polygon(box(170, -10, -170, 10));
    expect([179, -179, 171, -171, 180, -180].map((lng) => within(point(lng, 1), strip))).toEqual(Array(6).fill(true));
    expect([0, 169, -169].map((lng) => within(point(lng, 1), strip))).toEqual([false, false, false]);
  });

  test('round a pole, whichever way the ring is written', () => {
    const cap: Pair[] = [[0, 80], [90, 80], [180, 80], [-90, 80]]; // prettier-ignore
    for (const ring of [closed(...cap), closed(...[...cap].reverse())]) {
      expect([point(0, 90), point(123, 89), point(45, 80.1)].map((p) => within(p, polygon(ring)))).toEqual([
        true,
        true,
        false,
      ]);
      expect([point(0, -90), point(0, 70)].map((p) => within(p, polygon(ring)))).toEqual([false, false]);
    }
  });

  test('a strip that goes two thirds round the earth', () => {
    const lngs = [-120, -60, 0, 60, 120];
    const strip = polygon(
      closed(...lngs.map((lng): Pair => [lng, -5]), ...[...lngs].reverse().map((lng): Pair => [lng, 5])),
    );
    expect([-110, -60, 0, 110].map((lng) => within(point(lng, 0), strip))).toEqual([true, true, true, true]);
    expect([130, 180, -130].map((lng) => within(point(lng, 0), strip))).toEqual([false, false, false]);
  });

  test('a building: one metre counts', () => {
    const m = 1 / 111_319; // a metre in degrees
    const house = polygon(box(120, 30, 120 + 10 * m, 30 + 10 * m));
    expect(within(point(120 + 9 * m, 30 + 9 * m), house)).toBe(true);
    expect(within(point(120 + 11 * m, 30 + 5 * m), house)).toBe(false);
    expect(within(point(120 - 0.01 * m, 30 + 5 * m), house)).toBe(false);
  });
});

describe('$geoIntersects', () => {
  test.each<[string, unknown, Doc, boolean]>([
    ['the same point', point(1, 1), point(1, 1), true],
    ['a point on a line', point(5, 0), line([0, 0], [10, 0]), true],
    ['a point beside it', point(5, 0.001), line([0, 0], [10, 0]), false],
    ['crossing lines', line([0, 0], [2, 2]), line([0, 2], [2, 0]), true],
    ['lines that touch', line([0, 0], [2, 2]), line([2, 2], [3, 0]), true],
    ['lines apart', line([0, 0], [2, 2]), line([3, 0], [3, 3]), false],
    ['a line over a polygon', line([-1, 5], [11, 5]), holed, true],
    ['a line within the hole', line([4.5, 5], [5.5, 5]), holed, false],
    ['a polygon within another', polygon(box(1, 1, 2, 2)), holed, true],
    ['a polygon round another', polygon(box(-5, -5, 15, 15)), holed, true],
    ['a polygon within the hole', polygon(box(4.5, 4.5, 5.5, 5.5)), holed, false],
    ['neighbours share an edge', polygon(box(10, 0, 12, 10)), holed, true],
    ['a collection', { type: 'GeometryCollection', geometries: [point(50, 50), line([-1, 5], [11, 5])] }, holed, true],
    ['over the antimeridian', line([175, 0], [-175, 0]), point(180, 0), true],
  ])('%s', (_name, loc, shape, expected) => {
    expect(meets(loc, shape)).toBe(expected);
    expect(meets(shape, loc as Doc)).toBe(expected);
  });
});

describe('circles and flat shapes', () => {
  const degree = Math.PI / 180;

  test.each<[string, unknown, Doc, boolean]>([
    ['$centerSphere in radians', point(0, 1), { $centerSphere: [[0, 0], 1.001 * degree] }, true],
    ['$centerSphere too far', point(0, 1), { $centerSphere: [[0, 0], 0.999 * degree] }, false],
    ['$centerSphere over a pole', point(180, 89), { $centerSphere: [[0, 89], 2.001 * degree] }, true],
    ['$centerSphere and a polygon', polygon(box(-1, -1, 1, 1)), { $centerSphere: [[0, 0], 1.5 * degree] }, true],
    [
      '$centerSphere and a polygon too large',
      polygon(box(-2, -1, 2, 1)),
      { $centerSphere: [[0, 0], 1.5 * degree] },
      false,
    ],
    ['$box', [5, 5], { $box: [[0, 0], [10, 10]] }, true], // prettier-ignore
    ['$box, its edge', [10, 5], { $box: [[0, 0], [10, 10]] }, true], // prettier-ignore
    ['$box, corners the other way', [5, 5], { $box: [[10, 0], [0, 10]] }, true], // prettier-ignore
    ['$box beyond the sphere', [500, 5], { $box: [[0, 0], [1000, 10]] }, true], // prettier-ignore
    ['$box and GeoJSON', point(5, 5), { $box: [[0, 0], [10, 10]] }, true], // prettier-ignore
    ['$box and a line', line([1, 1], [2, 2]), { $box: [[0, 0], [10, 10]] }, false], // prettier-ignore
    ['$box is flat', point(45, 49), { $box: [[0, 40], [90, 60]] }, true], // prettier-ignore
    ['$center', [3, 4], { $center: [[0, 0], 5] }, true],
    ['$center too far', [3, 4.1], { $center: [[0, 0], 5] }, false],
    ['$polygon', { x: 2, y: 1 }, { $polygon: [[0, 0], [3, 3], [6, 0]] }, true], // prettier-ignore
    ['$polygon outside', [1, 2], { $polygon: [[0, 0], [3, 3], [6, 0]] }, false], // prettier-ignore
    ['$polygon, its edge', [2, 2], { $polygon: [[0, 0], [3, 3], [6, 0]] }, true], // prettier-ignore
  ])('%s', (_name, loc, shape, expected) => {
    expect(holds(loc, { $geoWithin: shape })).toBe(expected);
    expect(holds(loc, { $within: shape })).toBe(expected);
  });
});

describe('nearness', () => {
  const oneDegree = (Math.PI / 180) * earthRadiusMeters;

  test.each<[string, Doc, boolean]>([
    ['metres with $geometry', { $nearSphere: { $geometry: point(0, 0), $maxDistance: oneDegree + 1 } }, true],
    ['too far', { $nearSphere: { $geometry: point(0, 0), $maxDistance: oneDegree - 1 } }, false],
    ['too near', { $nearSphere: { $geometry: point(0, 0), $minDistance: oneDegree + 1 } }, false],
    ['$near of a geometry is spherical', { $near: { $geometry: point(0, 0), $maxDistance: oneDegree + 1 } }, true],
    ['radians with a pair', { $nearSphere: [0, 0], $maxDistance: 0.0175 }, true],
    ['radians too far', { $nearSphere: [0, 0], $maxDistance: 0.0174 }, false],
    ['radians at least', { $nearSphere: { lng: 0, lat: 0 }, $minDistance: 0.0175 }, false],
    ['metres with a bare GeoJSON point', { $nearSphere: point(0, 0), $maxDistance: oneDegree + 1 }, true],
  ])('%s', (_name, condition, expected) => expect(holds(point(0, 1), condition)).toBe(expected));

  test.each<[Doc, string]>([
    [{ loc: { $nearSphere: { $geometry: line([0, 0], [1, 1]) } } }, 'must be a Point'],
    [{ loc: { $nearSphere: { $maxDistance: 1 } } }, '$geometry is required for geo near query'],
    [{ loc: { $nearSphere: { $geometry: point(0, 0), $maxDistance: -1 } } }, '$maxDistance must be non-negative'],
    [{ loc: { $nearSphere: { $geometry: point(0, 0), $maxDistance: 'x' } } }, '$maxDistance must be a number'],
    [{ loc: { $nearSphere: { $geometry: point(0, 0) }, $gt: 1 } }, 'geo near accepts just one argument'],
    [{ loc: { $nearSphere: [200, 0] } }, 'Legacy point is out of bounds for spherical query'],
    [{ loc: { $near: [0, 0] } }, 'unable to find index for $geoNear query'],
    [{ loc: { $gt: 1, $nearSphere: [0, 0] } }, 'near must be first in'],
    [{ $or: [{ loc: { $nearSphere: [0, 0] } }] }, 'geo $near must be top-level expr'],
    [{ a: { $nearSphere: [0, 0] }, $and: [{ b: { $nearSphere: [0, 0] } }] }, 'Too many geoNear expressions'],
  ])('%j is refused', (query, text) => expect(() => compileQuery(query)).toThrow(text));
});

/** The words of MongoDB's geoparser. */
test.each<[Doc, string]>([
  [{ type: 'Circle', coordinates: [0, 0] }, 'unknown GeoJSON type'],
  [point(181, 0), 'Longitude/latitude is out of bounds, lng: 181 lat: 0'],
  [point(0, -91), 'Longitude/latitude is out of bounds, lng: 0 lat: -91'],
  [{ type: 'Point', coordinates: ['0', 0] }, 'Point must only contain numeric elements'],
  [{ type: 'Point', coordinates: [NaN, 0] }, 'Point coordinates must be finite numbers'],
  [line([1, 1]), 'GeoJSON LineString must have at least 2 vertices'],
  [line([1, 1], [1, 1]), 'GeoJSON LineString must have at least 2 vertices'],
  [{ type: 'MultiPoint', coordinates: [] }, 'MultiPoint coordinates must have at least 1 element'],
  [{ type: 'GeometryCollection', geometries: [5] }, 'Element of "geometries" is not an object'],
  [polygon(), 'Polygon has no loops.'],
  [polygon([]), 'Loop has no vertices'],
  [polygon([[0, 0], [1, 0], [1, 1]]), 'Loop is not closed'], // prettier-ignore
  [polygon(closed([0, 0], [1, 1])), 'Loop must have at least 3 different vertices'],
  [polygon(closed([0, 0], [2, 2], [2, 0], [0, 2])), 'Edges 0 and 2 cross'], // a bow tie
  [polygon(closed([0, 0], [2, 0], [1, 1], [2, 2], [0, 2], [1, 1])), 'Duplicate vertices: 2 and 5'],
  [polygon(box(0, 0, 1, 1), box(5, 5, 6, 6)), 'Secondary loops not contained by first exterior loop'],
  [{ ...point(0, 0), crs: { type: 'name', properties: { name: 'EPSG:3857' } } }, 'Unknown CRS name: EPSG:3857'],
  [
    {
      ...polygon(box(0, 0, 1, 1)),
      crs: { type: 'name', properties: { name: 'urn:x-mongodb:crs:strictwinding:EPSG:4326' } },
    },
    'does not offer polygons with CRS',
  ],
  [{ ...point(0, 0), crs: 5 }, 'GeoJSON CRS must be an object'],
])('%j is refused', (geometry, text) => expect(() => meets(point(0, 0), geometry)).toThrow(text));

test.each<[Doc, string]>([
  [{ $geoWithin: { $geometry: point(0, 0) } }, '$within not supported with provided geometry'],
  [{ $geoWithin: { $box: [[0, 0]] } }, 'Point must be an array or object'],
  [{ $geoWithin: { $polygon: [[0, 0], [1, 1]] } }, 'Polygon must have at least 3 points'], // prettier-ignore
  [{ $geoWithin: { $centerSphere: [[0, 0], -1] } }, 'radius must be a non-negative number'],
  [{ $geoWithin: { $center: [[0, 0], 1], $box: [[0, 0], [1, 1]] } }, "$geoWithin doesn't accept multiple shapes"], // prettier-ignore
  [{ $geoWithin: { $center: [[0, 0], 1] }, $gt: 1 }, "can't parse extra field: $gt"],
  [{ $geoIntersects: { $box: [[0, 0], [1, 1]] } }, '$geoIntersect not supported with provided geometry'], // prettier-ignore
])('%j is refused', (condition, text) => expect(() => holds(point(0, 0), condition)).toThrow(text));

test('a star seen from anywhere: inside is where the corners are farther than the point', () => {
  const corner = fc.double({ min: 0.2, max: 1, noNaN: true });
  const degrees = fc.record({
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
    lat: fc.double({ min: -60, max: 60, noNaN: true }),
  });
  fc.assert(
    fc.property(degrees, fc.array(corner, { minLength: 5, maxLength: 12 }), ({ lng, lat }, radii) => {
      const wrapped = (value: number) => ((((value + 180) % 360) + 360) % 360) - 180;
      const at = (i: number, share: number) => {
        const angle = (2 * Math.PI * i) / radii.length;
        const far = (radii[i] as number) * share;
        return vectorOf(
          wrapped(lng + (far * Math.cos(angle)) / Math.cos((lat * Math.PI) / 180)),
          lat + far * Math.sin(angle),
        );
      };
      const ring = radii.map((_, i) => at(i, 1));
      for (const one of [ring, [...ring].reverse()]) {
        for (const i of radii.keys()) {
          expect(goesRound(one, at(i, 0.9))).toBe(true);
          expect(goesRound(one, at(i, 1.1))).toBe(false);
        }
        expect(goesRound(one, vectorOf(wrapped(lng + 180), -lat))).toBe(false);
      }
    }),
    { numRuns: 200 },
  );
});
