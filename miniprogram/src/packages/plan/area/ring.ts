/** The ring of a drawn area, from its corners and back. */
import type { Position } from '@/location/gcj02';

const METERS_PER_DEGREE = 111_320;

/** Closed: the first corner again at the end. */
export const ringOf = (corners: readonly Position[]): Position[] => (corners[0] ? [...corners, corners[0]] : []);

export const cornersOf = (ring: readonly Position[] | null): Position[] => (ring ? ring.slice(0, -1) : []);

/** How far she goes each way from her own place, in metres. */
export interface Ways {
  readonly north: number;
  readonly east: number;
  readonly south: number;
  readonly west: number;
}

/** The four corners of a rectangle that far round a place, to about a metre. */
export function cornersByWays([lng, lat]: Position, { north, east, south, west }: Ways): Position[] {
  const round = (degrees: number) => Math.round(degrees * 100_000) / 100_000;
  const up = (meters: number) => round(lat + meters / METERS_PER_DEGREE);
  const right = (meters: number) => round(lng + meters / METERS_PER_DEGREE / Math.cos((lat * Math.PI) / 180));
  return [
    [right(-west), up(north)],
    [right(east), up(north)],
    [right(east), up(-south)],
    [right(-west), up(-south)],
  ];
}
