/** Nurses who could come: one geo query, then their time, then the rules. */
import type { Service } from '#domain/care/service';
import type { ProviderFacts } from '#domain/eligibility/facts';
import { rank, type Ranked } from '#domain/dispatch/rank';
import { distanceMeters, type Position } from '#domain/geo/distance';
import { travelMinutes } from '#domain/geo/travel';
import { bookingsNeeded, whyNot } from '#domain/nurse/eligible';
import type { Booking, Nurse } from '#domain/nurse/nurse';
import type { OperationParameters } from '#domain/operations/parameters';
import { Refusal } from '#domain/refusal';
import type { Window } from '#domain/schedule/window';
import { _, db, everyRow, read } from './database';

/** A visit that looks for somebody. */
export interface Wanted {
  readonly service: Service;
  readonly position: Position;
  readonly district: string | null;
  readonly startAt: number;
  readonly recipientId: string;
  readonly familyUserIds: readonly string[];
  readonly providers: ReadonlyMap<string, ProviderFacts>;
}

export interface Near {
  readonly nurse: Nurse;
  readonly distanceMeters: number;
}

/** The circle is widened by this factor, at most so often, while everybody in it is busy. */
const WIDER = 4;
const CIRCLES = 3;

/** Who could come, best first. `excluding`: already asked. Stops at `enough`: the nearest come first, more would not be offered. */
export async function findCandidates(
  wanted: Wanted,
  {
    now,
    p,
    excluding = [],
    enough,
  }: { now: number; p: OperationParameters; excluding?: readonly string[]; enough: number },
): Promise<readonly Ranked[]> {
  let limit = p.dispatch.candidateLimit;
  for (let circle = 1; ; circle += 1, limit *= WIDER) {
    const near = await nursesNear(wanted, limit, p);
    const asked = near.filter(({ nurse }) => !excluding.includes(nurse._id));
    const able = await eligible(asked, wanted, now, p);
    if (able.length >= enough || near.length < limit || circle === CIRCLES) return ranked(able, wanted, p);
  }
}

/** Active nurses with the competency, nearest first. */
export async function nursesNear(
  { service, position }: Pick<Wanted, 'service' | 'position'>,
  limit: number,
  p: OperationParameters,
): Promise<readonly Near[]> {
  const { data } = await db
    .collection('nurses')
    .aggregate()
    .geoNear({
      near: new db.Geo.Point(...position),
      spherical: true,
      key: 'location',
      distanceField: 'distanceMeters',
      maxDistance: p.dispatch.searchRadiusMeters,
      query: { status: 'active', serviceCodes: service.code },
      limit,
    })
    .limit(limit)
    .end();
  return (data as (Nurse & { distanceMeters: number })[]).map(({ distanceMeters, ...nurse }) => ({
    nurse,
    distanceMeters,
  }));
}

/** When these nurses are bound within the window. */
export async function bookingsOf(
  nurseIds: readonly string[],
  window: Window,
): Promise<ReadonlyMap<string, readonly Booking[]>> {
  if (nurseIds.length === 0) return new Map();
  const around = _.gte(window.startAt).and(_.lt(window.endAt));
  const bookings = await everyRow<Booking>(
    db
      .collection('bookings')
      .where({ nurseId: _.in([...nurseIds]), startAt: around })
      .orderBy('startAt', 'asc')
      .orderBy('_id', 'asc'),
  );
  const byNurse = new Map<string, Booking[]>(nurseIds.map((id) => [id, []]));
  for (const booking of bookings) byNurse.get(booking.nurseId)?.push(booking);
  return byNurse;
}

async function eligible(
  near: readonly Near[],
  wanted: Wanted,
  now: number,
  p: OperationParameters,
): Promise<readonly Near[]> {
  const ids = near.map(({ nurse }) => nurse._id);
  const bookings = await bookingsOf(ids, bookingsNeeded(wanted.startAt));
  return near.filter(
    ({ nurse }) => whyNot(nurse, { ...wanted, bookings: bookings.get(nurse._id) ?? [], now }, p) === null,
  );
}

async function ranked(
  near: readonly Near[],
  { recipientId }: Wanted,
  p: OperationParameters,
): Promise<readonly Ranked[]> {
  const visits = near.length > 0 ? await pastVisits(recipientId) : new Map<string, number>();
  const candidates = near.map(({ nurse, distanceMeters }) => ({
    nurse,
    distanceMeters: Math.round(distanceMeters),
    travelMinutes: travelMinutes(distanceMeters, p.dispatch),
    pastVisits: visits.get(nurse._id) ?? 0,
  }));
  return rank(candidates, p.dispatch);
}

/** The one nurse whom the patient chose. Whether she may come is asked when her time is taken. */
export async function chosenCandidate(nurseId: string, { position }: Wanted, p: OperationParameters): Promise<Ranked> {
  const nurse = await read<Nurse>('nurses', nurseId);
  if (!nurse) throw new Refusal('NURSE_UNAVAILABLE', { nurseId });
  const meters = distanceMeters(nurse.location.coordinates, position);
  const away = { distanceMeters: Math.round(meters), travelMinutes: travelMinutes(meters, p.dispatch) };
  return rank([{ nurse, ...away, pastVisits: 0 }], p.dispatch)[0] as Ranked;
}

/** How often each nurse has been with this person before. */
async function pastVisits(recipientId: string): Promise<ReadonlyMap<string, number>> {
  const orders = await everyRow<{ nurseId: string }>(
    db.collection('orders').where({ recipientId, status: 'completed' }).field({ nurseId: true }).orderBy('_id', 'asc'),
  );
  const counts = new Map<string, number>();
  for (const { nurseId } of orders) counts.set(nurseId, (counts.get(nurseId) ?? 0) + 1);
  return counts;
}
