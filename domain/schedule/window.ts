/** A stretch of time, half-open: `endAt` no longer belongs to it, so visits may stand back to back. */
import { HALF_HOUR_MS } from './beijing';

export interface Window {
  readonly startAt: number;
  readonly endAt: number;
}

export const overlaps = (a: Window, b: Window): boolean => a.startAt < b.endAt && b.startAt < a.endAt;

/** The start of every half hour that the window touches. */
export function halfHours({ startAt, endAt }: Window): number[] {
  const first = Math.floor(startAt / HALF_HOUR_MS) * HALF_HOUR_MS;
  const count = Math.max(0, Math.ceil((endAt - first) / HALF_HOUR_MS));
  return Array.from({ length: count }, (_, index) => first + index * HALF_HOUR_MS);
}
