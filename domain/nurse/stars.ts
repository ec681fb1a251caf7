/**
 * The published formula of nurse stars (P-061: rating rules are public). Its numbers are those of operation, defaults as in the
 * operation rules, "Stars"; docs/RULES.md.
 */
import type { OperationParameters } from '../operations/parameters';
import { DAY } from '../schedule/beijing';

export type Rating = OperationParameters['rating'];

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
  readonly severeIncidentLately?: boolean;
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));
/** To a decimal place, halves up; the nudge undoes binary fractions such as 1.005. */
const rounded = (value: number, steps: number) => Math.round(value * steps + 1e-9) / steps;

/** One review as one number. */
export function reviewScore(marks: Marks, p: Rating): number {
  const { professional, attitude, environment, environmentExcused = false } = marks;
  const skillAndManner = p.professionalPercent * professional + p.attitudePercent * attitude;
  const share = p.professionalPercent + p.attitudePercent;
  return environmentExcused
    ? skillAndManner / share
    : (skillAndManner + p.environmentPercent * environment) / (share + p.environmentPercent);
}

export interface Points {
  readonly quality: number;
  readonly volume: number;
  readonly complaints: number;
  readonly punctuality: number;
}

export const mostPoints = (p: Rating): Points => ({
  quality: p.qualityPoints,
  volume: p.volumePoints,
  complaints: p.complaintPoints,
  punctuality: p.punctualityPoints,
});

const sum = ({ quality, volume, complaints, punctuality }: Points) => quality + volume + complaints + punctuality;

export const caps = (p: Rating) => ({ severe: p.severeCapTenths / 10, complaints: p.complaintCapTenths / 10 });

export interface Counted {
  readonly quality: number;
  readonly score: number;
  readonly stars: number;
  readonly points: Points;
  readonly complaintRate: number;
  /** What holds the stars down, whatever the points say. */
  readonly cap: keyof ReturnType<typeof caps> | null;
}

/** Quality shrinks towards the mean of all, so one angry review cannot sink a nurse; volume counts by logarithm. */
export function stars(record: Record12Months, p: Rating): Counted {
  const quality =
    ((p.priorReviews * p.priorMeanTenths) / 10 + record.weightedReviews) / (p.priorReviews + record.reviewWeight);
  const complaintRate = record.confirmedComplaints / Math.max(record.visits, p.complaintsOfAtLeastVisits);
  const complaintShare = (complaintRate * 1000) / p.complaintsPerThousand;
  const points = pointsOf(record, quality, complaintShare, p);
  const score = (100 * sum(points)) / sum(mostPoints(p));
  const cap = record.severeIncidentLately ? 'severe' : complaintShare > 1 ? 'complaints' : null;
  return {
    quality: rounded(quality, 100),
    score: rounded(score, 100),
    stars: Math.min(cap === null ? 5 : caps(p)[cap], rounded(1 + (4 * score) / 100, 10)),
    points: {
      quality: rounded(points.quality, 100),
      volume: rounded(points.volume, 100),
      complaints: rounded(points.complaints, 100),
      punctuality: rounded(points.punctuality, 100),
    },
    complaintRate,
    cap,
  };
}

function pointsOf(record: Record12Months, quality: number, complaintShare: number, p: Rating): Points {
  const most = mostPoints(p);
  const lateCancelShare = (record.lateCancelRate * 100) / p.lateCancelZeroPercent;
  return {
    quality: most.quality * clamp((quality - 3) / 2),
    volume: most.volume * Math.min(1, Math.log(1 + record.visits) / Math.log(1 + p.fullVolumeVisits)),
    complaints: most.complaints * clamp(1 - complaintShare),
    punctuality: most.punctuality * clamp(0.5 * record.onTimeRate + 0.5 * (1 - lateCancelShare)),
  };
}

/** Of a nurse with few reviews people read 新 beside the stars. */
export const isNew = (reviewCount: number, p: Pick<OperationParameters['score'], 'newcomerBelowReviews'>): boolean =>
  reviewCount < p.newcomerBelowReviews;

/** Σ w and Σ w·r: the newest reviews that are young enough, each worth half as much with every half-life. */
export function weighed(
  reviews: readonly (Marks & { readonly at: number })[],
  now: number,
  p: Rating,
): Pick<Record12Months, 'reviewWeight' | 'weightedReviews'> {
  const counted = reviews
    .filter(({ at }) => now - at <= p.oldestDays * DAY)
    .sort((a, b) => b.at - a.at)
    .slice(0, p.newestReviews)
    .map((review) => ({ weight: 2 ** (-(now - review.at) / DAY / p.halfLifeDays), mark: reviewScore(review, p) }));
  return {
    reviewWeight: counted.reduce((total, { weight }) => total + weight, 0),
    weightedReviews: counted.reduce((total, { weight, mark }) => total + weight * mark, 0),
  };
}

/** Stars from the reviews alone, for a nurse without complaint and always on time. */
export function starsFromReviews(
  reviews: readonly (Marks & { readonly at: number })[],
  now: number,
  p: Rating,
  visits: number = reviews.length,
): number {
  const weight = weighed(reviews, now, p);
  return stars({ visits, ...weight, confirmedComplaints: 0, onTimeRate: 1, lateCancelRate: 0 }, p).stars;
}
