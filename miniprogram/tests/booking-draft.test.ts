import { bookingDone, requestIdFor, startBooking, useDraft } from '@/booking/draft';
import { personIs } from '@/session/per-person';
import { freshId } from '@/words/fresh-id';

beforeEach(() => {
  personIs('nobody');
  personIs('u1');
  startBooking('MED-05');
  Object.assign(useDraft(), { recipientId: 'r1', addressId: 'a1', startAt: 1_000 });
});

test('the same wish asked twice is one request', () => {
  const first = requestIdFor(useDraft(), 9600);
  expect(first).toMatch(/^[0-9a-z]{24}$/);
  expect(requestIdFor(useDraft(), 9600)).toBe(first);
});

test.each([
  ['another time', () => (useDraft().startAt = 2_000)],
  ['another note', () => (useDraft().note = '门铃坏了')],
  ['another service', () => (useDraft().serviceCode = 'MED-01')],
])('%s is another request', (_, change) => {
  const first = requestIdFor(useDraft(), 9600);
  change();
  expect(requestIdFor(useDraft(), 9600)).not.toBe(first);
});

test('another price is another request, and so is the same wish after it was booked', () => {
  const first = requestIdFor(useDraft(), 9600);
  expect(requestIdFor(useDraft(), 9700)).not.toBe(first);
  const wish = { ...useDraft() };
  bookingDone();
  Object.assign(useDraft(), wish);
  expect(requestIdFor(useDraft(), 9600)).not.toBe(first);
});

test('a new booking keeps for whom and where, nothing else', () => {
  useDraft().note = '旧的';
  startBooking('REH-01');
  expect(useDraft()).toMatchObject({ serviceCode: 'REH-01', recipientId: 'r1', addressId: 'a1', startAt: 0, note: '' });
});

test('an id begins with the time and is filled by chance', () => {
  expect(freshId(1_000_000_000_000, () => 0)).toBe('cre66i9s0000000000000000'.slice(0, 24));
  expect(freshId(1_000_000_000_000, () => 0.999)).toMatch(/^cre66i9sz{16}$/);
});
