import { news2AtLeast } from './news2';
import { alerts, checkVitals, type Vitals } from './vitals';

const healthy: Vitals = {
  systolicMmHg: 122,
  diastolicMmHg: 78,
  pulsePerMinute: 78,
  respirationPerMinute: 16,
  temperatureCelsius: 36.7,
  spo2Percent: 97,
  glucoseMmolPerL: 5.6,
  weightKg: 61.5,
  heightCm: 164,
};

test('what the service asks for is there', () => {
  expect(() => checkVitals(healthy, ['BP', 'P', 'T', 'R', 'SpO2', 'GLU', 'WT', 'HT', 'BP(卧/立)'])).not.toThrow();
  expect(() => checkVitals({}, [])).not.toThrow();
});

test('what is missing is named; half a blood pressure is none', () => {
  expect(() => checkVitals({ systolicMmHg: 120 }, ['BP', 'T'])).toThrow(
    expect.objectContaining({ code: 'VITALS_MISSING', details: { missing: ['BP', 'T'] } }),
  );
});

test('a code that nobody can enter is the catalogue’s fault', () => {
  expect(() => checkVitals(healthy, ['ECG'])).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
});

test.each<[keyof Vitals, number]>([
  ['systolicMmHg', 900],
  ['systolicMmHg', 39],
  ['diastolicMmHg', 10],
  ['pulsePerMinute', 300],
  ['respirationPerMinute', 0],
  ['temperatureCelsius', 367],
  ['temperatureCelsius', 29],
  ['spo2Percent', 101],
  ['glucoseMmolPerL', 90],
  ['weightKg', 615],
  ['heightCm', 1.64],
  ['pulsePerMinute', NaN],
])('%s of %p cannot be, asked for or not', (field, value) => {
  expect(() => checkVitals({ ...healthy, [field]: value }, [])).toThrow(
    expect.objectContaining({ code: 'VITALS_IMPLAUSIBLE', details: expect.objectContaining({ field, value }) }),
  );
});

test('swapped pressures are noticed', () => {
  expect(() => checkVitals({ ...healthy, systolicMmHg: 80, diastolicMmHg: 120 }, [])).toThrow(
    expect.objectContaining({ code: 'VITALS_IMPLAUSIBLE' }),
  );
});

test('very ill is not implausible', () => {
  const ill = { systolicMmHg: 62, diastolicMmHg: 30, pulsePerMinute: 170, spo2Percent: 71, temperatureCelsius: 41.2 };
  expect(() => checkVitals(ill, ['BP', 'P'])).not.toThrow();
});

describe('red lines', () => {
  test('a healthy person raises none', () => {
    expect(alerts(healthy)).toEqual([]);
    expect(alerts({})).toEqual([]);
  });

  test.each<[string, Partial<Vitals>, boolean]>([
    ['179/109', { systolicMmHg: 179, diastolicMmHg: 109 }, false],
    ['180/90', { systolicMmHg: 180, diastolicMmHg: 90 }, true],
    ['150/110', { systolicMmHg: 150, diastolicMmHg: 110 }, true],
    ['glucose 3.9', { glucoseMmolPerL: 3.9 }, true],
    ['glucose 4.0', { glucoseMmolPerL: 4.0 }, false],
    ['glucose 16.6', { glucoseMmolPerL: 16.6 }, false],
    ['glucose 16.7', { glucoseMmolPerL: 16.7 }, true],
    ['SpO2 91', { spo2Percent: 91 }, true],
    ['SpO2 92', { spo2Percent: 92 }, false],
    ['pulse 40', { pulsePerMinute: 40 }, true],
    ['pulse 130', { pulsePerMinute: 130 }, false],
    ['pulse 131', { pulsePerMinute: 131 }, true],
    ['respiration 8', { respirationPerMinute: 8 }, true],
    ['respiration 25', { respirationPerMinute: 25 }, true],
    ['systolic 90', { systolicMmHg: 90, diastolicMmHg: 60 }, true],
    ['temperature 35.0', { temperatureCelsius: 35.0 }, true],
    ['temperature 39.0', { temperatureCelsius: 39.0 }, false],
    ['temperature 39.1', { temperatureCelsius: 39.1 }, true],
  ])('%s', (_, change, red) => {
    expect(alerts({ ...healthy, ...change })).toHaveLength(red ? 1 : 0);
  });

  test('several small ones together: NEWS2 of 5 stops the procedure, of 7 calls 120', () => {
    // R 22 = 2, SpO2 94 = 1, P 112 = 2
    const five = { ...healthy, respirationPerMinute: 22, spo2Percent: 94, pulsePerMinute: 112 };
    expect(alerts(five)).toEqual(['早期预警评分（NEWS2）至少 5 分：请停止侵入性操作，立即联系医生']);
    expect(alerts({ ...five, systolicMmHg: 100 })).toEqual(['早期预警评分（NEWS2）至少 7 分：请立即拨打 120']);
  });

  test('adult lines are not drawn for a newborn: pulse 140 and respiration 40 are normal', () => {
    const newborn = { pulsePerMinute: 140, respirationPerMinute: 40, temperatureCelsius: 36.8 };
    expect(alerts(newborn, 0)).toEqual([]);
    expect(alerts(newborn, 16)).not.toEqual([]);
    expect(alerts({ ...newborn, glucoseMmolPerL: 2.1 }, 0)).toHaveLength(1);
  });
});

// The parts that vital signs give in the published vectors (clinical vectors NEWS2-01, -03, -05, -11); oxygen and
// consciousness are left out.
test.each<[string, number[], number]>([
  ['NEWS2-01', [16, 97, 122, 78, 36.7], 0],
  ['NEWS2-03', [25, 96, 130, 88, 37.0], 3],
  ['NEWS2-05', [20, 90, 135, 95, 37.2], 4],
  ['NEWS2-11', [8, 91, 90, 40, 35.0], 15],
])('%s', (_, [rr, spo2, sbp, pulse, temperature], total) => {
  const vitals = {
    respirationPerMinute: rr,
    spo2Percent: spo2,
    systolicMmHg: sbp,
    pulsePerMinute: pulse,
    temperatureCelsius: temperature,
  };
  expect(news2AtLeast(vitals).total).toBe(total);
});
