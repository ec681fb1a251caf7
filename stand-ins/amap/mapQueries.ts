/** The map's calls. As in Amap's answers numbers are strings and nothing at all is `[]`. */
import { type District, districtAt, districtNamed, type Point } from './gazetteer';
import { mapError } from './mapError';
import { placeAddress } from './placeAddress';
import { bicycling, driving, straightMeters, type Travel, walking } from './travel';

const MAX_ORIGINS = 100;
const MAX_WALKING_METERS = 5_000;
const MAX_BICYCLING_METERS = 500_000;
const MAX_WAYPOINTS = 16;

type Reply = Record<string, unknown>;

/** `/v3/geocode/geo` */
export function geocode(districts: District[], query: URLSearchParams): Reply {
  const address = required(query, 'address');
  const city = query.get('city');
  const within = city ? districts.filter((district) => isIn(district, city)) : districts;
  const district = districtNamed(within, address);
  if (district === undefined) return { count: '0', geocodes: [] };
  const [lng, lat] = placeAddress(district, address);
  const rest = address.slice(address.indexOf(district.name) + district.name.length);
  const place = {
    formatted_address: `${district.province}${district.city}${district.name}${rest}`,
    country: '中国',
    province: orEmpty(district.province),
    citycode: [],
    city: orEmpty(district.city),
    district: district.name,
    township: [],
    adcode: orEmpty(district.adcode),
    street: [],
    number: [],
    location: `${lng},${lat}`,
    level: /\d/.test(rest) ? '门牌号' : rest === '' ? '区县' : '道路',
  };
  return { count: '1', geocodes: [place] };
}

/** `/v3/geocode/regeo` */
export function regeocode(districts: District[], query: URLSearchParams): Reply {
  const district = districtAt(districts, pointOf(required(query, 'location')));
  const component = {
    country: district ? '中国' : [],
    province: orEmpty(district?.province),
    city: orEmpty(district?.city),
    citycode: [],
    district: orEmpty(district?.name),
    adcode: orEmpty(district?.adcode),
    township: [],
    towncode: [],
    streetNumber: { street: [], number: [], direction: [], distance: [] },
  };
  const address = district && `${district.province}${district.city}${district.name}`;
  return { regeocode: { formatted_address: orEmpty(address), addressComponent: component } };
}

/** `/v3/distance` */
export function distances(query: URLSearchParams): Reply {
  const origins = required(query, 'origins').split('|').map(pointOf);
  const destination = pointOf(required(query, 'destination'));
  const type = query.get('type') ?? '1';
  if (origins.length > MAX_ORIGINS || !['0', '1', '3'].includes(type)) throw mapError('20000');
  const results = origins.map((origin, index) => ({
    origin_id: String(index + 1),
    dest_id: '1',
    ...measured(origin, destination, type),
  }));
  return { count: String(results.length), results };
}

/** `/v3/direction/driving` */
export function drivingRoute(query: URLSearchParams): Reply {
  const [origin, destination] = [required(query, 'origin'), required(query, 'destination')];
  const waypoints = (query.get('waypoints') ?? '').split(';').filter((waypoint) => waypoint !== '');
  if (waypoints.length > MAX_WAYPOINTS) throw mapError('20000');
  const stops = [origin, ...waypoints, destination].map(pointOf);
  const legs = stops.slice(1).map((stop, index) => driving(stops[index] ?? stop, stop));
  const total = {
    distance: String(legs.reduce((sum, leg) => sum + leg.distanceMeters, 0)),
    duration: String(legs.reduce((sum, leg) => sum + leg.durationSeconds, 0)),
  };
  const path = {
    ...total,
    strategy: '速度最快',
    tolls: '0',
    toll_distance: '0',
    steps: [],
    restriction: '0',
    traffic_lights: '0',
  };
  return { count: '1', route: { origin, destination, taxi_cost: [], paths: [path] } };
}

/** `/v4/direction/bicycling`: numbers are numbers here. */
export function bicyclingRoute(query: URLSearchParams): Reply {
  const [origin, destination] = [required(query, 'origin'), required(query, 'destination')];
  const { distanceMeters, durationSeconds } = bicycling(pointOf(origin), pointOf(destination));
  if (distanceMeters > MAX_BICYCLING_METERS) throw mapError('20803');
  return { origin, destination, paths: [{ distance: distanceMeters, duration: durationSeconds, steps: [] }] };
}

function measured(origin: Point, destination: Point, type: string): Record<string, string> {
  if (type === '0') return { distance: String(Math.round(straightMeters(origin, destination))), duration: '0' };
  if (type === '1') return worded(driving(origin, destination));
  const walk = walking(origin, destination);
  if (walk.distanceMeters > MAX_WALKING_METERS) throw mapError('20803');
  return worded(walk);
}

function worded({ distanceMeters, durationSeconds }: Travel): Record<string, string> {
  return { distance: String(distanceMeters), duration: String(durationSeconds) };
}

function isIn(district: District, city: string): boolean {
  return (
    district.city === '' || district.city.startsWith(city) || city.startsWith(district.city) || district.adcode === city
  );
}

/** `lng,lat` on this planet with at most six decimals. */
function pointOf(text: string): Point {
  const match = /^(-?\d{1,3}(?:\.\d{1,6})?),(-?\d{1,2}(?:\.\d{1,6})?)$/.exec(text);
  if (match === null || Math.abs(Number(match[1])) > 180 || Math.abs(Number(match[2])) > 90) throw mapError('20000');
  return [Number(match[1]), Number(match[2])];
}

function required(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (!value) throw mapError('20001');
  return value;
}

function orEmpty(text: string | undefined): string | never[] {
  return text ? text : [];
}
