import { requestFailed } from '../refusals';
import { type Vector, vectorOf } from './sphere';

/** Two numbers as they stand: longitude and latitude, or a place in the plane. */
export type FlatPoint = readonly [x: number, y: number];

/** Reads [x, y] or {any: x, names: y}; a height behind them is let through where MongoDB does. */
export function flatPointOf(value: unknown, mayHaveMore = false): FlatPoint {
  if (typeof value !== 'object' || value === null) throw requestFailed('Point must be an array or object');
  const [x, y, ...more] = Object.values(value) as unknown[];
  if (typeof x !== 'number' || typeof y !== 'number') {
    throw requestFailed('Point must only contain numeric elements');
  }
  if (more.length > 0 && !mayHaveMore) throw requestFailed('Point must only contain two numeric elements');
  if (!Number.isFinite(x) || !Number.isFinite(y)) throw requestFailed('Point coordinates must be finite numbers');
  return [x, y];
}

export const isOnSphere = ([longitude, latitude]: FlatPoint) => Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;

export function onSphere(point: FlatPoint): Vector {
  const [longitude, latitude] = point;
  if (!isOnSphere(point)) {
    throw requestFailed(`Longitude/latitude is out of bounds, lng: ${longitude} lat: ${latitude}`);
  }
  return vectorOf(longitude, latitude);
}

/** One position of GeoJSON. */
export function positionOf(value: unknown): Vector {
  if (!Array.isArray(value)) throw requestFailed('GeoJSON coordinates must be an array');
  return onSphere(flatPointOf(value, true));
}

export function positionsOf(value: unknown): Vector[] {
  if (!Array.isArray(value)) throw requestFailed('GeoJSON coordinates must be an array of coordinates');
  return value.map(positionOf);
}
