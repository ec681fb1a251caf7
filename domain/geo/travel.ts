/** How long ways take when no map was asked: by distance and hour. */
import type { OperationParameters } from '../operations/parameters';
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

/** What the map says for now, taken to another hour; with what it takes from door to street. */
export function mapMinutesAt(
  drivenMinutes: number,
  { askedAt, at }: { readonly askedAt: number; readonly at: number },
  p: Pick<OperationParameters, 'dispatch' | 'travel'>,
): number {
  const atThatHour = (drivenMinutes * trafficAt(at, p.travel)) / trafficAt(askedAt, p.travel);
  return Math.ceil(p.dispatch.fixedTravelMinutes + atThatHour);
}

/** How much longer than in quiet streets a way takes: 1 outside the rush of working days. */
export function trafficAt(at: number, p: Travel): number {
  const [minute, day] = [minuteOfDay(at), weekday(at)];
  const isRush =
    (minute >= p.morningRushFromMinute && minute < p.morningRushToMinute) ||
    (minute >= p.eveningRushFromMinute && minute < p.eveningRushToMinute);
  return isRush && day >= 1 && day <= 5 ? p.rushPercent / 100 : 1;
}

function ridingMinutes(meters: number, p: OperationParameters['dispatch']): number {
  const metersPerMinute = (p.speedKmPerHour * 1000) / 60;
  return (meters * p.detourFactor) / metersPerMinute;
}
