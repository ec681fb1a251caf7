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

export interface Marks {
  readonly professional: number;
  readonly attitude: number;
  /** Weighs little: a nurse cannot help the home she works in. */
  readonly environment: number;
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
export const reviewScore = ({ professional, attitude, environment }: Marks): number =>
  0.5 * professional + 0.3 * attitude + 0.2 * environment;

/** Quality shrinks towards the mean of all, so one angry review cannot sink a nurse; volume counts by logarithm. */
export function stars(record: Record12Months): { quality: number; score: number; stars: number } {
  const quality = (PRIOR_WEIGHT * PRIOR_MEAN + record.weightedReviews) / (PRIOR_WEIGHT + record.reviewWeight);
  const complaintRate = record.confirmedComplaints / Math.max(record.visits, FEWEST_VISITS_FOR_COMPLAINTS);
  const score =
    60 * clamp((quality - 3) / 2) +
    15 * Math.min(1, Math.log(1 + record.visits) / Math.log(1 + FULL_VOLUME)) +
    15 * clamp(1 - complaintRate / COMPLAINT_ZERO_AT) +
    10 * clamp(0.5 * record.onTimeRate + 0.5 * (1 - 10 * record.lateCancelRate));
  const most = record.severeIncidentWithin90Days ? 2 : complaintRate > COMPLAINT_ZERO_AT ? 4 : 5;
  return {
    quality: rounded(quality, 100),
    score: rounded(score, 100),
    stars: Math.min(most, rounded(1 + (4 * score) / 100, 10)),
  };
}

/** Below ten reviews people read 新 beside the stars. */
export const isNew = (reviewCount: number): boolean => reviewCount < NEW_BELOW_REVIEWS;

/**
 * Stars from the reviews alone, for a nurse without complaint and always on time: the newest 200 of 18 months, each
 * worth half as much every 180 days.
 */
export function starsFromReviews(
  reviews: readonly (Marks & { readonly at: number })[],
  now: number,
  visits: number = reviews.length,
): number {
  const counted = reviews
    .filter(({ at }) => now - at <= OLDEST_DAYS * DAY)
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST_REVIEWS)
    .map((review) => ({ weight: 2 ** (-(now - review.at) / DAY / HALF_LIFE_DAYS), mark: reviewScore(review) }));
  return stars({
    visits,
    reviewWeight: counted.reduce((total, { weight }) => total + weight, 0),
    weightedReviews: counted.reduce((total, { weight, mark }) => total + weight * mark, 0),
    confirmedComplaints: 0,
    onTimeRate: 1,
    lateCancelRate: 0,
  }).stars;
}
