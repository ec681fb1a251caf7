import fc from 'fast-check';
import { parameters } from '../testing/parameters';
import { awakeMinutesAfter } from './awake';

const p = parameters.acceptance;
const at = (text: string) => Date.parse(`2026-11-${text}:00+08:00`);
const FAR = at('30T10:00');
const text = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(8, 16);

test.each([
  ['by day it is any clock', '23T10:00', 60, '23T11:00'],
  ['up to ten in the evening', '23T21:00', 60, '23T22:00'],
  ['over the evening: what is left goes on at seven', '23T21:50', 15, '24T07:05'],
  ['begun at night', '23T23:00', 15, '24T07:15'],
  ['begun at ten sharp', '23T22:00', 15, '24T07:15'],
  ['begun after midnight', '24T03:00', 15, '24T07:15'],
  ['begun at seven sharp', '24T07:00', 15, '24T07:15'],
  ['over two nights', '23T21:30', 16 * 60, '25T07:30'],
])('%s', (_, from, minutes, until) => {
  expect(text(awakeMinutesAfter(at(from), minutes, FAR, p))).toBe(until);
});

test.each([
  ['a visit at 01:00: nobody waits for the morning', '23T22:30', 15, '24T01:00', '23T22:45'],
  ['a visit at 06:00: the clock goes on at 02:00', '23T23:00', 15, '24T06:00', '24T02:15'],
  ['a visit at 00:30: urgent from 20:30 on, so no night stops it', '23T20:00', 180, '24T00:30', '23T23:00'],
])('%s', (_, from, minutes, startAt, until) => {
  expect(text(awakeMinutesAfter(at(from), minutes, at(startAt), p))).toBe(until);
});

test('never earlier than a clock that does not sleep, never later for a smaller number of minutes', () => {
  const minute = fc.integer({ min: 0, max: 4 * 1440 });
  fc.assert(
    fc.property(minute, minute, minute, fc.integer({ min: 0, max: 6 * 1440 }), (from, fewer, more, start) => {
      fc.pre(fewer <= more);
      const begin = at('20T00:00') + from * 60_000;
      const end = (minutes: number) => awakeMinutesAfter(begin, minutes, at('20T00:00') + start * 60_000, p);
      expect(end(fewer)).toBeGreaterThanOrEqual(begin + fewer * 60_000);
      expect(end(fewer)).toBeLessThanOrEqual(end(more));
    }),
  );
});
