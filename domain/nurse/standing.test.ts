import { parameters } from '../testing/parameters';
import { capText, explained, itemsOf, standing, type StandingFacts } from './standing';
import { starsFromReviews } from './stars';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const daysAgo = (days: number) => NOW - days * 24 * HOUR;
const facts = (except: Partial<StandingFacts> = {}): StandingFacts => ({
  reviews: [],
  visits: [],
  cancellations: [],
  complaints: [],
  pardoned: [],
  ...except,
});
/** So many visits, a day apart, each on time unless said. */
const visits = (count: number, lateMinutes: readonly number[] = []) =>
  Array.from({ length: count }, (_, index) => ({
    orderId: `order-${index}`,
    startAt: daysAgo(index + 1),
    checkedInAt: daysAgo(index + 1) + (lateMinutes[index] ?? -2) * MINUTE,
  }));

test('a beginner without anything: the prior, 60 × 0.8 + 0 + 15 + 10 = 73 points, 3.9 stars, new', () => {
  expect(standing(facts(), NOW, parameters)).toMatchObject({ score: 73, stars: 3.9, isNew: true, cap: null });
});

test('without complaint and on time it is what the reviews alone give', () => {
  const reviews = Array.from({ length: 12 }, (_, index) => ({
    ...{ orderId: `order-${index}`, professional: 5, attitude: 4, environment: 4, at: daysAgo(index * 20) },
  }));
  const counted = standing(facts({ reviews, visits: visits(40) }), NOW, parameters);
  expect([counted.stars, counted.isNew]).toEqual([starsFromReviews(reviews, NOW, parameters.rating, 40), false]);
});

test('sixteen minutes are late, fifteen are not: 1 of 4, so half of 10 × (0.75 + 1)', () => {
  const { inputs, points } = standing(facts({ visits: visits(4, [15, 16]) }), NOW, parameters);
  expect([inputs.onTimeRate, points.punctuality]).toEqual([0.75, 8.75]);
});

test('called off within a day counts, earlier does not: 1 of 4 + 1', () => {
  const cancellations = [
    { orderId: 'late', startAt: daysAgo(5), at: daysAgo(5) - 23 * HOUR },
    { orderId: 'early', startAt: daysAgo(6), at: daysAgo(6) - 24 * HOUR },
  ];
  expect(standing(facts({ visits: visits(4), cancellations }), NOW, parameters).inputs.lateCancelRate).toBe(0.2);
});

test('what is older than a year no longer counts', () => {
  const old = { orderId: 'old', startAt: daysAgo(366), checkedInAt: daysAgo(366) + HOUR };
  const complaints = [{ orderId: 'old', severity: 'ordinary', at: daysAgo(366) } as const];
  expect(standing(facts({ visits: [old], complaints }), NOW, parameters).inputs).toMatchObject({
    visits: 0,
    onTimeRate: 1,
    confirmedComplaints: 0,
  });
});

test('a severe incident caps at two stars for ninety days', () => {
  const complaints = (days: number) => [{ orderId: 'order-1', severity: 'severe', at: daysAgo(days) } as const];
  const capped = standing(facts({ visits: visits(200), complaints: complaints(90) }), NOW, parameters);
  expect([capped.stars, capText(capped, parameters)]).toEqual([2, '90 天内有严重事件，最高 2 星']);
  expect(standing(facts({ visits: visits(200), complaints: complaints(91) }), NOW, parameters).stars).toBeGreaterThan(
    2,
  );
});

test('what an appeal took out does not count, whatever kind it is of', () => {
  const all = facts({
    reviews: [{ orderId: 'a', professional: 1, attitude: 1, environment: 1, at: daysAgo(1) }],
    visits: visits(4, [60]),
    cancellations: [{ orderId: 'c', startAt: daysAgo(2), at: daysAgo(2) }],
    complaints: [{ orderId: 'd', severity: 'severe', at: daysAgo(3) }],
  });
  const pardoned = ['review:a', 'late:order-0', 'cancel:c', 'complaint:d'];
  expect(standing({ ...all, pardoned }, NOW, parameters)).toEqual(
    standing(facts({ visits: visits(4) }), NOW, parameters),
  );
  expect(
    itemsOf(all, parameters)
      .map(({ itemId }) => itemId)
      .sort(),
  ).toEqual([...pardoned].sort());
});

test('each number is explained, and the points are the score', () => {
  const counted = standing(facts({ visits: visits(10, [20]) }), NOW, parameters);
  const lines = explained(counted, parameters);
  expect(lines.map(({ name }) => name)).toEqual(['评价', '服务量', '投诉', '守时']);
  expect(lines.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(counted.score, 1);
  expect(lines[3]?.text).toContain('准时到达 90%');
});
