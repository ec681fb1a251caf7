/** The vital signs as fields and as words. What can be true is asked of the rules, never repeated here. */
import { checkVitals, SIGNS_OF, type Sign, type Vitals } from '#domain/care/vitals';
import { Refusal } from '#domain/refusal';

export type { Sign };

export interface VitalField {
  readonly sign: Sign;
  readonly name: string;
  readonly unit: string;
}

const FIELDS: Record<Sign, Omit<VitalField, 'sign'>> = {
  systolicMmHg: { name: '收缩压（高压）', unit: 'mmHg' },
  diastolicMmHg: { name: '舒张压（低压）', unit: 'mmHg' },
  pulsePerMinute: { name: '脉搏', unit: '次/分' },
  temperatureCelsius: { name: '体温', unit: '℃' },
  respirationPerMinute: { name: '呼吸', unit: '次/分' },
  spo2Percent: { name: '血氧', unit: '%' },
  glucoseMmolPerL: { name: '血糖', unit: 'mmol/L' },
  weightKg: { name: '体重', unit: 'kg' },
  heightCm: { name: '身高', unit: 'cm' },
};

export function fieldsFor(requiredCodes: readonly string[]): readonly VitalField[] {
  const signs = new Set(requiredCodes.flatMap((code) => SIGNS_OF[code] ?? []));
  return (Object.keys(FIELDS) as Sign[]).filter((sign) => signs.has(sign)).map((sign) => ({ sign, ...FIELDS[sign] }));
}

/** '' when the value can be true; otherwise what to tell the nurse at this field. */
export function vitalProblem(sign: Sign, vitals: Vitals): string {
  const value = vitals[sign];
  if (value === undefined) return '';
  const { systolicMmHg } = vitals;
  const together = sign === 'diastolicMmHg' && systolicMmHg !== undefined ? { systolicMmHg } : {};
  try {
    checkVitals({ ...together, [sign]: value }, []);
    return '';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { field, low, high } = error.details;
    if (field !== sign) return '';
    return `${FIELDS[sign].name}应在 ${String(low)}—${String(high)} 之间，请再量一次`;
  }
}

/** 收缩压… as lines: blood pressure in one, as people say it. */
export function vitalTexts(vitals: Vitals): readonly { name: string; value: string; unit: string }[] {
  const { systolicMmHg, diastolicMmHg, ...others } = vitals;
  const pressure =
    systolicMmHg === undefined && diastolicMmHg === undefined
      ? []
      : [{ name: '血压', value: `${systolicMmHg ?? '—'}/${diastolicMmHg ?? '—'}`, unit: 'mmHg' }];
  const rest = (Object.keys(FIELDS) as Sign[]).flatMap((sign) => {
    const value = (others as Vitals)[sign];
    return value === undefined ? [] : [{ name: FIELDS[sign].name, value: String(value), unit: FIELDS[sign].unit }];
  });
  return [...pressure, ...rest];
}
