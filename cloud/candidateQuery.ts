/**
 * The one question to the database about who could come: nearest first by the geo index, only whose hours, area and diary leave
 * the time open, the best of them by the product's order, each with what the rules ask about her. Whatever is filtered here
 * could not pass the rules (domain/nurse/eligible.ts), which still decide about everybody who is left.
 */
import type { Booking, Nurse } from '#domain/nurse/nurse';
import { bookingsNeeded } from '#domain/nurse/eligible';
import type { OperationParameters } from '#domain/operations/parameters';
import { beijingDay, DAY, MINUTE, minuteOfDay, startOfBeijingDay, weekday } from '#domain/schedule/beijing';
import { boundWindow, visitWindow } from '#domain/schedule/slots';
import type { Window } from '#domain/schedule/window';
import type { Wanted } from './candidates';
import { db } from './database';

/** A nurse as the query gives her. */
export interface CandidateRow extends Nurse {
  readonly distanceMeters: number;
  /** Everything she has in the days that `bookingsNeeded` names. */
  readonly bookings: readonly Booking[];
}

/** The answer: the best rows, and how far was looked. */
export interface CandidateAnswer {
  readonly best: readonly CandidateRow[];
  /** So many had the time free; the `reach` asked for means that there may be more. */
  readonly reached: number;
  readonly furthestMeters: number;
  /** Who has been with this very person, and how often: completed visits by nurse. */
  readonly visited: readonly { readonly _id: string; readonly visits: number }[];
  /** Where it was asked for: the other orders of the district that wait for a nurse of the platform's choice. */
  readonly others?: readonly { readonly waiting: number; readonly inBatch: number }[];
}

export interface Search {
  readonly excluding: readonly string[];
  /** So many of the nearest whose time is free are compared … */
  readonly reach: number;
  /** … and so many of them come back. */
  readonly best: number;
  /** Also counts the orders of the district that wait, beside this one. */
  readonly besideOrderId?: string;
}

/** No search looks at more documents than this, however busy all of them are. */
const MOST_LOOKED_AT = 10_000;
const DAY_MINUTES = 1440;

export function candidateQuery(wanted: Wanted, search: Search, p: OperationParameters) {
  const { service, position, startAt } = wanted;
  const bound = boundWindow(service, startAt);
  const meters = { $floor: { $add: ['$distanceMeters', 0.5] } };
  const query = db
    .collection('nurses')
    .aggregate()
    .geoNear({
      near: new db.Geo.Point(...position),
      spherical: true,
      key: 'location',
      distanceField: 'distanceMeters',
      maxDistance: p.dispatch.searchRadiusMeters,
      query: couldCome(wanted, search.excluding),
      limit: MOST_LOOKED_AT,
    })
    .lookup({ from: 'bookings', let: { nurseId: '$_id' }, pipeline: diary(bookingsNeeded(startAt)), as: 'bookings' })
    .match({ bookings: { $not: { $elemMatch: { startAt: { $lt: bound.endAt }, endAt: { $gt: bound.startAt } } } } })
    .limit(search.reach)
    .project({
      band: { $floor: { $divide: [meters, p.dispatch.bandMeters] } },
      stars: 1,
      distanceMeters: 1,
      row: '$$ROOT',
    })
    .sort({ band: 1, stars: -1, distanceMeters: 1, _id: 1 })
    .group({ _id: null, reached: { $sum: 1 }, furthestMeters: { $max: '$distanceMeters' }, best: { $push: '$row' } })
    .project({ reached: 1, furthestMeters: 1, best: { $slice: ['$best', search.best] } })
    .lookup({ from: 'orders', pipeline: visitsTo(wanted.recipientId), as: 'visited' });
  const { besideOrderId } = search;
  if (besideOrderId === undefined || wanted.district === null) return query;
  const beside = waitingBeside({ ...wanted, district: wanted.district, orderId: besideOrderId }, p.batching);
  return query.lookup({ from: 'orders', pipeline: beside, as: 'others' });
}

/** Conditions on the nurse's own document. A field that is missing hides nobody: the rules name what is wrong with her. */
export function couldCome(wanted: Wanted, excluding: readonly string[]): object {
  const { service, startAt, district, familyUserIds, sex = null, dialect = null, blockedNurseIds = [] } = wanted;
  const elsewhere = { 'areaDistricts.0': { $exists: true }, ...(district && { areaDistricts: { $ne: district } }) };
  return {
    status: 'active',
    serviceCodes: service.code,
    _id: { $nin: [...excluding, ...blockedNurseIds] },
    userId: { $nin: [...familyUserIds] },
    withdrawnConsents: { $ne: 'location' },
    ...(sex && { sex }),
    ...(dialect?.must && { dialects: dialect.code }),
    $nor: [elsewhere, takenOff(visitWindow(service, startAt))],
    $or: atWork(startAt),
  };
}

/** Weekly hours or an extra day include this minute; hours of the evening before may reach over midnight. */
function atWork(at: number): object[] {
  const minute = minuteOfDay(at);
  const yesterday = startOfBeijingDay(at) - DAY;
  const today = { fromMinute: { $lte: minute }, toMinute: { $gt: minute } };
  const overnight = { toMinute: { $gt: minute + DAY_MINUTES } };
  const extra = { kind: 'extra' };
  return [
    { shifts: { $elemMatch: { weekday: weekday(at), ...today } } },
    { shifts: { $elemMatch: { weekday: weekday(yesterday), ...overnight } } },
    { exceptions: { $elemMatch: { ...extra, day: beijingDay(at), ...today } } },
    { exceptions: { $elemMatch: { ...extra, day: beijingDay(yesterday), ...overnight } } },
    { shifts: { $exists: false } },
    { exceptions: { $exists: false } },
  ];
}

/** A day off, or a hospital night, of the same day that meets the visit. */
function takenOff({ startAt, endAt }: Window): object {
  const from = minuteOfDay(startAt);
  const to = from + (endAt - startAt) / MINUTE;
  const blocked = { kind: { $ne: 'extra' }, fromMinute: { $lt: to }, toMinute: { $gt: from } };
  return { exceptions: { $elemMatch: { day: beijingDay(startAt), ...blocked } } };
}

/** One nurse's bookings of these days, by the index on nurse and start. */
const diary = ({ startAt, endAt }: Window): object[] => [
  { $match: { startAt: { $gte: startAt, $lt: endAt } } },
  { $match: { $expr: { $eq: ['$nurseId', '$$nurseId'] } } },
];

/** Who has been with this person how often. */
const visitsTo = (recipientId: string): object[] => [
  { $match: { recipientId, status: 'completed' } },
  { $group: { _id: '$nurseId', visits: { $sum: 1 } } },
];

/**
 * Who waits in the same area for nurses of the same hours; whom a family chose alone, urgent ones and those at the desk have ways
 * of their own.
 */
const waitingBeside = (
  { orderId, district, startAt }: { readonly orderId: string; readonly district: string; readonly startAt: number },
  { withinMinutes }: OperationParameters['batching'],
): object[] => [
  {
    $match: {
      status: 'pendingAcceptance',
      district,
      startAt: { $gt: startAt - withinMinutes * MINUTE, $lt: startAt + withinMinutes * MINUTE },
      'dispatch.stage': { $in: ['waves', 'alternates'] },
      urgent: { $ne: true },
      _id: { $ne: orderId },
    },
  },
  { $group: { _id: null, waiting: { $sum: 1 }, inBatch: { $sum: { $cond: ['$dispatch.inBatch', 1, 0] } } } },
];
