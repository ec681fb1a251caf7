import { distanceText } from '@/words/distance';
import { countdownText, dayText, partOfDay, visitTimeText } from '@/words/when';
import { nameProblem, phoneProblem } from '@/words/field-problems';

const beijing = (text: string) => Date.parse(`${text}+08:00`);
const now = beijing('2026-11-22T23:50');

test.each([
  ['2026-11-22T00:00', '今天'],
  ['2026-11-23T00:00', '明天'],
  ['2026-11-24T23:59', '后天'],
  ['2026-11-25T08:00', '11月25日 周三'],
  ['2026-11-21T08:00', '11月21日 周六'],
])('%s is %s, in Beijing', (at, words) => expect(dayText(beijing(at), now)).toBe(words));

test('a visit reads as day, from, to', () => {
  expect(visitTimeText(beijing('2026-11-23T09:30'), beijing('2026-11-23T10:00'), now)).toBe('明天 09:30—10:00');
});

test.each([
  [900_000, '15:00'],
  [899_001, '15:00'],
  [59_000, '00:59'],
  [3_661_000, '1:01:01'],
  [-5_000, '00:00'],
])('%i ms are left as %s', (ms, words) => expect(countdownText(now + ms, now)).toBe(words));

test('parts of a day', () => {
  expect(['2026-11-22T11:30', '2026-11-22T12:00', '2026-11-22T18:00'].map((at) => partOfDay(beijing(at)))).toEqual([
    '上午',
    '下午',
    '晚上',
  ]);
});

test.each([
  [0, '0 米'],
  [348, '350 米'],
  [1240, '1.2 公里'],
])('%i m is %s', (meters, words) => expect(distanceText(meters)).toBe(words));

test('fields are judged by the contract', () => {
  expect([phoneProblem('13800138000'), phoneProblem('12800138000'), phoneProblem('')]).toEqual([
    '',
    '请填写 11 位手机号',
    '请填写 11 位手机号',
  ]);
  expect([nameProblem('王秀兰'), nameProblem(' 王 ')]).toEqual(['', '请填写姓名，至少两个字']);
});
