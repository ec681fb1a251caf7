import type { ReadHealthReply } from '#contract/readHealth';
import type { Vitals } from '#contract/orders';
import { strings } from '@/strings/health';

export interface Point {
  readonly at: number;
  readonly value: number;
}
/** A curve's colour, by its name in the palette. */
type Tone = 'blue' | 'green' | 'amber';
export interface Curve {
  readonly id: string;
  readonly title: string;
  readonly series: readonly { readonly name: string; readonly tone: Tone; readonly points: readonly Point[] }[];
}

const CURVES: readonly { id: string; title: string; signs: readonly [keyof Vitals, string, Tone][] }[] = [
  {
    id: 'pressure',
    title: strings.curves.pressure,
    signs: [
      ['systolicMmHg', strings.short.systolic, 'blue'],
      ['diastolicMmHg', strings.short.diastolic, 'green'],
    ],
  },
  { id: 'pulse', title: strings.curves.pulse, signs: [['pulsePerMinute', strings.signs.pulsePerMinute, 'blue']] },
  {
    id: 'temperature',
    title: strings.curves.temperature,
    signs: [['temperatureCelsius', strings.signs.temperatureCelsius, 'blue']],
  },
  { id: 'spo2', title: strings.curves.spo2, signs: [['spo2Percent', strings.signs.spo2Percent, 'green']] },
  {
    id: 'glucose',
    title: strings.curves.glucose,
    signs: [['glucoseMmolPerL', strings.signs.glucoseMmolPerL, 'amber']],
  },
  { id: 'weight', title: strings.curves.weight, signs: [['weightKg', strings.signs.weightKg, 'blue']] },
];

/** The curves that have something to show, oldest point first. */
export function curvesOf(measurements: ReadHealthReply['measurements']): readonly Curve[] {
  const oldestFirst = [...measurements].sort((a, b) => a.at - b.at);
  const points = (sign: keyof Vitals): Point[] =>
    oldestFirst.flatMap(({ at, vitals }) =>
      vitals[sign] === undefined ? [] : [{ at, value: vitals[sign] as number }],
    );
  return CURVES.map(({ id, title, signs }) => ({
    id,
    title,
    series: signs.map(([sign, name, tone]) => ({ name, tone, points: points(sign) })),
  })).filter(({ series }) => series.some((one) => one.points.length > 0));
}

/** Whether there is a change to draw: at least two instants. */
export function isLine({ series }: Curve): boolean {
  return new Set(series.flatMap(({ points }) => points.map(({ at }) => at))).size > 1;
}
