/** The vital signs as fields and as words. What can be true is asked of the rules, never repeated here. */
import { checkVitals, SIGNS_OF, type Sign, type Vitals } from '#domain/care/vitals';
import { Refusal } from '#domain/refusal';
import { strings } from '@/strings/health';

export type { Sign };

export interface VitalField {
  readonly sign: Sign;
  readonly name: string;
  readonly unit: string;
}

const FIELDS: Record<Sign, Omit<VitalField, 'sign'>> = {
  systolicMmHg: { name: strings.signs.systolicMmHg, unit: strings.units.pressure },
  diastolicMmHg: { name: strings.signs.diastolicMmHg, unit: strings.units.pressure },
  pulsePerMinute: { name: strings.signs.pulsePerMinute, unit: strings.units.perMinute },
  temperatureCelsius: { name: strings.signs.temperatureCelsius, unit: strings.units.celsius },
  respirationPerMinute: { name: strings.signs.respirationPerMinute, unit: strings.units.perMinute },
  spo2Percent: { name: strings.signs.spo2Percent, unit: strings.units.percent },
  glucoseMmolPerL: { name: strings.signs.glucoseMmolPerL, unit: strings.units.glucose },
  weightKg: { name: strings.signs.weightKg, unit: strings.units.kilograms },
  heightCm: { name: strings.signs.heightCm, unit: strings.units.centimeters },
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
    return strings.impossible({ name: FIELDS[sign].name, low: String(low), high: String(high) });
  }
}

/** 收缩压… as lines: blood pressure in one, as people say it. */
export function vitalTexts(vitals: Vitals): readonly { name: string; value: string; unit: string }[] {
  const { systolicMmHg, diastolicMmHg, ...others } = vitals;
  const pressure =
    systolicMmHg === undefined && diastolicMmHg === undefined
      ? []
      : [
          {
            name: strings.short.pressure,
            value: `${systolicMmHg ?? strings.unknown}/${diastolicMmHg ?? strings.unknown}`,
            unit: strings.units.pressure,
          },
        ];
  const rest = (Object.keys(FIELDS) as Sign[]).flatMap((sign) => {
    const value = (others as Vitals)[sign];
    return value === undefined ? [] : [{ name: FIELDS[sign].name, value: String(value), unit: FIELDS[sign].unit }];
  });
  return [...pressure, ...rest];
}
