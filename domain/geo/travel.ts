import type { OperationParameters } from '../operations/parameters';

/** Minutes a nurse needs for a straight-line distance: door to door, streets longer than the crow flies. Rounded up. */
export function travelMinutes(meters: number, p: OperationParameters['dispatch']): number {
  const metersPerMinute = (p.speedKmPerHour * 1000) / 60;
  return Math.ceil(p.fixedTravelMinutes + (meters * p.detourFactor) / metersPerMinute);
}
