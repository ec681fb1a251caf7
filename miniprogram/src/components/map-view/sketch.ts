import type { Place } from './place';

export interface Drawn extends Place {
  readonly x: number;
  readonly y: number;
}

const MARGIN = 54;
/** Below this a sketch would blow a few steps up to the whole picture. */
const SMALLEST_DEGREES = 0.004;

/** Where each place stands in a picture of `width` × `height`: to scale, north up, everything inside. */
export function drawnPlaces(places: readonly Place[], width: number, height: number): readonly Drawn[] {
  const lngs = places.map(({ position }) => position[0]);
  const lats = places.map(({ position }) => position[1]);
  const midLng = (Math.max(...lngs) + Math.min(...lngs)) / 2;
  const midLat = (Math.max(...lats) + Math.min(...lats)) / 2;
  // a degree of longitude is shorter than one of latitude
  const shrink = Math.cos((midLat * Math.PI) / 180);
  const wide = Math.max((Math.max(...lngs) - Math.min(...lngs)) * shrink, SMALLEST_DEGREES);
  const tall = Math.max(Math.max(...lats) - Math.min(...lats), SMALLEST_DEGREES);
  const scale = Math.min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / tall);
  return places.map((place) => ({
    ...place,
    x: Math.round(width / 2 + (place.position[0] - midLng) * shrink * scale),
    y: Math.round(height / 2 - (place.position[1] - midLat) * scale),
  }));
}
