/** No path to dispatch for a nurse with anything expired: whatever runs out, and whatever else is good, nobody is sent. */
import fc from 'fast-check';
import { DAY } from '../schedule/beijing';
import { aNurse, competency } from '../testing/aNurse';
import { anInstitution } from '../testing/someFacts';
import { aService } from '../testing/aService';
import { parameters } from '../testing/parameters';
import { certify } from '../training/competency';
import { admitted, lacksOf } from './admission';
import { type VisitWish, whyNot } from './eligible';
import type { Nurse } from './nurse';

const START = Date.parse('2026-11-23T10:00:00+08:00');
const NOW = START - DAY;
const wish: VisitWish = {
  service: aService(),
  startAt: START,
  now: NOW,
  position: [120.16, 30.26],
  district: '西湖区',
  providers: new Map([['station-xihu', anInstitution()]]),
  familyUserIds: ['user-family'],
  bookings: [],
};

/** One paper ends so many days before the visit. */
const EXPIRED: Readonly<Record<string, (daysBefore: number) => Partial<Nurse>>> = {
  licence: (days) => ({ licenceValidUntil: START - days * DAY }),
  insurance: (days) => ({ insuredUntil: START - days * DAY }),
  training: (days) => ({ trainedUntil: START - days * DAY }),
  recheck: (days) => ({ reviewedUntil: START - days * DAY }),
  competency: (days) => ({ competencies: [competency(aService().code, START - days * DAY)] }),
};

test('she could come', () => {
  expect(whyNot(aNurse(), wish, parameters)).toBeNull();
  expect(lacksOf(aNurse(), NOW)).toEqual([]);
});

test('whatever has run out, she is not sent; with how much else is of no matter', () => {
  const names = fc.subarray(Object.keys(EXPIRED), { minLength: 1 });
  const better = fc.record({ stars: fc.constantFrom(3, 5), years: fc.integer({ min: 5, max: 40 }) });
  fc.assert(
    fc.property(names, better, fc.integer({ min: 1, max: 400 }), (gone, more, days) => {
      const expired = gone.reduce<Partial<Nurse>>((all, name) => ({ ...all, ...EXPIRED[name]?.(days) }), {});
      const nurse = aNurse({ ...more, ...expired });
      expect(whyNot(nurse, wish, parameters)).not.toBeNull();
    }),
  );
});

test('no step makes a nurse active while something is missing', () => {
  const names = fc.subarray(Object.keys(EXPIRED), { minLength: 1 });
  fc.assert(
    fc.property(names, fc.integer({ min: 2, max: 400 }), (gone, days) => {
      const expired = gone.reduce<Partial<Nurse>>((all, name) => ({ ...all, ...EXPIRED[name]?.(days) }), {});
      const nurse = aNurse({ status: 'training', ...expired });
      expect(admitted(nurse, NOW).status).toBe('training');
      const dates = { trainedAt: NOW - 20 * DAY, observedAt: NOW - 10 * DAY, validUntil: NOW + 100 * DAY };
      const certified = certify(nurse, aService(), dates, { competencyMonths: 12 }, NOW);
      expect(certified.status === 'active').toBe(lacksOf(certified, NOW).length === 0);
    }),
  );
});

test('only those who are active are sent', () => {
  for (const status of ['pending', 'training', 'rejected', 'suspended'] as const) {
    expect(whyNot(aNurse({ status }), wish, parameters)).toBe('NURSE_UNAVAILABLE');
  }
});
