import { beijingDay } from '../schedule/beijing';
import { addMonths } from './months';

test.each([
  ['2026-11-23', 12, '2027-11-23'],
  ['2026-08-31', -6, '2026-02-28'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-12-15', 1, '2027-01-15'],
])('%s and %i months: %s', (day, months, expected) => {
  expect(beijingDay(addMonths(Date.parse(`${day}T23:30:00+08:00`), months))).toBe(expected);
});
