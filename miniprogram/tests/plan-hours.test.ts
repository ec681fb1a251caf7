import { isSameOn, overlaps, spansOf, USUAL, withOneMore } from '@/packages/plan/hours/spans';

const span = (fromMinute: number, toMinute: number) => ({ fromMinute, toMinute });

test('what is saved becomes the week, each day’s hours in order', () => {
  const shifts = [
    { weekday: 1, ...span(780, 1080) },
    { weekday: 1, ...span(480, 720) },
    { weekday: 0, ...span(540, 600) },
  ];
  const week = spansOf(shifts);
  expect(week).toHaveLength(7);
  expect(week[1]).toEqual([span(480, 720), span(780, 1080)]);
  expect(week[0]).toEqual([span(540, 600)]);
  expect(week[6]).toEqual([]);
});

test.each([
  [[span(480, 720), span(720, 900)], false],
  [[span(720, 900), span(480, 721)], true],
  [[span(480, 480)], true],
  [[], false],
])('%j overlaps: %s', (spans, does) => expect(overlaps(spans)).toBe(does));

test('days are the same when every spell is', () => {
  expect(isSameOn([])).toBe(true);
  expect(isSameOn([[USUAL], [{ ...USUAL }]])).toBe(true);
  expect(isSameOn([[USUAL], [span(480, 1050)]])).toBe(false);
});

test('one more begins an hour after the last and ends with the day at the latest', () => {
  expect(withOneMore([], 30)).toEqual([USUAL]);
  expect(withOneMore([span(480, 720)], 30)).toEqual([span(480, 720), span(780, 900)]);
  expect(withOneMore([span(480, 1440)], 30)[1]).toEqual(span(1410, 1440));
});
