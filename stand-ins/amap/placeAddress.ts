/** Turns an address into a point of its district: the same address always the same point, one street close together. */
import { createHash } from 'node:crypto';
import { boundsOf, type District, isInside, type Point } from './gazetteer';

const STREET_SPREAD_METERS = 300;
const METERS_PER_DEGREE = 111_195;
const TRIES = 200;

export function placeAddress(district: District, address: string): Point {
  const street = streetPoint(district, address.replace(/[\d０-９-].*$/su, ''));
  const [east, north] = fractions(address);
  const latitudeDegrees = ((north - 0.5) * STREET_SPREAD_METERS) / METERS_PER_DEGREE;
  const longitudeDegrees =
    ((east - 0.5) * STREET_SPREAD_METERS) / (METERS_PER_DEGREE * Math.cos((street[1] * Math.PI) / 180));
  const house = rounded([street[0] + longitudeDegrees, street[1] + latitudeDegrees]);
  return isInside(district, house) ? house : street;
}

/** A point anywhere in the district, drawn from the street's name. */
function streetPoint(district: District, street: string): Point {
  const [west, south, eastEdge, northEdge] = boundsOf(district);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const [east, north] = fractions(`${street}#${attempt}`);
    const point = rounded([west + east * (eastEdge - west), south + north * (northEdge - south)]);
    if (isInside(district, point)) return point;
  }
  return rounded(district.center);
}

/** Two numbers from 0 up to 1 that look random and depend on nothing but the text. */
function fractions(text: string): [number, number] {
  const digest = createHash('sha256').update(text).digest();
  return [digest.readUInt32BE(0) / 2 ** 32, digest.readUInt32BE(4) / 2 ** 32];
}

/** The map gives six decimals. */
function rounded([lng, lat]: Point): Point {
  return [Math.round(lng * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
}
