import vectors from '../testing/vectors/operations.json';
import { parameters } from '../testing/parameters';
import * as formula from './stars';

const p = parameters.rating;
const stars = (record: formula.Record12Months) => formula.stars(record, p);
const reviewScore = (marks: formula.Marks) => formula.reviewScore(marks, p);
const starsFromReviews = (reviews: Parameters<typeof formula.starsFromReviews>[0], now: number, visits?: number) =>
  formula.starsFromReviews(reviews, now, p, visits);

test.each(vectors.stars)('published: $working', (vector) => {
  const {
    quality,
    score,
    stars: shown,
  } = stars({
    visits: vector.n12,
    reviewWeight: vector.ratings.sum_w,
    weightedReviews: vector.ratings.sum_wr,
    confirmedComplaints: vector.confirmed_complaints,
    onTimeRate: vector.on_time,
    lateCancelRate: vector.late_cancel,
    severeIncidentLately: 'severe_90d' in vector,
  });
  expect({ Q: quality, S: score, stars: shown }).toEqual(vector.expect);
});

const spotless = { visits: 100, reviewWeight: 100, weightedReviews: 500, onTimeRate: 1, lateCancelRate: 0 };

test('more than two confirmed complaints in a hundred visits cap at four stars', () => {
  expect(stars({ ...spotless, confirmedComplaints: 2 }).stars).toBeGreaterThan(4);
  expect(stars({ ...spotless, confirmedComplaints: 3 }).stars).toBe(4);
});

test('a beginner’s one complaint counts as one in fifty', () => {
  const beginner = { ...spotless, visits: 5, reviewWeight: 0, weightedReviews: 0, confirmedComplaints: 1 };
  expect(stars(beginner).stars).toBeLessThanOrEqual(4);
});

test('a review is half skill, three tenths manner, two tenths the home', () => {
  expect(reviewScore({ professional: 5, attitude: 4, environment: 1 })).toBeCloseTo(2.5 + 1.2 + 0.2);
});

test('where the home was the reason, its mark does not count: skill and manner share the whole', () => {
  const marks = { professional: 5, attitude: 4, environment: 1, environmentExcused: true };
  expect(reviewScore(marks)).toBeCloseTo((2.5 + 1.2) / 0.8); // 4.625
});

test('the points by name are those of the sum', () => {
  const { points, cap } = stars({
    ...spotless,
    visits: 120,
    confirmedComplaints: 1,
    onTimeRate: 0.96,
    lateCancelRate: 0.01,
    weightedReviews: 490,
  });
  expect([points, cap]).toEqual([{ quality: 55.5, volume: 13.56, complaints: 8.75, punctuality: 9.3 }, null]);
});

const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const daysAgo = (days: number) => NOW - days * 86_400_000;
const all = (mark: number, at: number) => ({ professional: mark, attitude: mark, environment: mark, at });

test('without a review the prior speaks: 60 × 0.8 + 15 + 10 = 73 points, 3.9 stars', () => {
  expect(starsFromReviews([], NOW)).toBe(3.9);
});

test('old reviews fade and very old ones are gone', () => {
  const angry = Array.from({ length: 30 }, () => all(1, daysAgo(10)));
  const angryLongAgo = angry.map((review) => ({ ...review, at: daysAgo(360) }));
  const angryGone = angry.map((review) => ({ ...review, at: daysAgo(600) }));
  const [fresh, faded, gone] = [angry, angryLongAgo, angryGone].map((reviews) => starsFromReviews(reviews, NOW, 30));
  expect(fresh).toBeLessThan(faded ?? 0);
  expect(faded).toBeLessThan(gone ?? 0);
  expect(gone).toBe(starsFromReviews([], NOW, 30));
});

test('only the newest 200 count, whatever order they come in', () => {
  const newest = Array.from({ length: 200 }, (_, index) => all(5, daysAgo(index / 10)));
  const older = Array.from({ length: 50 }, () => all(1, daysAgo(100)));
  expect(starsFromReviews([...older, ...newest], NOW, 250)).toBe(starsFromReviews(newest, NOW, 250));
});

test('the numbers are settings: without a prior and with all points for quality, four marks of 4 are half of them, 3.0 stars', () => {
  const own = { ...p, priorReviews: 0, qualityPoints: 100, volumePoints: 0, complaintPoints: 0, punctualityPoints: 0 };
  const reviews = [1, 2, 3, 4].map((days) => all(4, daysAgo(days)));
  // (4 − 3) / 2 of a hundred points are 50; 1 + 4 × 50 / 100
  expect(formula.starsFromReviews(reviews, NOW, own)).toBe(3);
});
