import fc from 'fast-check';
import { parseCron } from './cron';

/** Instants are written in Beijing time, as the expressions are. */
const at = (beijing: string): number => Date.parse(`${beijing}+08:00`);
const show = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19);

// 2026-11-22 is a Sunday.
test.each([
  ['0 */5 * * * * *', '2026-11-22T13:02:00', '2026-11-22T13:05:00'],
  ['0 */5 * * * * *', '2026-11-22T13:05:00', '2026-11-22T13:10:00'],
  ['0 */5 * * * * *', '2026-11-22T23:55:00', '2026-11-23T00:00:00'],
  ['0 0 2 * * * *', '2026-11-22T01:59:59', '2026-11-22T02:00:00'],
  ['0 0 2 * * * *', '2026-11-22T02:00:00', '2026-11-23T02:00:00'],
  ['0 0 2 1 * * *', '2026-11-22T00:00:00', '2026-12-01T02:00:00'],
  ['0 0 2 31 * * *', '2026-11-22T00:00:00', '2026-12-31T02:00:00'],
  ['0 0 2 29 2 * *', '2026-11-22T00:00:00', '2028-02-29T02:00:00'],
  ['0 30 9 * * MON-FRI *', '2026-11-20T09:30:00', '2026-11-23T09:30:00'],
  ['0 0 12 * * 0 *', '2026-11-21T00:00:00', '2026-11-22T12:00:00'],
  ['0 0 12 * * SUN *', '2026-11-22T12:00:00', '2026-11-29T12:00:00'],
  ['0 0 2 1 * MON *', '2026-11-22T03:00:00', '2026-11-23T02:00:00'], // either the 1st or a Monday
  ['0 0 2 1 * MON *', '2026-11-30T03:00:00', '2026-12-01T02:00:00'],
  ['15,45 10-12 8 * JAN,JUL * *', '2026-11-22T00:00:00', '2027-01-01T08:10:15'],
  ['15,45 10-12 8 * 1,7 * *', '2027-01-01T08:10:15', '2027-01-01T08:10:45'],
  ['*/20 * * * * * *', '2026-11-22T00:00:41', '2026-11-22T00:01:00'],
  ['0 0 0 1 1 * 2028', '2026-11-22T00:00:00', '2028-01-01T00:00:00'],
  ['0 0 0 1 1 * 2027-2030/3', '2027-01-01T00:00:00', '2030-01-01T00:00:00'],
  ['0 0 0 1 1 * 2026,2029', '2026-11-22T00:00:00', '2029-01-01T00:00:00'],
])('%s after %s is %s', (cron, after, expected) => {
  expect(show(parseCron(cron).next(at(after)))).toBe(expected);
});

test.each([
  ['0 */5 * * * * *', '2026-11-22T13:05:00', '2026-11-22T13:05:00'],
  ['0 */5 * * * * *', '2026-11-22T13:04:59', '2026-11-22T13:00:00'],
  ['0 0 2 29 2 * *', '2026-11-22T00:00:00', '2024-02-29T02:00:00'],
  ['0 0 0 1 1 * 2024', '2026-11-22T00:00:00', '2024-01-01T00:00:00'],
])('%s at %s or before is %s', (cron, atOrBefore, expected) => {
  expect(show(parseCron(cron).previous(at(atOrBefore)))).toBe(expected);
});

test('a fraction of a second belongs to the second before', () => {
  const cron = parseCron('0 * * * * * *');
  expect(show(cron.previous(at('2026-11-22T13:05:00') + 999))).toBe('2026-11-22T13:05:00');
  expect(show(cron.next(at('2026-11-22T13:05:00') - 1))).toBe('2026-11-22T13:05:00');
});

test('years that are over leave no tick', () => {
  expect(parseCron('0 0 0 1 1 * 2020').next(at('2026-11-22T00:00:00'))).toBeUndefined();
  expect(parseCron('0 0 0 1 1 * 2030').previous(at('2026-11-22T00:00:00'))).toBeUndefined();
  expect(parseCron('0 0 0 29 2 * 2027').next(at('2026-11-22T00:00:00'))).toBeUndefined();
});

test.each([
  '0 0 2 * * *', // six fields, as most libraries have them
  '0 0 2 * * * * *',
  '60 0 2 * * * *',
  '0 0 24 * * * *',
  '0 0 2 0 * * *',
  '0 0 2 L * * *',
  '0 0 2 ? * 1 *',
  '0 0 2 * * 1#2 *',
  '0 0 2 * * 7 *',
  '0 0 2 * FOO * *',
  '0 0 2 30 2 * *',
  '0 0 2 * * * 1969',
  '0 0 2 * * * 26',
  '0 0 2 * * * 2030-2028',
  '@daily',
  '',
])('"%s" is refused', (text) => {
  expect(() => parseCron(text)).toThrow(/^cron "/);
});

test('next and previous are each other’s inverse', () => {
  const expressions = fc.constantFrom('0 */7 * * * * *', '30 15 3 */2 * * *', '0 0 4 * * 1,3 *', '5 4 3 2 1 * *');
  const instants = fc.integer({ min: at('2020-01-01T00:00:00'), max: at('2040-01-01T00:00:00') });
  fc.assert(
    fc.property(expressions, instants, (text, instant) => {
      const cron = parseCron(text);
      const next = cron.next(instant) as number;
      const previous = cron.previous(instant) as number;
      expect(previous).toBeLessThanOrEqual(instant);
      expect(next).toBeGreaterThan(instant);
      expect(cron.next(previous)).toBe(next);
      expect(cron.previous(next - 1)).toBe(previous);
    }),
    { numRuns: 200 },
  );
});
