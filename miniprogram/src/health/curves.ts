import type { ReadHealthReply } from '#contract/readHealth';
import type { Vitals } from '#contract/orders';

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
    title: '血压（mmHg）',
    signs: [
      ['systolicMmHg', '高压', 'blue'],
      ['diastolicMmHg', '低压', 'green'],
    ],
  },
  { id: 'pulse', title: '脉搏（次/分）', signs: [['pulsePerMinute', '脉搏', 'blue']] },
  { id: 'temperature', title: '体温（℃）', signs: [['temperatureCelsius', '体温', 'blue']] },
  { id: 'spo2', title: '血氧（%）', signs: [['spo2Percent', '血氧', 'green']] },
  { id: 'glucose', title: '血糖（mmol/L）', signs: [['glucoseMmolPerL', '血糖', 'amber']] },
  { id: 'weight', title: '体重（kg）', signs: [['weightKg', '体重', 'blue']] },
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
