import fc from 'fast-check';
import { boundWindow } from '../schedule/slots';
import { overlaps } from '../schedule/window';
import { aBooking, aNurse } from '../testing/aNurse';
import { aService } from '../testing/aService';
import { parameters } from '../testing/parameters';
import { bookingsNeeded, type VisitWish, whyNot } from './eligible';
import type { Booking, Nurse } from './nurse';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const wish = (except: Partial<VisitWish> = {}): VisitWish => ({
  service: aService(),
  startAt: at('2026-11-23T10:00'),
  position: [120.16, 30.26],
  bookings: [],
  now: at('2026-11-22T10:00'),
  ...except,
});
const ask = (nurse: Partial<Nurse> = {}, wanted: Partial<VisitWish> = {}) =>
  whyNot(aNurse(nurse), wish(wanted), parameters);
const busyWith = (...bookings: Booking[]) => ask({}, { bookings });

test('an ordinary nurse can come', () => {
  expect(ask()).toBeNull();
});

test.each<[string, Partial<Nurse>, string]>([
  ['an applicant', { status: 'pending' }, 'NURSE_UNAVAILABLE'],
  ['a suspended nurse', { status: 'suspended' }, 'NURSE_UNAVAILABLE'],
  ['a nurse whose insurance ends during the visit', { insuredUntil: at('2026-11-23T10:30') }, 'NURSE_UNAVAILABLE'],
  ['a nurse whose licence ended the day before', { licenceValidUntil: at('2026-11-22T23:59') }, 'NURSE_NOT_QUALIFIED'],
  ['a nurse without this very competency', { competencies: [] }, 'NURSE_NOT_QUALIFIED'],
  [
    'a nurse whose competency ended the day before',
    { competencies: [{ serviceCode: 'MED-05', validUntil: at('2026-11-22T12:00') }] },
    'NURSE_NOT_QUALIFIED',
  ],
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

  test('the bookings it needs reach from the day before to the day after', () => {
    expect(bookingsNeeded(at('2026-11-23T10:00'))).toEqual({
      startAt: at('2026-11-22T00:00'),
      endAt: at('2026-11-25T00:00'),
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
