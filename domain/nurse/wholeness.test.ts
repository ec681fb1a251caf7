import fc from 'fast-check';
import { aService } from '../testing/aService';
import { aNurse } from '../testing/aNurse';
import { parameters } from '../testing/parameters';
import { whyNot } from './eligible';
import type { Nurse } from './nurse';
import { brokenFields } from './wholeness';

test('an ordinary nurse is whole, also without what may be absent', () => {
  expect(brokenFields(aNurse())).toEqual([]);
  expect(brokenFields(aNurse({ healthCertificateUntil: null, servicesOff: [], withdrawnConsents: ['face'] }))).toEqual(
    [],
  );
});

test.each<[string, object]>([
  ['competencies', { competencies: undefined }],
  ['competencies', { competencies: [{ serviceCode: 'MED-05' }] }],
  ['shifts', { shifts: [null] }],
  ['stars', { stars: NaN }],
  ['insuredUntil', { insuredUntil: '2028' }],
  ['location', { location: { type: 'Point', coordinates: [120] } }],
  ['areaPolygon', { areaPolygon: [[1, 2], 3] }],
  ['withdrawnConsents', { withdrawnConsents: 'location' }],
])('%s is missed in %j', (field, broken) => {
  expect(brokenFields({ ...aNurse(), ...broken })).toEqual([field]);
});

test('whatever is lost of her document: it is named, or the rules can still be asked', () => {
  const nurse = aNurse() as unknown as Record<string, unknown>;
  const wish = {
    service: aService(),
    startAt: Date.parse('2026-11-24T10:00:00+08:00'),
    position: [120.15, 30.25] as const,
    district: '西湖区',
    familyUserIds: [],
    bookings: [],
    providers: new Map(),
    now: Date.parse('2026-11-23T10:00:00+08:00'),
  };
  const junk = fc.constantFrom(undefined, null, '', 0, [], {}, [null], [{}]);
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(nurse)), junk, (field, value) => {
      const broken = { ...nurse, [field]: value };
      if (brokenFields(broken).length === 0)
        expect(() => whyNot(broken as unknown as Nurse, wish, parameters)).not.toThrow();
    }),
  );
});
