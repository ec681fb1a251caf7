/**
 * Books the visits of a series that are due. A visit's order id follows from the series and the day, so however often and by whomever
 * it is tried, a day has one visit; one that was cancelled is not made again.
 */
import { createHash } from 'node:crypto';
import type { SeriesWaiting } from '#contract/careSeries';
import { MESSAGES } from '#contract/messages';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Order } from '#domain/order/order';
import { Refusal, type RefusalCode } from '#domain/refusal';
import { beijingDay, DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import { bookingDueAt, nextDay, visitsOf, type SeriesVisit } from '#domain/schedule/series';
import type { Account } from '../accounts';
import { bookVisit } from '../booking';
import { readCare } from '../caredFor';
import { isDuplicate, read } from '../database';
import { operations } from '../settings';
import { changeSeries, goesOnFrom, type Series } from './series';
import { tellWaiting } from './tellWaiting';

/** 24 places, as ids of orders are. */
export const visitId = (seriesId: string, day: string): string =>
  createHash('sha256').update(`${seriesId}/${day}`).digest('hex').slice(0, 24);

/** The nurse cannot come then: the next one is asked. */
const OF_THE_NURSE: readonly RefusalCode[] = [
  'NURSE_NOT_QUALIFIED',
  'NURSE_NOT_ON_SHIFT',
  'NURSE_OUT_OF_AREA',
  'NURSE_BUSY',
  'NURSE_UNAVAILABLE',
];
/** This day is lost, the others are not. */
const OF_THE_DAY: readonly RefusalCode[] = ['RECIPIENT_BUSY', 'SLOT_IN_PAST'];

interface Problem extends SeriesWaiting {
  readonly code: RefusalCode;
}

const refused = (day: string, code: RefusalCode): Problem => ({ day, code, sentence: MESSAGES[code] });

/** `consentVersion`: whoever is at the phone signs for the visits booked now. */
export async function bookAhead(
  series: Series,
  account: Account,
  now: number,
  consentVersion: number | null = null,
): Promise<Series> {
  const p = (await operations(now)).booking;
  if (series.status !== 'active' || series.nextDay === null) return series;
  const today = beijingDay(now);
  const from = series.nextDay < today ? today : series.nextDay;
  const missed: SeriesWaiting[] = [];
  let reached = from;
  let waiting: SeriesWaiting | null = null;
  for (const visit of visitsOf(series.plan, from, lastDue(now, p))) {
    const problem = await bookOne(series, visit, account, now, consentVersion);
    if (problem && !OF_THE_DAY.includes(problem.code)) {
      waiting = problem;
      break;
    }
    if (problem) missed.push(problem);
    reached = nextDay(visit.day);
  }
  const further = goesOnFrom(series, reached, p);
  const { nextDay: day, status } = further;
  // Who has to do something first is asked once a day.
  const dueAt = waiting ? startOfBeijingDay(now) + DAY : further.dueAt;
  const after = await changeSeries(series, {
    nextDay: day,
    status,
    dueAt,
    waiting,
    missed: [...series.missed, ...missed],
  });
  for (const problem of [...missed, ...(waiting ? [waiting] : [])]) await tellWaiting(after, problem, now);
  return after;
}

function lastDue(now: number, p: OperationParameters['booking']): string {
  let day = beijingDay(now);
  while (bookingDueAt(nextDay(day), p) <= now) day = nextDay(day);
  return day;
}

/** Null: the visit stands, made now or before. */
async function bookOne(
  series: Series,
  visit: SeriesVisit,
  account: Account,
  now: number,
  consentVersion: number | null,
): Promise<Problem | null> {
  const { _id: seriesId, serviceCode, recipientId, addressId, nurseId, backupNurseIds } = series;
  const requestId = visitId(seriesId, visit.day);
  if (await read<Order>('orders', requestId)) return null;
  const wish = { serviceCode, recipientId, addressId, startAt: visit.startAt, requestId, seriesId };
  const informedConsent = consentVersion === null ? null : { version: consentVersion };
  const asked = nurseId === null ? [] : [nurseId, ...backupNurseIds];
  for (const one of [...asked, null]) {
    try {
      const booking = { ...wish, nurseId: one, informedConsent, assertPrice: () => undefined };
      await bookVisit(booking, account, await readCare(booking, account.userId), now);
      return null;
    } catch (error) {
      if (isDuplicate(error)) return null;
      if (!(error instanceof Refusal)) throw error;
      if (!OF_THE_NURSE.includes(error.code)) return refused(visit.day, error.code);
    }
  }
  return refused(visit.day, 'NURSE_UNAVAILABLE');
}
