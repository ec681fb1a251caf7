/** What part of the earth a sketch of an area shows, and where each place of it stands in the picture. */
import type { Position } from '@/location/gcj02';

const METERS_PER_DEGREE = 111_320;

export interface Frame {
  readonly toPixel: (position: Position) => { readonly x: number; readonly y: number };
  readonly toPosition: (x: number, y: number) => Position;
  readonly pixels: (meters: number) => number;
}

/** North up, to scale: a circle of `reachMeters` round the middle just fits. Places are told to about a metre. */
export function frameOf(middle: Position, reachMeters: number, widthPixels: number, heightPixels: number): Frame {
  const pixelsPerMeter = Math.min(widthPixels, heightPixels) / 2 / reachMeters;
  const perLat = METERS_PER_DEGREE * pixelsPerMeter;
  // a degree of longitude is shorter than one of latitude
  const perLng = perLat * Math.cos((middle[1] * Math.PI) / 180);
  const toMeter = (degrees: number) => Math.round(degrees * 100_000) / 100_000;
  return {
    toPixel: ([lng, lat]) => ({
      x: widthPixels / 2 + (lng - middle[0]) * perLng,
      y: heightPixels / 2 - (lat - middle[1]) * perLat,
    }),
    toPosition: (x, y) => [
      toMeter(middle[0] + (x - widthPixels / 2) / perLng),
      toMeter(middle[1] - (y - heightPixels / 2) / perLat),
    ],
    pixels: (meters) => meters * pixelsPerMeter,
  };
}
