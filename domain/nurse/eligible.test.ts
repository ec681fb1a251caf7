import fc from 'fast-check';
import { boundWindow } from '../schedule/slots';
import { overlaps } from '../schedule/window';
import { aBooking, aNurse, competency } from '../testing/aNurse';
import { anInstitution } from '../testing/someFacts';
import { aService } from '../testing/aService';
import { parameters } from '../testing/parameters';
import { bookingsNeeded, type VisitWish, whyNot } from './eligible';
import type { Booking, Nurse } from './nurse';
import type { Area } from './serviceArea';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const wish = (except: Partial<VisitWish> = {}): VisitWish => ({
  service: aService(),
  startAt: at('2026-11-23T10:00'),
  position: [120.16, 30.26],
  district: '西湖区',
  providers: new Map([['station-xihu', anInstitution()]]),
  familyUserIds: ['user-family'],
  bookings: [],
  now: at('2026-11-22T10:00'),
  ...except,
});
const ask = (nurse: Partial<Nurse> = {}, wanted: Partial<VisitWish> = {}) =>
  whyNot(aNurse(nurse), wish(wanted), parameters);
const busyWith = (...bookings: Booking[]) => ask({}, { bookings });

test('where her institution sends nobody, she does not go either', () => {
  const sends = (area: Area) => ask({}, { providers: new Map([['station-xihu', anInstitution({ area })]]) });
  expect(sends({ districts: ['西湖区'], polygon: null })).toBeNull();
  expect(sends({ districts: ['滨江区'], polygon: null })).toBe('NURSE_OUT_OF_AREA');
});

test('an ordinary nurse can come', () => {
  expect(ask()).toBeNull();
});

test.each<[string, Partial<Nurse>, string]>([
  ['an applicant', { status: 'pending' }, 'NURSE_UNAVAILABLE'],
  ['a suspended nurse', { status: 'suspended' }, 'NURSE_UNAVAILABLE'],
  ['the patient herself, who is a nurse', { userId: 'user-family' }, 'NURSE_UNAVAILABLE'],
  ['a nurse whose insurance ends during the visit', { insuredUntil: at('2026-11-23T10:30') }, 'NURSE_UNAVAILABLE'],
  ['a nurse whose licence ended the day before', { licenceValidUntil: at('2026-11-22T23:59') }, 'NURSE_NOT_QUALIFIED'],
  ['a nurse without this very competency', { competencies: [] }, 'NURSE_NOT_QUALIFIED'],
  [
    'a nurse whose competency ended the day before',
    { competencies: [competency('MED-05', at('2026-11-22T12:00'))] },
    'NURSE_NOT_QUALIFIED',
  ],
  ['a nurse whose training ended the day before', { trainedUntil: at('2026-11-22T12:00') }, 'NURSE_NOT_QUALIFIED'],
  ['a nurse whose re-check is overdue', { reviewedUntil: at('2026-11-22T12:00') }, 'NURSE_UNAVAILABLE'],
  ['a nurse registered at another place', { practicePlaceIds: ['elsewhere'] }, 'NURSE_NOT_QUALIFIED'],
  ['a nurse of an institution we do not know', { institutionId: 'nowhere' }, 'NURSE_UNAVAILABLE'],
  ['a nurse who may not be located', { withdrawnConsents: ['location'] }, 'NURSE_UNAVAILABLE'],
  ['a nurse who stays in another district', { areaDistricts: ['上城区'] }, 'NURSE_OUT_OF_AREA'],
  ['a nurse of too low a title', { title: '护士' }, 'NURSE_NOT_QUALIFIED'],
  ['a nurse who lives too far for her own wish', { serviceRadiusMeters: 1000 }, 'NURSE_OUT_OF_AREA'],
  [
    'a nurse beyond the operators’ radius',
    { serviceRadiusMeters: 50_000, location: { type: 'Point', coordinates: [120.4, 30.25] } },
    'NURSE_OUT_OF_AREA',
  ],
  [
    'a nurse who does not work that day',
    { shifts: [{ weekday: 2, fromMinute: 0, toMinute: 1440 }] },
    'NURSE_NOT_ON_SHIFT',
  ],
  [
    'a nurse who goes home in the middle',
    { shifts: [{ weekday: 1, fromMinute: 480, toMinute: 630 }] },
    'NURSE_NOT_ON_SHIFT',
  ],
])('%s cannot', (_, nurse, code) => {
  expect(ask(nurse)).toBe(code);
});

test('papers count to the end of their last day', () => {
  expect(ask({ licenceValidUntil: at('2026-11-23T00:00') })).toBeNull();
});

test('shifts that touch count as one, over midnight too', () => {
  const startAt = at('2026-11-23T23:30');
  const late = [
    { weekday: 1, fromMinute: 1200, toMinute: 1440 },
    { weekday: 2, fromMinute: 0, toMinute: 360 },
  ];
  expect(ask({ shifts: late }, { startAt })).toBeNull();
  expect(ask({ shifts: late.slice(0, 1) }, { startAt })).toBe('NURSE_NOT_ON_SHIFT');
});

describe('neighbours', () => {
  test('bound time that overlaps', () => {
    expect(busyWith(aBooking(at('2026-11-23T09:00'), at('2026-11-23T10:30')))).toBe('NURSE_BUSY');
    expect(busyWith(aBooking(at('2026-11-23T10:30'), at('2026-11-23T11:30')))).toBe('NURSE_BUSY');
  });

  test('near by, back to back is possible: the way fits in the buffer', () => {
    expect(busyWith(aBooking(at('2026-11-23T09:00'), at('2026-11-23T10:00')))).toBeNull();
    expect(busyWith(aBooking(at('2026-11-23T11:00'), at('2026-11-23T12:00')))).toBeNull();
  });

  // 0.08° of longitude here are 7.7 km as the crow flies: 4 + 28.3 minutes, of which the buffer covers 15.
  test.each([
    ['09:00', '10:00', 'NURSE_BUSY'],
    ['08:30', '09:30', null],
    ['11:00', '12:00', 'NURSE_BUSY'],
    ['11:30', '12:30', null],
  ])('8 km away from %s to %s: %s', (from, to, expected) => {
    const elsewhere = { coordinates: [120.24, 30.26] as const };
    expect(busyWith(aBooking(at(`2026-11-23T${from}`), at(`2026-11-23T${to}`), elsewhere))).toBe(expected);
  });

  test('what another nurse has to do is of no matter', () => {
    expect(busyWith(aBooking(at('2026-11-23T10:00'), at('2026-11-23T11:00'), { nurseId: 'nurse-2' }))).toBeNull();
  });
});

describe('rest', () => {
  test('at most ten hours a day: one more is the last', () => {
    expect(busyWith(aBooking(at('2026-11-23T11:00'), at('2026-11-23T20:00')))).toBeNull();
    expect(busyWith(aBooking(at('2026-11-23T11:00'), at('2026-11-23T20:30')))).toBe('NURSE_BUSY');
  });

  test('eleven hours between the days', () => {
    expect(busyWith(aBooking(at('2026-11-22T22:00'), at('2026-11-22T23:00')))).toBeNull();
    expect(busyWith(aBooking(at('2026-11-22T22:00'), at('2026-11-22T23:30')))).toBe('NURSE_BUSY');
    const eveningVisit = { startAt: at('2026-11-23T18:00') };
    const early = aBooking(at('2026-11-24T05:30'), at('2026-11-24T06:30'));
    expect(ask({}, { ...eveningVisit, bookings: [early] })).toBe('NURSE_BUSY');
  });

  /** Visits of an hour each, bound time included, from these hours on; on the spot, so that no way is between them. */
  const hours = (day: string, ...from: readonly string[]) =>
    from.map((time) =>
      aBooking(at(`${day}T${time}`), at(`${day}T${time}`) + 3_600_000, { coordinates: [120.16, 30.26] }),
    );

  // The wish is 10:00 to 11:00, bound time included.
  test.each<[string, readonly string[], string | null]>([
    ['three hours behind her: the fourth is possible', ['07:00', '08:00', '09:00'], null],
    ['four hours behind her: she rests first', ['06:00', '07:00', '08:00', '09:00'], 'NURSE_BUSY'],
    ['four hours with half an hour of rest among them', ['05:30', '07:00', '08:00', '09:00'], null],
    ['four hours, then half an hour of rest', ['05:30', '06:30', '07:30', '08:30'], null],
    [
      'the wish would be the fourth hour, and a fifth follows at once',
      ['08:00', '09:00', '11:00', '12:00'],
      'NURSE_BUSY',
    ],
    ['four hours ahead of her, rest after the wish', ['11:30', '12:30', '13:30', '14:30'], null],
  ])('twenty minutes after four hours: %s', (_, from, expected) => {
    expect(busyWith(...hours('2026-11-23', ...from))).toBe(expected);
  });

  test('half an hour that the way takes is no rest', () => {
    // 4 km off: 4 + 14.3 minutes and the buffer covers 15, 26 remain; 12 km off: 4 + 42.6, so 2 before she is late.
    const morning = (coordinates: readonly [number, number]) => [
      aBooking(at('2026-11-23T05:30'), at('2026-11-23T09:30'), { coordinates }),
    ];
    expect(busyWith(...morning([120.2, 30.26]))).toBeNull();
    expect(busyWith(...morning([120.24, 30.26]))).toBe('NURSE_BUSY'); // 7.7 km: 33 minutes, 12 remain
  });

  test('one long visit is not cut in two, but rest follows it', () => {
    const long = aService({ durationMinutes: 285, bufferMinutes: 15 });
    expect(ask({}, { service: long })).toBeNull();
    expect(ask({}, { service: long, bookings: hours('2026-11-23', '09:00') })).toBeNull();
    expect(ask({}, { service: long, bookings: hours('2026-11-23', '15:00') })).toBe('NURSE_BUSY');
    expect(ask({}, { service: long, bookings: hours('2026-11-23', '15:30') })).toBeNull();
  });

  test('a hard day does not forbid the day after', () => {
    expect(busyWith(...hours('2026-11-22', '06:00', '07:00', '08:00', '09:00', '10:00'))).toBeNull();
  });

  test('44 hours a week, Monday to Sunday: 43 and one more is the last', () => {
    const days = ['24', '25', '26', '27'].map((day) => `2026-11-${day}`);
    const tens = days.map((day) => aBooking(at(`${day}T08:00`), at(`${day}T18:00`)));
    const saturday = (hours: number) => aBooking(at('2026-11-28T08:00'), at('2026-11-28T08:00') + hours * 3_600_000);
    expect(busyWith(...tens, saturday(3))).toBeNull();
    expect(busyWith(...tens, saturday(3.5))).toBe('NURSE_BUSY');
    // The Sunday before belongs to another week.
    expect(busyWith(...tens, saturday(3), aBooking(at('2026-11-22T08:00'), at('2026-11-22T18:00')))).toBeNull();
  });

  test('the bookings it needs: the week, and the day before and after', () => {
    // A Monday: the Sunday before, and the whole week.
    expect(bookingsNeeded(at('2026-11-23T10:00'))).toEqual({
      startAt: at('2026-11-22T00:00'),
      endAt: at('2026-11-30T00:00'),
    });
    // A Sunday: from Monday on, and the Monday after.
    expect(bookingsNeeded(at('2026-11-29T10:00'))).toEqual({
      startAt: at('2026-11-23T00:00'),
      endAt: at('2026-12-01T00:00'),
    });
  });
});

test('overlapping bound time never passes, wherever and whenever', () => {
  const slot = fc.integer({ min: 16, max: 39 });
  fc.assert(
    fc.property(
      slot,
      slot,
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 15, max: 240 }),
      fc.constantFrom(0, 15, 90),
      (a, b, halves, minutes, bufferMinutes) => {
        const midnight = at('2026-11-23T00:00');
        const service = aService({ durationMinutes: minutes, bufferMinutes });
        const startAt = midnight + a * 1_800_000;
        const booking = aBooking(midnight + b * 1_800_000, midnight + (b + halves) * 1_800_000);
        fc.pre(overlaps(booking, boundWindow(service, startAt)));
        expect(ask({}, { service, startAt, bookings: [booking] })).not.toBeNull();
      },
    ),
  );
});

/** P-004 to P-015: nobody with anything that ran out is ever sent, whatever else is well. */
test('no way to dispatch for a nurse with any expired item', () => {
  const before = fc.integer({ min: at('2020-01-01T00:00'), max: at('2026-11-22T23:59') });
  const later = fc.integer({ min: at('2026-11-24T00:00'), max: at('2030-01-01T00:00') });
  const items = ['licenceValidUntil', 'insuredUntil', 'trainedUntil', 'reviewedUntil', 'competency'] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...items),
      before,
      fc.array(later, { minLength: 5, maxLength: 5 }),
      (bad, over, ends) => {
        const until = Object.fromEntries(items.map((item, index) => [item, item === bad ? over : (ends[index] ?? 0)]));
        const { competency: known = 0, ...papers } = until;
        expect(ask({ ...papers, competencies: [competency('MED-05', known)] })).not.toBeNull();
      },
    ),
  );
});

test('a care worker needs a health certificate on the day', () => {
  const service = aService({
    category: 'LIF',
    staff: { role: 'care_worker', minTitle: null, minYears: 0, certificates: [] },
  });
  const worker = { role: 'care_worker', title: '' } as const;
  expect(ask(worker, { service })).toBeNull();
  expect(ask({ ...worker, healthCertificateUntil: null }, { service })).toBe('NURSE_NOT_QUALIFIED');
  expect(ask({ ...worker, healthCertificateUntil: at('2026-11-22T12:00') }, { service })).toBe('NURSE_NOT_QUALIFIED');
});
