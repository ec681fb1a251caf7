/** Vital signs: what must be measured, what cannot be true, and what a doctor must hear of. */
import { Refusal } from '../refusal';
import { news2AtLeast } from './news2';

/** What a nurse measured; units in the names. Absent = not measured. */
export interface Vitals {
  readonly systolicMmHg?: number;
  readonly diastolicMmHg?: number;
  readonly pulsePerMinute?: number;
  readonly respirationPerMinute?: number;
  readonly temperatureCelsius?: number;
  readonly spo2Percent?: number;
  readonly glucoseMmolPerL?: number;
  readonly weightKg?: number;
  readonly heightCm?: number;
}

export type Sign = keyof Vitals;

/** Which signs each of the catalogue's codes asks for. Lying and standing pressure has one pair of fields so far: the standing one. */
export const SIGNS_OF: Readonly<Record<string, readonly Sign[]>> = {
  BP: ['systolicMmHg', 'diastolicMmHg'],
  'BP(卧/立)': ['systolicMmHg', 'diastolicMmHg'],
  P: ['pulsePerMinute'],
  T: ['temperatureCelsius'],
  R: ['respirationPerMinute'],
  SpO2: ['spo2Percent'],
  GLU: ['glucoseMmolPerL'],
  WT: ['weightKg'],
  HT: ['heightCm'],
};

/** Outside of this it is a slip of the finger or of the device, not a person: wider than any published alarm. Ours. */
const PLAUSIBLE: Record<Sign, readonly [low: number, high: number]> = {
  systolicMmHg: [40, 300],
  diastolicMmHg: [20, 200],
  pulsePerMinute: [20, 250],
  respirationPerMinute: [4, 80],
  temperatureCelsius: [30, 44],
  spo2Percent: [50, 100],
  glucoseMmolPerL: [0.6, 33.3],
  weightKg: [0.5, 300],
  heightCm: [30, 230],
};

/** P-037: what the service asks for is there, and everything that is there can be true. */
export function checkVitals(vitals: Vitals, requiredCodes: readonly string[]): void {
  const missing = requiredCodes.filter((code) => {
    const signs = SIGNS_OF[code];
    // The catalogue asks for something nobody can enter: ours to mend, not the nurse's.
    if (!signs) throw new Refusal('INTERNAL', { unknownVital: code });
    return signs.some((sign) => vitals[sign] === undefined);
  });
  if (missing.length > 0) throw new Refusal('VITALS_MISSING', { missing });

  for (const [field, [low, high]] of Object.entries(PLAUSIBLE) as [Sign, readonly [number, number]][]) {
    assertWithin(field, vitals[field], low, high);
  }
  const { systolicMmHg, diastolicMmHg } = vitals;
  if (systolicMmHg !== undefined && diastolicMmHg !== undefined && diastolicMmHg >= systolicMmHg) {
    throw implausible('diastolicMmHg', diastolicMmHg, PLAUSIBLE.diastolicMmHg[0], systolicMmHg - 1);
  }
}

function assertWithin(field: Sign, value: number | undefined, low: number, high: number): void {
  if (value !== undefined && !(value >= low && value <= high)) throw implausible(field, value, low, high);
}

const implausible = (field: Sign, value: number, low: number, high: number): Refusal =>
  new Refusal('VITALS_IMPLAUSIBLE', { field, value, low, high });

const ADULT_YEARS = 16;

/**
 * Values beyond a red line, in words for the nurse and the health record. Lines: P-038 and 国家基本公共卫生服务规范
 * (blood pressure ≥ 180/110, glucose ≤ 3.9 or ≥ 16.7); a sign that alone scores 3 in NEWS2, fever
 * ≥ 39.1 °C, and a NEWS2 of 5 or 7. The adult lines are not drawn for children.
 */
export function alerts(vitals: Vitals, ageYears?: number | null): string[] {
  const child = ageYears != null && ageYears < ADULT_YEARS;
  return child ? glucoseAlerts(vitals) : [...pressureAlerts(vitals), ...glucoseAlerts(vitals), ...news2Alerts(vitals)];
}

function pressureAlerts({ systolicMmHg = 0, diastolicMmHg = 0 }: Vitals): string[] {
  if (systolicMmHg < 180 && diastolicMmHg < 110) return [];
  return [
    `血压 ${systolicMmHg || '—'}/${diastolicMmHg || '—'} mmHg，已到危险线（高压 180 或低压 110）：请立即联系医生；护士请停止侵入性操作`,
  ];
}

function glucoseAlerts({ glucoseMmolPerL: value }: Vitals): string[] {
  if (value !== undefined && value <= 3.9) return [`血糖 ${value} mmol/L，低于或等于 3.9：请立即处理低血糖并联系医生`];
  if (value !== undefined && value >= 16.7) return [`血糖 ${value} mmol/L，达到 16.7：请联系医生`];
  return [];
}

const NAMED: Partial<Record<Sign, readonly [name: string, unit: string]>> = {
  respirationPerMinute: ['呼吸', '次/分'],
  spo2Percent: ['血氧饱和度', '%'],
  systolicMmHg: ['收缩压', 'mmHg'],
  pulsePerMinute: ['脉搏', '次/分'],
  temperatureCelsius: ['体温', '℃'],
};

function news2Alerts(vitals: Vitals): string[] {
  const { total, points } = news2AtLeast(vitals);
  const single = (Object.entries(NAMED) as [Sign, readonly [string, string]][]).flatMap(([sign, [name, unit]]) => {
    const value = vitals[sign];
    const red = points[sign] === 3 || (sign === 'temperatureCelsius' && points[sign] === 2);
    return red && value !== undefined ? [`${name} ${value} ${unit}，超出安全范围：请联系医生`] : [];
  });
  if (total >= 7) return [...single, `早期预警评分（NEWS2）至少 ${total} 分：请立即拨打 120`];
  if (total >= 5) return [...single, `早期预警评分（NEWS2）至少 ${total} 分：请停止侵入性操作，立即联系医生`];
  return single;
}
