/** Places: nearest first, inside, touching. */
import { filled, onEachTarget, refusal } from './target';

type Places = readonly (readonly [lng: number, lat: number])[];

/** The SDK's types name the point only. */
interface Shapes {
  readonly Point: new (lng: number, lat: number) => object;
  readonly LineString: new (points: readonly object[]) => object;
  readonly Polygon: new (rings: readonly object[]) => object;
}

/** Three stations along a meridian, 0.01° (1,113 m) and 0.1° (11,132 m) north of the first. */
const STATIONS = [
  { _id: 'here', open: true, loc: { type: 'Point', coordinates: [120.15, 30.25] } },
  { _id: 'near', open: false, loc: { type: 'Point', coordinates: [120.15, 30.26] } },
  { _id: 'far', open: true, loc: { type: 'Point', coordinates: [120.15, 30.35] } },
];

onEachTarget((target) => {
  let name: string;
  const shapes = () => target().db.Geo as unknown as Shapes;
  const line = (places: Places) =>
    new (shapes().LineString)(places.map(([lng, lat]) => new (shapes().Point)(lng, lat)));
  beforeAll(async () => {
    name = await filled(target(), STATIONS, [{ fields: { loc: '2dsphere' } }]);
  });
  const idsWhere = async (query: object) => {
    const { data } = await target().db.collection(name).where(query).get();
    return data.map((row: { _id: string }) => row._id);
  };

  test('geoNear sorts by distance and keeps within metres', async () => {
    const { db } = target();
    const geometry = new db.Geo.Point(120.15, 30.25);
    expect(await idsWhere({ loc: db.command.geoNear({ geometry, maxDistance: 20_000, minDistance: 0 }) })).toEqual([
      'here',
      'near',
      'far',
    ]);
    expect(await idsWhere({ loc: db.command.geoNear({ geometry, maxDistance: 5_000, minDistance: 1_000 }) })).toEqual([
      'near',
    ]);
  });

  test('geoWithin a polygon and a circle', async () => {
    const { db } = target();
    const ring = [
      [120, 30.2],
      [120.3, 30.2],
      [120.3, 30.3],
      [120, 30.3],
      [120, 30.2],
    ] as const;
    const geometry = new (shapes().Polygon)([line(ring)]);
    expect((await idsWhere({ loc: db.command.geoWithin({ geometry }) })).sort()).toEqual(['here', 'near']);
    const centerSphere = [[120.15, 30.25], 2 / 6378.1];
    expect((await idsWhere({ loc: db.command.geoWithin({ centerSphere }) })).sort()).toEqual(['here', 'near']);
  });

  test('geoIntersects a line', async () => {
    const { db } = target();
    const geometry = line([
      [120.15, 30.255],
      [120.15, 30.4],
    ]);
    expect((await idsWhere({ loc: db.command.geoIntersects({ geometry }) })).sort()).toEqual(['far', 'near']);
  });

  test('the geoNear stage tells the distance in metres on a globe of 6378.1 km', async () => {
    const { db } = target();
    const near = new db.Geo.Point(120.15, 30.25);
    const stage = { distanceField: 'metres', spherical: true, near, query: { open: true }, limit: 2 };
    const { data } = (await db.collection(name).aggregate().geoNear(stage).end()) as {
      data: { _id: string; metres: number }[];
    };
    expect(data.map(({ _id }) => _id)).toEqual(['here', 'far']);
    expect(data[1]?.metres).toBeCloseTo((0.1 * Math.PI * 6_378_100) / 180, 3);
  });

  test('geoNear without its index is refused', async () => {
    const { db } = target();
    const bare = await filled(target(), STATIONS);
    const geometry = new db.Geo.Point(120.15, 30.25);
    const near = { loc: db.command.geoNear({ geometry, maxDistance: 1, minDistance: 0 }) };
    expect((await refusal(db.collection(bare).where(near).get()))[0]).toBe('DATABASE_REQUEST_FAILED');
  });
});
