/** How long ways take when no map was asked: by distance and hour. */
import type { OperationParameters } from '../operations/parameters';
import { isWorkingDay } from '../calendar/workingDays';
import { minuteOfDay, weekday } from '../schedule/beijing';

type Travel = OperationParameters['travel'];

/** Minutes a nurse needs for a straight-line distance: door to door, streets longer than the crow flies. Rounded up. */
export function travelMinutes(meters: number, p: OperationParameters['dispatch']): number {
  return Math.ceil(p.fixedTravelMinutes + ridingMinutes(meters, p));
}

/** The same at an hour of the day: in the rush the streets are full. */
export function travelMinutesAt(
  meters: number,
  at: number,
  p: Pick<OperationParameters, 'dispatch' | 'travel'>,
): number {
  return Math.ceil(p.dispatch.fixedTravelMinutes + ridingMinutes(meters, p.dispatch) * trafficAt(at, p.travel));
}

/**
 * What the map says for now, taken to another hour; with what it takes from door to street. Amap's public web service knows no hour
 * of departure, so between the rush and quiet streets our own factor stands (`isTakenOver`), and whoever stores a way says so.
 */
export function mapMinutesAt(
  drivenMinutes: number,
  { askedAt, at }: { readonly askedAt: number; readonly at: number },
  p: Pick<OperationParameters, 'dispatch' | 'travel'>,
): number {
  const atThatHour = (drivenMinutes * trafficAt(at, p.travel)) / trafficAt(askedAt, p.travel);
  return Math.ceil(p.dispatch.fixedTravelMinutes + atThatHour);
}

/** The map's answer of `askedAt` needs our factor to hold at `at`. */
export const isTakenOver = (askedAt: number, at: number, p: Travel): boolean =>
  trafficAt(askedAt, p) !== trafficAt(at, p);

/** Whether people go to work on this day; of a year whose holidays nobody has entered yet, by the day of the week. */
export const isBusyDay = (at: number): boolean => isWorkingDay(at) ?? ![0, 6].includes(weekday(at));

/** How much longer than in quiet streets a way takes: 1 outside the rush of working days. */
export function trafficAt(at: number, p: Travel): number {
  const minute = minuteOfDay(at);
  const isRush =
    (minute >= p.morningRushFromMinute && minute < p.morningRushToMinute) ||
    (minute >= p.eveningRushFromMinute && minute < p.eveningRushToMinute);
  return isRush && isBusyDay(at) ? p.rushPercent / 100 : 1;
}

function ridingMinutes(meters: number, p: OperationParameters['dispatch']): number {
  const metersPerMinute = (p.speedKmPerHour * 1000) / 60;
  return (meters * p.detourFactor) / metersPerMinute;
}
