/**
 * NEWS2, oxygen scale 1 (Royal College of Physicians 2017, free to reproduce with acknowledgement).
 * For adults; not in pregnancy and not below 16 years.
 */
import type { Vitals } from './vitals';

/** Up to and including the value: so many points. */
type Scale = readonly (readonly [upTo: number, points: number])[];

const SCALES: Partial<Record<keyof Vitals, Scale>> = {
  respirationPerMinute: [
    [8, 3],
    [11, 1],
    [20, 0],
    [24, 2],
    [Infinity, 3],
  ],
  spo2Percent: [
    [91, 3],
    [93, 2],
    [95, 1],
    [Infinity, 0],
  ],
  systolicMmHg: [
    [90, 3],
    [100, 2],
    [110, 1],
    [219, 0],
    [Infinity, 3],
  ],
  pulsePerMinute: [
    [40, 3],
    [50, 1],
    [90, 0],
    [110, 1],
    [130, 2],
    [Infinity, 3],
  ],
  temperatureCelsius: [
    [35.0, 3],
    [36.0, 1],
    [38.0, 0],
    [39.0, 1],
    [Infinity, 2],
  ],
};

/** Points of what was measured. Oxygen and consciousness are not among the vital signs, so the true score is at least
 * this. */
export function news2AtLeast(vitals: Vitals): { total: number; points: Partial<Record<keyof Vitals, number>> } {
  const points: Partial<Record<keyof Vitals, number>> = {};
  let total = 0;
  for (const [sign, scale] of Object.entries(SCALES) as [keyof Vitals, Scale][]) {
    const value = vitals[sign];
    if (value === undefined) continue;
    const got = scale.find(([upTo]) => value <= upTo)?.[1] ?? 0;
    points[sign] = got;
    total += got;
  }
  return { total, points };
}
