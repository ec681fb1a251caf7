import {
  beijingDay,
  beijingRfc3339,
  dateTimeText,
  minuteOfDay,
  startOfBeijingDay,
  startOfBeijingWeek,
  timeText,
  weekday,
} from './beijing';

const at = (utc: string) => Date.parse(utc);

test('the Beijing day begins at four in the afternoon, UTC', () => {
  expect(beijingDay(at('2026-11-22T15:59:59Z'))).toBe('2026-11-22');
  expect(beijingDay(at('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
});

test('midnight of a day, named or by an instant in it', () => {
  const midnight = at('2026-11-22T16:00:00Z');
  expect(startOfBeijingDay('2026-11-23')).toBe(midnight);
  expect(startOfBeijingDay(midnight)).toBe(midnight);
  expect(startOfBeijingDay(at('2026-11-23T15:59:59Z'))).toBe(midnight);
});

test.each(['2026-02-30', '2026-13-01', '23.11.2026', '2026-1-1', ''])('refuses the day %p', (day) => {
  expect(() => startOfBeijingDay(day)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
});

test('minute of the day and weekday are those of Beijing', () => {
  const sundayNightInUtc = at('2026-11-22T17:30:00Z'); // Monday, 01:30 in Beijing
  expect(minuteOfDay(sundayNightInUtc)).toBe(90);
  expect(weekday(sundayNightInUtc)).toBe(1);
});

test('a week begins on Monday', () => {
  const monday = at('2026-11-22T16:00:00Z');
  expect(startOfBeijingWeek(monday)).toBe(monday);
  expect(startOfBeijingWeek(at('2026-11-29T15:59:59Z'))).toBe(monday); // Sunday, a second before midnight
  expect(startOfBeijingWeek(at('2026-11-29T16:00:00Z'))).toBe(at('2026-11-29T16:00:00Z'));
});

test('texts for people', () => {
  expect(dateTimeText(at('2026-11-23T09:30:00+08:00'))).toBe('11月23日 09:30');
  expect(timeText(at('2026-01-05T00:05:00+08:00'))).toBe('00:05');
});

test('the text for WeChat Pay says its offset and no fractions of a second', () => {
  expect(beijingRfc3339(at('2026-11-22T16:05:09.999Z'))).toBe('2026-11-23T00:05:09+08:00');
});
