import { strings } from '@/strings/words';

/** 350 米 · 1.2 公里 */
export function distanceText(meters: number): string {
  if (meters < 1000) return strings.distance.meters({ meters: Math.round(meters / 10) * 10 });
  return strings.distance.kilometers({ kilometers: (meters / 1000).toFixed(1) });
}
