/**
 * How long ways take: remembered by rounded places and hour, else asked of the map as long as the day's quota lasts, else
 * estimated by distance and hour. Whoever shows or stores a way says which it is.
 */
import { distanceMeters, type Position } from '#domain/geo/distance';
import { isBusyDay, isTakenOver, mapMinutesAt, travelMinutesAt } from '#domain/geo/travel';
import type { OperationParameters } from '#domain/operations/parameters';
import { Refusal } from '#domain/refusal';
import { DAY, HOUR, minuteOfDay } from '#domain/schedule/beijing';
import { bicyclingWay, drivingWays, type MapWay } from './amap';
import { _, db, rows, write } from './database';
import { mapQuestionsLeft, noMoreToday } from './mapQuota';

export interface Way {
  readonly minutes: number;
  /** By distance and hour: the map was not asked, or did not know. */
  readonly isEstimated: boolean;
  /** The map's way, at an hour of other traffic than when it was asked: by our own factor. */
  readonly isTakenOver: boolean;
}

/** A document of `travelTimes`: one way between two rounded places at one hour of a working day, or a free one. It names nobody. */
interface KnownWay {
  readonly _id: string;
  readonly minutes: number;
  readonly meters: number;
  readonly askedAt: number;
  readonly isTakenOver: boolean;
}

interface Question {
  readonly id: string;
  readonly from: Position;
  readonly rides: boolean;
}

/** About a hundred metres: neighbours share an answer, and nobody's door stands in it. */
const DECIMALS = 3;

/** The ways from these places to one, for a nurse who is to be there at `at`. */
export async function waysTo(
  origins: readonly Position[],
  to: Position,
  at: number,
  now: number,
  p: OperationParameters,
): Promise<readonly Way[]> {
  const questions = origins.map((from) => questionOf(from, to, at, p));
  const known = await remembered(questions, now, p);
  const asked = await askMap(distinct(questions.filter(({ id }) => !known.has(id))), to, at, now, p);
  return questions.map(({ id, from }) => {
    const found = known.get(id) ?? asked.get(id);
    if (found) return { minutes: found.minutes, isEstimated: false, isTakenOver: found.isTakenOver };
    return { minutes: travelMinutesAt(distanceMeters(from, to), at, p), isEstimated: true, isTakenOver: false };
  });
}

function questionOf(from: Position, to: Position, at: number, p: OperationParameters): Question {
  const rides = distanceMeters(from, to) < p.travel.bicycleWithinMeters;
  // The rush is one of working days only.
  const hour = `${isBusyDay(at) ? '' : 'free:'}${Math.floor((minuteOfDay(at) * 60_000) / HOUR)}`;
  return { id: `${rides ? 'ride' : 'drive'}:${rounded(from)}:${rounded(to)}:${hour}`, from, rides };
}

const rounded = (position: Position) => position.map((degrees) => degrees.toFixed(DECIMALS)).join(',');
const distinct = (questions: readonly Question[]) => [...new Map(questions.map((one) => [one.id, one])).values()];

async function remembered(
  questions: readonly Question[],
  now: number,
  { travel }: OperationParameters,
): Promise<ReadonlyMap<string, KnownWay>> {
  const ids = distinct(questions).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const fresh = { _id: _.in(ids), askedAt: _.gt(now - travel.rememberedDays * DAY) };
  const found = await rows<KnownWay>(db.collection('travelTimes').where(fresh), ids.length + 1, 'known ways');
  return new Map(found.map((way) => [way._id, way]));
}

/** What the map says, kept for the next one who asks. A map that fails is no reason to have no nurse: then it is estimated. */
async function askMap(
  questions: readonly Question[],
  to: Position,
  at: number,
  now: number,
  p: OperationParameters,
): Promise<ReadonlyMap<string, KnownWay>> {
  const found: KnownWay[] = [];
  const keep = ({ id }: Question, way: MapWay | null | undefined) => {
    if (!way) return;
    found.push({
      _id: id,
      minutes: mapMinutesAt(way.minutes, { askedAt: now, at }, p),
      meters: way.meters,
      askedAt: now,
      isTakenOver: isTakenOver(now, at, p.travel),
    });
  };
  const riding = questions.filter(({ rides }) => rides);
  const driving = questions.filter(({ rides }) => !rides);
  const wanted = riding.length + (driving.length > 0 ? 1 : 0);
  if (wanted === 0 || !(await mapQuestionsLeft(wanted, now, p))) return new Map();
  try {
    const driven =
      driving.length > 0
        ? await drivingWays(
            driving.map(({ from }) => from),
            to,
          )
        : [];
    driving.forEach((question, index) => keep(question, driven[index]));
    for (const question of riding) keep(question, await bicyclingWay(question.from, to));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (isUsedUp(error)) await noMoreToday(now, p);
  }
  await Promise.all(found.map((way) => write('travelTimes', way)));
  return new Map(found.map((way) => [way._id, way]));
}

/** Amap's codes for a key that has asked enough today. */
const isUsedUp = ({ details }: Refusal) => details.infocode === '10003' || details.infocode === '10044';
