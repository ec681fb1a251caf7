import { parameters } from '../testing/parameters';
import type { Booking } from '../nurse/nurse';
import { addedBy, isBetter, lawful, oneByOne, type Judge } from './judgedDay';
import { assignedBy, problemOfDay, type NurseDay, type OpenVisit } from './openDay';
import { faultsOf } from './faultsOf';
import { planDay } from './planDay';

const at = (time: string) => Date.parse(`2026-11-24T${time}:00+08:00`);
const DAY = { startAt: at('00:00'), endAt: at('00:00') + 86_400_000 };
/** 0.02° of longitude at 30.25° north are about 1924 m: 4 + 7.1 minutes, rounded up to 12. */
const place = (east: number): readonly [number, number] => [120.15 + 0.02 * east, 30.25];
/** 45 minutes and 15 of buffer. */
const visit = (orderId: string, time: string, east: number, ...candidates: string[]): OpenVisit => ({
  orderId,
  startAt: at(time),
  endAt: at(time) + 3_600_000,
  bufferMinutes: 15,
  position: place(east),
  candidates: candidates.map((nurseId) => ({ nurseId, pastVisits: 0 })),
});
const booking = (_id: string, nurseId: string, time: string, east: number): Booking => {
  const { startAt, endAt } = visit(_id, time, east);
  return { _id, nurseId, startAt, endAt, coordinates: place(east) };
};
const nurse = (nurseId: string, east: number, ...bookings: Booking[]): NurseDay => ({
  nurseId,
  home: place(east),
  bookings,
});
/** Nobody is in two places at once. */
const free: Judge = (orderId, _, bookings) => {
  const wanted = ALL.find((one) => one.orderId === orderId) as OpenVisit;
  return bookings.every(({ startAt, endAt }) => endAt <= wanted.startAt || startAt >= wanted.endAt);
};
const ALL = [
  visit('a', '10:00', 1, 'anna', 'berta'),
  visit('b', '10:00', 1, 'anna'),
  visit('c', '11:00', 1, 'anna', 'berta'),
];
const [a, b, c] = ALL as [OpenVisit, OpenVisit, OpenVisit];
const planned = (visits: readonly OpenVisit[], nurses: readonly NurseDay[]) => {
  const problem = problemOfDay(DAY, visits, nurses, parameters);
  const plan = planDay(problem, (turns) => turns / 300);
  expect(faultsOf(problem, plan)).toEqual([]);
  return assignedBy(plan, visits, nurses);
};

test('one by one: the first takes whom only the second could have', () => {
  const nurses = [nurse('anna', 0), nurse('berta', 2)];
  expect([...oneByOne([a, b], nurses, free)]).toEqual([['a', 'anna']]);
  expect([...planned([a, b], nurses)].sort()).toEqual([
    ['a', 'berta'],
    ['b', 'anna'],
  ]);
});

test('what is accepted stays, and the visits beside it fit', () => {
  const nurses = [nurse('anna', 0, booking('x', 'anna', '10:00', 1)), nurse('berta', 2)];
  const hers = { ...c, candidates: [{ nurseId: 'anna', pastVisits: 0 }] };
  expect([...planned([a, hers], nurses)].sort()).toEqual([
    ['a', 'berta'],
    ['c', 'anna'],
  ]);
});

test('a way longer than the buffer needs a gap', () => {
  // From place 0 to place 3: 5772 m, 4 + 21.25 minutes, 26: eleven more than the buffer that is bound anyway.
  const nurses = [nurse('anna', 0, booking('x', 'anna', '10:00', 0))];
  const next = (time: string) => [...planned([visit('far', time, 3, 'anna')], nurses).keys()];
  expect(next('11:10')).toEqual([]);
  expect(next('11:11')).toEqual(['far']);
});

test('the nurse who knows the patient, for up to six minutes of way', () => {
  const known = (west: number) => {
    const stranger = nurse('anna', 1);
    const own = { ...nurse('berta', 0), home: [120.17 - west, 30.25] as const };
    const wanted = {
      ...a,
      candidates: [
        { nurseId: 'anna', pastVisits: 0 },
        { nurseId: 'berta', pastVisits: 1 },
      ],
    };
    return planned([wanted], [stranger, own]).get('a');
  };
  // Anna is at the door: 4 minutes each way. Berta 500 m away: 6 each way, 4 more and 6 saved; 1.5 km: 10 each way.
  expect([known(0.005), known(0.0156)]).toEqual(['berta', 'anna']);
});

test('the rules have the last word', () => {
  const nurses = [nurse('anna', 0), nurse('berta', 2)];
  const wanted = new Map([
    ['a', 'anna'],
    ['c', 'anna'],
  ]);
  const never: Judge = (orderId) => orderId !== 'c';
  expect([...lawful([a, c], nurses, wanted, free)]).toEqual([...wanted]);
  expect([...lawful([a, c], nurses, wanted, never)]).toEqual([['a', 'anna']]);
});

test('what the open visits add: way and nurses', () => {
  const to = (nurseId: string, ...orders: string[]) => new Map(orders.map((order) => [order, nurseId]));
  const added = (nurses: readonly NurseDay[], assigned: ReadonlyMap<string, string>) =>
    addedBy(DAY, ALL, nurses, assigned, parameters);
  // There 12 and back 12; from door to door in the same place 4.
  expect(added([nurse('anna', 0)], to('anna', 'a'))).toEqual({ served: 1, wayMinutes: 24, nurses: 1 });
  expect(added([nurse('anna', 0)], to('anna', 'a', 'c'))).toEqual({ served: 2, wayMinutes: 28, nurses: 1 });
  // She is there already: only the next door.
  const working = nurse('anna', 0, booking('x', 'anna', '10:00', 1));
  expect(added([working], to('anna', 'c'))).toEqual({ served: 1, wayMinutes: 4, nurses: 0 });
});

test('better: more served, then less way, a nurse counting twenty minutes', () => {
  const figures = (served: number, wayMinutes: number, nurses: number) => ({ served, wayMinutes, nurses });
  expect(isBetter(figures(2, 90, 2), figures(1, 10, 1), parameters)).toBe(true);
  expect(isBetter(figures(2, 49, 1), figures(2, 30, 2), parameters)).toBe(true);
  expect(isBetter(figures(2, 51, 1), figures(2, 30, 2), parameters)).toBe(false);
  expect(isBetter(figures(2, 30, 2), figures(2, 30, 2), parameters)).toBe(false);
});
