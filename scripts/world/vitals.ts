import type { Vitals } from '#domain/care/vitals';
import type { Chance } from './chance';

const MEASURED: Record<string, (chance: Chance) => Vitals> = {
  BP: (chance) => {
    const systolicMmHg = chance.between(118, 162);
    return { systolicMmHg, diastolicMmHg: systolicMmHg - chance.between(42, 62) };
  },
  P: (chance) => ({ pulsePerMinute: chance.between(62, 92) }),
  T: (chance) => ({ temperatureCelsius: chance.between(361, 371) / 10 }),
  R: (chance) => ({ respirationPerMinute: chance.between(14, 20) }),
  SpO2: (chance) => ({ spo2Percent: chance.between(95, 99) }),
  GLU: (chance) => ({ glucoseMmolPerL: chance.between(52, 112) / 10 }),
  WT: (chance) => ({ weightKg: chance.between(450, 780) / 10 }),
  HT: (chance) => ({ heightCm: chance.between(150, 178) }),
};

/** What an old person at home commonly shows, for the codes a service asks for. */
export const inventVitals = (chance: Chance, codes: readonly string[]): Vitals =>
  Object.assign({}, ...codes.map((code) => MEASURED[code === 'BP(卧/立)' ? 'BP' : code]?.(chance) ?? {}));
