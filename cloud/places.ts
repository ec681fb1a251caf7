/** Where we serve: the districts of the city, and the stations nurses start from. */
import { distanceMeters, type Position } from '#domain/geo/distance';
import { db, everyRow } from './database';
import { remembered } from './remembered';

/** A document of `districts`. */
export interface District {
  readonly _id: string;
  readonly name: string;
  readonly city: string;
  readonly polygon: { readonly type: 'MultiPolygon'; readonly coordinates: [number, number][][][] };
}

/** A document of `institutions`. */
export interface Station {
  readonly _id: string;
  readonly name: string;
  readonly district: string;
  readonly location: { readonly type: 'Point'; readonly coordinates: Position };
}

const read = <T>(collection: string) =>
  remembered(() => everyRow<T>(db.collection(collection).where({}).orderBy('_id', 'asc')));

const readDistricts = read<District>('districts');
const readStations = read<Station>('institutions');

export async function districts(now: number): Promise<readonly District[]> {
  const found = await readDistricts('all', now);
  if (found.length === 0) throw new Error('no served districts: fill the database from database/data first');
  return found;
}

/** The station a visit at this place is priced from: the nearest as the crow flies. */
export async function nearestStation(position: Position, now: number): Promise<Station> {
  const [first, ...others] = await readStations('all', now);
  if (!first) throw new Error('no service stations: fill the database from database/data first');
  const away = (station: Station) => distanceMeters(station.location.coordinates, position);
  return others.reduce((nearest, station) => (away(station) < away(nearest) ? station : nearest), first);
}
