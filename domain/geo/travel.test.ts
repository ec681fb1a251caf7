import { parameters as p } from '../testing/parameters';
import { isTakenOver, mapMinutesAt, trafficAt, travelMinutes, travelMinutesAt } from './travel';

const at = (time: string) => Date.parse(`2026-11-${time}:00+08:00`);
const MONDAY_TEN = at('23T10:00');
const MONDAY_EIGHT = at('23T08:00');
const SUNDAY_EIGHT = at('22T08:00');

test.each([
  [0, 4], // 4 minutes from door to door
  [1000, 8], // 1350 m of street at 22 km/h: 3.68 minutes
  [5000, 23], // 6750 m: 18.41 minutes
])('%d m as the crow flies take %d minutes', (meters, minutes) => {
  expect(travelMinutes(meters, p.dispatch)).toBe(minutes);
  expect(travelMinutesAt(meters, MONDAY_TEN, p)).toBe(minutes);
});

test('in the rush of a working day the riding takes 30 % longer, not the doors', () => {
  // 4 + 18.41 × 1.3 = 27.93
  expect(travelMinutesAt(5000, MONDAY_EIGHT, p)).toBe(28);
  expect(travelMinutesAt(5000, SUNDAY_EIGHT, p)).toBe(23);
});

test.each([
  ['23T06:59', 1],
  ['23T07:00', 1.3],
  ['23T08:59', 1.3],
  ['23T09:00', 1],
  ['23T17:00', 1.3],
  ['23T19:00', 1],
  ['28T08:00', 1],
])('traffic at %s', (time, factor) => expect(trafficAt(at(time), p.travel)).toBe(factor));

test('a holiday on a weekday has no rush, the Saturday that makes up for it has one', () => {
  // 1 October 2026 is a Thursday; Saturday 10 October is worked instead of a day of that week.
  expect(trafficAt(Date.parse('2026-10-01T08:00:00+08:00'), p.travel)).toBe(1);
  expect(trafficAt(Date.parse('2026-10-10T08:00:00+08:00'), p.travel)).toBe(1.3);
});

test('only between the rush and quiet streets the factor is ours', () => {
  expect(isTakenOver(MONDAY_TEN, MONDAY_EIGHT, p.travel)).toBe(true);
  expect(isTakenOver(MONDAY_TEN, SUNDAY_EIGHT, p.travel)).toBe(false);
});

test('what the map said is taken to the hour of the visit', () => {
  // 20 minutes now, at ten: 26 in the rush, and 4 for the doors.
  expect(mapMinutesAt(20, { askedAt: MONDAY_TEN, at: MONDAY_EIGHT }, p)).toBe(30);
  expect(mapMinutesAt(26, { askedAt: MONDAY_EIGHT, at: MONDAY_TEN }, p)).toBe(24);
  expect(mapMinutesAt(20, { askedAt: MONDAY_TEN, at: MONDAY_TEN }, p)).toBe(24);
});
