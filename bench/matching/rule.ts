/** What everybody must answer: worked out by looking at everybody. Distances on the sphere of MongoDB. */
import { freeHours, hasSkill, nurseId, type City, type Question } from './city';

export const RADIUS_METERS = 5000;
export const BAND_METERS = 500;
export const WANTED = 20;
export const EARTH_METERS = 6_378_100;

const radians = Math.PI / 180;

/** Haversine; about a nanometre from what vectors give. */
export function metersBetween([lng, lat]: readonly [number, number], toLng: number, toLat: number): number {
  const sinLat = Math.sin(((toLat - lat) * radians) / 2);
  const sinLng = Math.sin(((toLng - lng) * radians) / 2);
  const a = sinLat * sinLat + Math.cos(lat * radians) * Math.cos(toLat * radians) * sinLng * sinLng;
  return 2 * EARTH_METERS * Math.asin(Math.sqrt(a));
}

/** Somebody who could come, as far as the order needs it. */
export interface Comer {
  readonly index: number;
  readonly meters: number;
  readonly stars: number;
}

const bandOf = ({ meters }: Comer) => Math.floor(Math.round(meters) / BAND_METERS);

const byRule = (a: Comer, b: Comer) =>
  bandOf(a) - bandOf(b) || b.stars - a.stars || a.meters - b.meters || a.index - b.index;

/** Band, then stars, then metres, then id. */
export const firstByRule = (comers: Comer[]): string[] =>
  comers
    .sort(byRule)
    .slice(0, WANTED)
    .map(({ index }) => nurseId(index));

export const isFree = (free: number, hour: number) => ((free >> hour) & 1) === 1;

/** About 0.001° are 111 m: who is out of this box need not be measured. */
const BOX_DEGREES = 0.06;

export function* nurseWithin(city: City, at: Question['at']): Generator<{ index: number; meters: number }> {
  for (let index = 0; index < city.count; index += 1) {
    const lng = city.lng[index] as number;
    const lat = city.lat[index] as number;
    if (Math.abs(lat - at[1]) > BOX_DEGREES || Math.abs(lng - at[0]) > BOX_DEGREES) continue;
    const meters = metersBetween(at, lng, lat);
    if (meters <= RADIUS_METERS) yield { index, meters };
  }
}

export function bruteForce(city: City, { at, skill, hour }: Question): string[] {
  const comers: Comer[] = [];
  for (const { index, meters } of nurseWithin(city, at)) {
    if (city.online[index] !== 1 || !hasSkill(city.skills[index] as number, skill)) continue;
    if (!isFree(freeHours(city, index), hour)) continue;
    comers.push({ index, meters, stars: city.stars[index] as number });
  }
  return firstByRule(comers);
}
