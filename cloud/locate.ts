import type { Position } from '#domain/geo/distance';
import { districtAt } from '#domain/place/district';
import { Refusal } from '#domain/refusal';
import { drivingMeters, geocode } from './amap';
import { districts, nearestStation } from './places';

/** What the map says about an address: all that prices and searches need of it. */
export interface Place {
  readonly position: Position;
  readonly district: string;
  readonly stationId: string;
  readonly routeMeters: number;
}

/** Finds the text on the map; refused where the map does not know it or we do not go. */
export async function locate(text: string, now: number): Promise<Place> {
  const served = await districts(now);
  const position = await geocode(text, served[0]?.city ?? '');
  if (!position) throw new Refusal('ADDRESS_NOT_FOUND');
  const district = districtAt(served, position);
  if (!district) throw new Refusal('ADDRESS_OUTSIDE_CITY');
  const station = await nearestStation(position, now);
  const routeMeters = await drivingMeters(station.location.coordinates, position);
  return { position, district, stationId: station._id, routeMeters };
}
