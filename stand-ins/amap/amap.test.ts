import { join } from 'node:path';
import fc from 'fast-check';
import identity from '../vectors/identity-and-maps.json';
import { districtAt, type Point, readGazetteer } from './gazetteer';
import { placeAddress } from './placeAddress';
import { querySignature } from './querySignature';
import { type Amap, STAND_IN_AMAP_KEY, startAmap } from './startAmap';
import { straightMeters } from './travel';

const gazetteer = [{ geojsonPath: join(__dirname, 'testDistricts.geojson'), city: '杭州市', province: '浙江省' }];
let amap: Amap;
beforeEach(async () => {
  amap = await startAmap({ gazetteer });
});
afterEach(() => amap.stop());

// The answers are Amap's and deeply nested; the expectations below say what is in them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function ask(path: string, params: Record<string, string>): Promise<any> {
  const query = new URLSearchParams({ key: STAND_IN_AMAP_KEY, ...params });
  return (await fetch(`${amap.url}${path}?${query}`)).json();
}

const point = (location: string) => location.split(',').map(Number) as Point;

describe('geocode', () => {
  it('puts an address into its district, always at the same point, neighbours close by', async () => {
    const answer = await ask('/v3/geocode/geo', { address: '浙江省杭州市西湖区文三路100号', city: '杭州市' });
    expect(answer).toMatchObject({ status: '1', info: 'OK', infocode: '10000', count: '1' });
    const [place] = answer.geocodes;
    expect(place).toMatchObject({
      formatted_address: '浙江省杭州市西湖区文三路100号',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      adcode: '330106',
      township: [],
      level: '门牌号',
    });
    expect(place.location).toMatch(/^120\.\d{1,6},30\.\d{1,6}$/);
    const again = await ask('/v3/geocode/geo', { address: '浙江省杭州市西湖区文三路100号' });
    expect(again.geocodes[0].location).toBe(place.location);
    const neighbour = await ask('/v3/geocode/geo', { address: '浙江省杭州市西湖区文三路102号' });
    const metersApart = straightMeters(point(place.location), point(neighbour.geocodes[0].location));
    expect(metersApart).toBeGreaterThan(0);
    expect(metersApart).toBeLessThan(430);
  });

  it('prefers the longer name, and finds nothing in another city or without a district', async () => {
    const longer = await ask('/v3/geocode/geo', { address: '东西湖区吴家山街道' });
    expect(longer.geocodes[0]).toMatchObject({ district: '东西湖区', adcode: [] });
    const nothing = { status: '1', info: 'OK', infocode: '10000', count: '0', geocodes: [] };
    expect(await ask('/v3/geocode/geo', { address: '西湖区文三路', city: '南昌市' })).toEqual(nothing);
    expect(await ask('/v3/geocode/geo', { address: '某地' })).toEqual(nothing);
  });

  it('every address of a district lies in it', () => {
    const districts = gazetteer.flatMap(readGazetteer);
    fc.assert(
      fc.property(fc.constantFrom(...districts), fc.string({ unit: 'grapheme' }), (district, rest) => {
        const place = placeAddress(district, `${district.name}${rest}`);
        expect(districtAt(districts, place)?.name).toBe(district.name);
      }),
    );
  });
});

it.each([
  ['120.1,30.22', '西湖区', '浙江省杭州市西湖区'],
  ['120.55,30.25', '东西湖区', '浙江省杭州市东西湖区'],
  ['120.3,30.29', '东西湖区', '浙江省杭州市东西湖区'],
  ['120.06,30.25', [], []], // in the hole
  ['120.38,30.29', [], []], // beside the triangle
  ['0,0', [], []],
])('regeo: %s lies in %s', async (location, district, address) => {
  const answer = await ask('/v3/geocode/regeo', { location });
  expect(answer.status).toBe('1');
  expect(answer.regeocode.formatted_address).toEqual(address);
  expect(answer.regeocode.addressComponent.district).toEqual(district);
});

describe('distance', () => {
  // 0.01 degree of latitude: 6371008.8 m × 0.01 × π / 180 = 1111.95 m; by road × 1.35 = 1501.1 m, at 22 km/h 245.6 s
  const origins = '120.1,30.25|120.1,30.26';
  const destination = '120.1,30.26';

  it('in a straight line, by car, on foot, numbers as strings', async () => {
    const straight = await ask('/v3/distance', { origins, destination, type: '0' });
    expect(straight.results).toEqual([
      { origin_id: '1', dest_id: '1', distance: '1112', duration: '0' },
      { origin_id: '2', dest_id: '1', distance: '0', duration: '0' },
    ]);
    const byCar = await ask('/v3/distance', { origins, destination });
    expect(byCar).toMatchObject({
      count: '2',
      results: [
        { distance: '1501', duration: '300' },
        { distance: '0', duration: '0' },
      ],
    });
    const onFoot = await ask('/v3/distance', { origins, destination, type: '3' });
    expect(onFoot.results[0]).toMatchObject({ distance: '1501', duration: '1260' }); // 1501 / 1.25 m/s = 1200.8 s
  });

  it('by bicycle in the shape of version 4, numbers as numbers, errors as errcode', async () => {
    const ride = { origin: '120.1,30.25', destination };
    const answer = await ask('/v4/direction/bicycling', ride);
    // 1501 m at 15 km/h: 360.2 s
    expect(answer).toMatchObject({ errcode: 0, errmsg: 'OK', data: { paths: [{ distance: 1501, duration: 420 }] } });
    expect(await ask('/v4/direction/bicycling', { ...ride, key: 'other' })).toEqual({
      ...{ errcode: 10001, errmsg: 'INVALID_USER_KEY', errdetail: null, ext: null, data: null },
    });
  });

  it('by car along a route is the sum of its legs', async () => {
    const answer = await ask('/v3/direction/driving', {
      origin: '120.1,30.25',
      destination: '120.1,30.27',
      waypoints: '120.1,30.26',
    });
    expect(answer.route.paths[0]).toMatchObject({ distance: '3002', duration: '600', tolls: '0' });
  });

  it.each([
    ['/v3/distance', { origins: Array(101).fill('120.1,30.25').join('|'), destination }, '20000'],
    ['/v3/distance', { origins: '120.1234567,30.25', destination }, '20000'],
    ['/v3/distance', { origins: '30.25,120.1', destination }, '20000'],
    ['/v3/distance', { origins, destination, type: '2' }, '20000'],
    ['/v3/distance', { origins: '120.1,30.30', destination, type: '3' }, '20803'],
    ['/v3/distance', { origins }, '20001'],
    ['/v3/place/text', {}, '10002'],
  ])('%s refuses %j with %s', async (path, params, infocode) => {
    expect(await ask(path, params as Record<string, string>)).toMatchObject({ status: '0', infocode });
  });
});

describe('the key', () => {
  it('must be right', async () => {
    expect(await ask('/v3/distance', { key: 'other' })).toEqual({
      status: '0',
      info: 'INVALID_USER_KEY',
      infocode: '10001',
    });
  });

  it('is accompanied by the published signature when a private key is set', async () => {
    const { params, private_key: privateKey, sig } = identity.amap_sig;
    expect(querySignature(new URLSearchParams(params), privateKey)).toBe(sig);
    await amap.stop();
    amap = await startAmap({ gazetteer, privateKey });
    const query = { location: '120.1,30.22' };
    expect(await ask('/v3/geocode/regeo', query)).toMatchObject({ infocode: '10007' });
    const signed = querySignature(new URLSearchParams({ key: STAND_IN_AMAP_KEY, ...query }), privateKey);
    expect(await ask('/v3/geocode/regeo', { ...query, sig: signed })).toMatchObject({ status: '1' });
  });

  it('can be told to be used up, and counts the calls', async () => {
    const script = (body: object) => fetch(`${amap.url}/_amap/script`, { method: 'POST', body: JSON.stringify(body) });
    await script({ infocode: '10003', times: 1 });
    const used = { status: '0', info: 'DAILY_QUERY_OVER_LIMIT', infocode: '10003' };
    expect(await ask('/v3/geocode/geo', { address: '西湖区' })).toEqual(used);
    expect(await ask('/v3/geocode/geo', { address: '西湖区' })).toMatchObject({ status: '1' });
    expect(amap.calls()).toEqual({ '/v3/geocode/geo': 2 });
    expect((await script({ infocode: '99999' })).status).toBe(400);
  });
});
