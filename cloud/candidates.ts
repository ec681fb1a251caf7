/** Nurses who could come: one question to the database (candidateQuery.ts), then the rules. */
import { speaks, type DialectWish } from '#domain/care/dialect';
import type { Service } from '#domain/care/service';
import type { Institution } from '#domain/eligibility/provider';
import { nursesForCalm, type Load } from '#domain/dispatch/overload';
import { bandOf, rank, type Candidate, type Ranked } from '#domain/dispatch/rank';
import { distanceMeters, type Position } from '#domain/geo/distance';
import { travelMinutesAt } from '#domain/geo/travel';
import { whyNot } from '#domain/nurse/eligible';
import type { Booking, Nurse } from '#domain/nurse/nurse';
import type { OperationParameters } from '#domain/operations/parameters';
import { Refusal } from '#domain/refusal';
import type { Window } from '#domain/schedule/window';
import { candidateQuery, type CandidateAnswer, type CandidateRow, type Search } from './candidateQuery';
import { wholeNurses } from './alerts/wholeNurses';
import { _, db, everyRow } from './database';

/** A visit that looks for somebody. */
export interface Wanted {
  readonly service: Service;
  readonly position: Position;
  readonly district: string | null;
  readonly startAt: number;
  readonly recipientId: string;
  readonly familyUserIds: readonly string[];
  readonly providers: ReadonlyMap<string, Institution>;
  /** Only a woman or only a man is wished for; absent: either. */
  readonly sex?: Nurse['sex'] | null;
  /** What she should, or must, speak beside Mandarin; absent or null: nothing is wished for. */
  readonly dialect?: DialectWish | null;
  /** Whom the family does not want, and who does not want to come to them. */
  readonly blockedNurseIds?: readonly string[];
}

export interface Near {
  readonly nurse: Nurse;
  readonly distanceMeters: number;
}

/** Who comes back from one search; more would never be shown or asked at once. */
const MOST_BEST = 60;
/** The search is widened by this factor, at most so often, while those who are free may not come for other reasons. */
const WIDER = 4;
const SEARCHES = 3;

const NOBODY_BESIDE = { waiting: 0, inBatch: 0 };

interface HowSearched {
  readonly now: number;
  readonly p: OperationParameters;
  readonly excluding?: readonly string[];
  readonly enough: number;
}

/**
 * Who could come, best first. `excluding`: already asked. The first `enough` are exactly the best there are: as long as fewer
 * than that stand in half kilometres that were looked at to their end, the search is widened. Nearly always one question to
 * the database is enough.
 */
export const findCandidates = async (wanted: Wanted, how: HowSearched): Promise<readonly Ranked[]> =>
  (await search(wanted, how)).able;

/** The same for an order that looks for a nurse, with how many others look beside it; that costs no question more. */
export async function candidatesAndLoad(
  wanted: Wanted,
  { orderId, inBatch, ...how }: HowSearched & { readonly orderId: string; readonly inBatch: boolean },
): Promise<{ readonly able: readonly Ranked[]; readonly load: Load }> {
  const { able, others } = await search(wanted, { ...how, besideOrderId: orderId });
  const load = { waiting: others.waiting + 1, inBatch: others.inBatch + (inBatch ? 1 : 0) };
  return { able, load: { ...load, freeNurses: able.length } };
}

async function search(
  wanted: Wanted,
  { now, p, excluding = [], enough, besideOrderId }: HowSearched & Pick<Search, 'besideOrderId'>,
): Promise<{ readonly able: readonly Ranked[]; readonly others: Omit<Load, 'freeNurses'> }> {
  let reach = p.dispatch.candidateLimit;
  let best = Math.max(MOST_BEST, enough);
  for (let turn = 1; ; turn += 1, reach *= WIDER) {
    const answer = await ask(wanted, { excluding, reach, best: best * turn, besideOrderId }, p);
    const [others = NOBODY_BESIDE] = answer.others ?? [];
    const whole = await wholeNurses(answer.best, now);
    const able = rank(eligible(whole, answer, wanted, now, p), p);
    const isAll = answer.reached < reach && answer.best.length === answer.reached;
    // That too many wait for too few is not said before so many were looked at.
    const many =
      besideOrderId === undefined ? 0 : nursesForCalm({ ...others, waiting: others.waiting + 1 }, p.batching);
    const isEnough = settled(able, answer, reach, p) >= enough && able.length >= many;
    if (isAll || isEnough || turn === SEARCHES) return { able, others };
    best = Math.max(best, many);
  }
}

async function ask(wanted: Wanted, search: Search, p: OperationParameters): Promise<CandidateAnswer> {
  const { data } = (await candidateQuery(wanted, search, p).end()) as { data: readonly CandidateAnswer[] };
  return data[0] ?? { best: [], reached: 0, furthestMeters: 0, visited: [] };
}

/** How many are certainly before everybody who was not looked at, or did not come back. */
function settled(able: readonly Ranked[], answer: CandidateAnswer, reach: number, p: OperationParameters): number {
  const { best, reached, furthestMeters } = answer;
  const lastBand = reached < reach ? Infinity : bandOf(furthestMeters, p.dispatch);
  const cut = best.length < reached ? best[best.length - 1] : undefined;
  const cutBand = cut ? bandOf(cut.distanceMeters, p.dispatch) : Infinity;
  return able.filter(({ distanceMeters, nurse }) => {
    const band = bandOf(distanceMeters, p.dispatch);
    // Of equal stars the one who knows the patient comes first, wherever in the band she lives: that the database did not sort.
    return band < lastBand && (band < cutBand || (band === cutBand && nurse.stars > (cut?.stars ?? 0)));
  }).length;
}

/** Whom the rules let come, with the way. */
function eligible(
  rows: readonly CandidateRow[],
  { visited }: CandidateAnswer,
  wanted: Wanted,
  now: number,
  p: OperationParameters,
): Candidate[] {
  const visits = new Map(visited.map(({ _id, visits: times }) => [_id, times]));
  return rows.flatMap(({ distanceMeters, bookings, ...nurse }) =>
    whyNot(nurse, { ...wanted, bookings, now }, p) === null
      ? [
          {
            nurse,
            ...way(distanceMeters, wanted, p),
            pastVisits: visits.get(nurse._id) ?? 0,
            speaks: spoken(nurse, wanted),
          },
        ]
      : [],
  );
}

const spoken = (nurse: Nurse, { dialect = null }: Wanted): string | null =>
  dialect && speaks(nurse, dialect) ? dialect.name : null;

const way = (meters: number, { startAt }: Pick<Wanted, 'startAt'>, p: OperationParameters) => ({
  distanceMeters: Math.round(meters),
  travelMinutes: travelMinutesAt(meters, startAt, p),
});

/** Active nurses with the competency, nearest first. */
export async function nursesNear(
  { service, position }: Pick<Wanted, 'service' | 'position'>,
  limit: number,
  p: OperationParameters,
  now: number,
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
  const whole = await wholeNurses(data as (Nurse & { distanceMeters: number })[], now);
  return whole.map(({ distanceMeters, ...nurse }) => ({
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

/** The one nurse whom the patient chose. Whether she may come is asked when her time is taken. */
export function chosenCandidate(nurse: Nurse | null, nurseId: string, wanted: Wanted, p: OperationParameters): Ranked {
  if (!nurse) throw new Refusal('NURSE_UNAVAILABLE', { nurseId });
  const away = way(distanceMeters(nurse.location.coordinates, wanted.position), wanted, p);
  return rank([{ nurse, ...away, pastVisits: 0 }], p)[0] as Ranked;
}
