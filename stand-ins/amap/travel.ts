/** How far and how long: no road network, but plausible, and the same answer every time. */
import { type Point } from './gazetteer';

const EARTH_RADIUS_METERS = 6_371_008.8;
const DETOUR = 1.35;
const DRIVING_METERS_PER_SECOND = 22_000 / 3600;
const BICYCLING_METERS_PER_SECOND = 15_000 / 3600;
const WALKING_METERS_PER_SECOND = 4_500 / 3600;
const ROUND_UP_TO_SECONDS = 60;

export interface Travel {
  distanceMeters: number;
  durationSeconds: number;
}

export function straightMeters([lngA, latA]: Point, [lngB, latB]: Point): number {
  const radians = Math.PI / 180;
  const northHalf = Math.sin(((latB - latA) * radians) / 2);
  const eastHalf = Math.sin(((lngB - lngA) * radians) / 2);
  const chord = northHalf ** 2 + Math.cos(latA * radians) * Math.cos(latB * radians) * eastHalf ** 2;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Roads are a third longer than the beeline, city traffic does 22 km/h, whole minutes rounded up. */
export function driving(from: Point, to: Point): Travel {
  return travel(from, to, DRIVING_METERS_PER_SECOND);
}

export function bicycling(from: Point, to: Point): Travel {
  return travel(from, to, BICYCLING_METERS_PER_SECOND);
}

export function walking(from: Point, to: Point): Travel {
  return travel(from, to, WALKING_METERS_PER_SECOND);
}

function travel(from: Point, to: Point, metersPerSecond: number): Travel {
  const distanceMeters = Math.round(straightMeters(from, to) * DETOUR);
  const seconds = distanceMeters / metersPerSecond;
  return { distanceMeters, durationSeconds: Math.ceil(seconds / ROUND_UP_TO_SECONDS) * ROUND_UP_TO_SECONDS };
}
