/** Where we serve: the districts of the city, and the stations nurses start from. */
import type { Institution } from '#domain/eligibility/provider';
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

/** A document of `institutions`: where nurses start from, and the papers under which it sends them (P-001 to P-003). */
export interface Station extends Omit<Institution, 'id' | 'area'> {
  readonly _id: string;
  readonly name: string;
  readonly district: string;
  /** Where it sends its nurses; left out: everywhere in the city. */
  readonly area?: Institution['area'];
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

/** The institutions with their papers, by id. */
export async function providers(now: number): Promise<ReadonlyMap<string, Institution>> {
  const stations = await readStations('all', now);
  return new Map(stations.map((station) => [station._id, institution(station)]));
}

const institution = (station: Station): Institution => ({
  id: station._id,
  licenceNumber: station.licenceNumber,
  licenceUntil: station.licenceUntil,
  serviceModes: station.serviceModes,
  filingNumber: station.filingNumber,
  filedUntil: station.filedUntil,
  agreementNumber: station.agreementNumber,
  agreementUntil: station.agreementUntil,
  area: station.area ?? null,
});

/** The station a visit at this place is priced from: the nearest as the crow flies. */
export async function nearestStation(position: Position, now: number): Promise<Station> {
  const [first, ...others] = await readStations('all', now);
  if (!first) throw new Error('no service stations: fill the database from database/data first');
  const away = (station: Station) => distanceMeters(station.location.coordinates, position);
  return others.reduce((nearest, station) => (away(station) < away(nearest) ? station : nearest), first);
}
