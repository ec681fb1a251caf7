import { afterDay, beginOf, dayOf, endOf } from './days';

test('a day in Beijing begins at 16:00 of the day before in Greenwich and lasts 24 hours', () => {
  expect(beginOf('2026-11-23')).toBe(Date.parse('2026-11-22T16:00:00Z'));
  expect(endOf('2026-11-23')).toBe(Date.parse('2026-11-23T15:59:59.999Z'));
  expect(afterDay('2026-11-23')).toBe(Date.parse('2026-11-23T16:00:00Z'));
  expect(['2026-11-23', '2026-11-24']).toEqual([dayOf(endOf('2026-11-23')), dayOf(afterDay('2026-11-23'))]);
});
