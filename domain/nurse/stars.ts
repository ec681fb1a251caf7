/** The published formula of nurse stars (P-061: rating rules are public). Numbers as in the operation rules, "Stars"; docs/RULES.md. */
import { DAY } from '../schedule/beijing';

const PRIOR_MEAN = 4.6;
const PRIOR_WEIGHT = 20;
const HALF_LIFE_DAYS = 180;
/** The formula looks at no more than the newest so many. */
export const MOST_REVIEWS = 200;
const OLDEST_DAYS = 548; // 18 months
const NEW_BELOW_REVIEWS = 10;
const FULL_VOLUME = 200;
const COMPLAINT_ZERO_AT = 0.02;
const FEWEST_VISITS_FOR_COMPLAINTS = 50;
export const MOST_POINTS = { quality: 60, volume: 15, complaints: 15, punctuality: 10 };
export const CAPS = { severe: 2, complaints: 4 };

export interface Marks {
  readonly professional: number;
  readonly attitude: number;
  /** Weighs little: a nurse cannot help the home she works in. */
  readonly environment: number;
  /** The home was the reason for the mark: then it does not count at all. */
  readonly environmentExcused?: boolean;
}

export interface Record12Months {
  readonly visits: number;
  /** Σ w and Σ w·r of the reviews. */
  readonly reviewWeight: number;
  readonly weightedReviews: number;
  readonly confirmedComplaints: number;
  readonly onTimeRate: number;
  readonly lateCancelRate: number;
  readonly severeIncidentWithin90Days?: boolean;
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));
/** To a decimal place, halves up; the nudge undoes binary fractions such as 1.005. */
const rounded = (value: number, steps: number) => Math.round(value * steps + 1e-9) / steps;

/** One review as one number. */
export const reviewScore = ({ professional, attitude, environment, environmentExcused = false }: Marks): number =>
  environmentExcused
    ? (0.5 * professional + 0.3 * attitude) / 0.8
    : 0.5 * professional + 0.3 * attitude + 0.2 * environment;

export type Points = Record<keyof typeof MOST_POINTS, number>;

export interface Counted {
  readonly quality: number;
  readonly score: number;
  readonly stars: number;
  readonly points: Points;
  readonly complaintRate: number;
  /** What holds the stars down, whatever the points say. */
  readonly cap: keyof typeof CAPS | null;
}

/** Quality shrinks towards the mean of all, so one angry review cannot sink a nurse; volume counts by logarithm. */
export function stars(record: Record12Months): Counted {
  const quality = (PRIOR_WEIGHT * PRIOR_MEAN + record.weightedReviews) / (PRIOR_WEIGHT + record.reviewWeight);
  const complaintRate = record.confirmedComplaints / Math.max(record.visits, FEWEST_VISITS_FOR_COMPLAINTS);
  const points = {
    quality: MOST_POINTS.quality * clamp((quality - 3) / 2),
    volume: MOST_POINTS.volume * Math.min(1, Math.log(1 + record.visits) / Math.log(1 + FULL_VOLUME)),
    complaints: MOST_POINTS.complaints * clamp(1 - complaintRate / COMPLAINT_ZERO_AT),
    punctuality: MOST_POINTS.punctuality * clamp(0.5 * record.onTimeRate + 0.5 * (1 - 10 * record.lateCancelRate)),
  };
  const score = points.quality + points.volume + points.complaints + points.punctuality;
  const cap = record.severeIncidentWithin90Days ? 'severe' : complaintRate > COMPLAINT_ZERO_AT ? 'complaints' : null;
  return {
    quality: rounded(quality, 100),
    score: rounded(score, 100),
    stars: Math.min(cap === null ? 5 : CAPS[cap], rounded(1 + (4 * score) / 100, 10)),
    points: Object.fromEntries(Object.entries(points).map(([name, value]) => [name, rounded(value, 100)])) as Points,
    complaintRate,
    cap,
  };
}

/** Below ten reviews people read 新 beside the stars. */
export const isNew = (reviewCount: number): boolean => reviewCount < NEW_BELOW_REVIEWS;

/** Σ w and Σ w·r: the newest 200 of 18 months, each worth half as much every 180 days. */
export function weighed(
  reviews: readonly (Marks & { readonly at: number })[],
  now: number,
): Pick<Record12Months, 'reviewWeight' | 'weightedReviews'> {
  const counted = reviews
    .filter(({ at }) => now - at <= OLDEST_DAYS * DAY)
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST_REVIEWS)
    .map((review) => ({ weight: 2 ** (-(now - review.at) / DAY / HALF_LIFE_DAYS), mark: reviewScore(review) }));
  return {
    reviewWeight: counted.reduce((total, { weight }) => total + weight, 0),
    weightedReviews: counted.reduce((total, { weight, mark }) => total + weight * mark, 0),
  };
}

/**
 * Stars from the reviews alone, for a nurse without complaint and always on time: the newest 200 of 18 months, each
 * worth half as much every 180 days.
 */
export function starsFromReviews(
  reviews: readonly (Marks & { readonly at: number })[],
  now: number,
  visits: number = reviews.length,
): number {
  return stars({
    visits,
    ...weighed(reviews, now),
    confirmedComplaints: 0,
    onTimeRate: 1,
    lateCancelRate: 0,
  }).stars;
}
