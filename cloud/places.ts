/** Where we serve: the districts of the city, and the stations nurses start from. */
import type { Institution } from '#domain/eligibility/provider';
import { distanceMeters, type GeoPoint, type Position } from '#domain/geo/distance';
import { Refusal } from '#domain/refusal';
import { db, everyRow } from './database';
import { reference } from './reference';
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
  readonly location: GeoPoint;
}

const readDistricts = remembered(() => everyRow<District>(db.collection('districts').where({}).orderBy('_id', 'asc')));

export async function districts(now: number): Promise<readonly District[]> {
  const found = await readDistricts('all', now);
  if (found.length === 0) throw new Error('no served districts: fill the database from database/data first');
  return found;
}

/** The city of a district we serve: which price list counts there. */
export async function cityOf(district: string, now: number): Promise<string> {
  const city = (await reference(now)).cityOfDistrict.get(district);
  if (!city) throw new Refusal('ADDRESS_OUTSIDE_CITY', { district });
  return city;
}

/** The institutions with their papers, by id. */
export async function providers(now: number): Promise<ReadonlyMap<string, Institution>> {
  const { stations } = await reference(now);
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
  const [first, ...others] = (await reference(now)).stations;
  if (!first) throw new Error('no service stations: fill the database from database/data first');
  const away = (station: Station) => distanceMeters(station.location.coordinates, position);
  return others.reduce((nearest, station) => (away(station) < away(nearest) ? station : nearest), first);
}
