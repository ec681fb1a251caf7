import { bookingDone, requestIdFor, startBooking, unfinishedBooking, useDraft } from '@/booking/draft';
import { readKept } from '@/session/kept-on-phone';
import { personIs } from '@/session/per-person';

/** The phone keeps its storage; the program forgets all it had in memory. */
const restart = (as = 'u1') => {
  personIs('');
  personIs(as);
};
const soon = Date.now() + 24 * 60 * 60_000;

beforeEach(() => {
  restart();
  bookingDone();
  startBooking('MED-05');
  Object.assign(useDraft(), { recipientId: 'r1', addressId: 'a1' });
});
afterEach(() => jest.restoreAllMocks());

test('a booking survives a restart, and its request id with it: sent again it is one order', () => {
  Object.assign(useDraft(), { startAt: soon, note: '门铃坏了' });
  const before = requestIdFor(useDraft(), 9_600);
  restart();
  expect(useDraft()).toMatchObject({ serviceCode: 'MED-05', recipientId: 'r1', startAt: soon, note: '门铃坏了' });
  expect(requestIdFor(useDraft(), 9_600)).toBe(before);
});

test('nobody else on this phone sees it', () => {
  restart('u2');
  expect(useDraft()).toMatchObject({ serviceCode: '', recipientId: '', note: '' });
  expect(unfinishedBooking()).toBeNull();
});

test('booked or dropped, nothing of it stays on the phone', () => {
  bookingDone();
  expect(readKept('booking-draft', 'u1')).toBeNull();
  restart();
  expect(unfinishedBooking()).toBeNull();
});

test('after three days it is forgotten', () => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3 * 24 * 60 * 60_000);
  restart();
  expect(unfinishedBooking()).toBeNull();
});

test.each([
  ['no address', { addressId: '' }, 'where'],
  ['no time', { startAt: 0 }, 'when'],
  ['a time that has passed', { startAt: Date.now() - 1 }, 'when'],
  ['everything', { startAt: soon }, 'confirm'],
])('it goes on where it stopped: %s', (_, change, step) => {
  Object.assign(useDraft(), change);
  expect(unfinishedBooking()).toEqual({ serviceCode: 'MED-05', step });
});
