import type { ReadHealthReply } from '#contract/readHealth';
import type { Vitals } from '#contract/orders';

export interface Point {
  readonly at: number;
  readonly value: number;
}
export interface Curve {
  readonly id: string;
  readonly title: string;
  readonly series: readonly { readonly name: string; readonly color: string; readonly points: readonly Point[] }[];
}

const BLUE = '#1f6fd6';
const GREEN = '#0f7b55';
const CURVES: readonly { id: string; title: string; signs: readonly [keyof Vitals, string, string][] }[] = [
  {
    id: 'pressure',
    title: '血压（mmHg）',
    signs: [
      ['systolicMmHg', '高压', BLUE],
      ['diastolicMmHg', '低压', GREEN],
    ],
  },
  { id: 'pulse', title: '脉搏（次/分）', signs: [['pulsePerMinute', '脉搏', BLUE]] },
  { id: 'temperature', title: '体温（℃）', signs: [['temperatureCelsius', '体温', BLUE]] },
  { id: 'spo2', title: '血氧（%）', signs: [['spo2Percent', '血氧', GREEN]] },
  { id: 'glucose', title: '血糖（mmol/L）', signs: [['glucoseMmolPerL', '血糖', '#8a5200']] },
  { id: 'weight', title: '体重（kg）', signs: [['weightKg', '体重', BLUE]] },
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
    series: signs.map(([sign, name, color]) => ({ name, color, points: points(sign) })),
  })).filter(({ series }) => series.some((one) => one.points.length > 0));
}
