/**
 * In which order nurses are asked for an order the platform assigns: the published score of the way, her stars, how well she knows
 * the patient, how much work she has this week and whether she speaks as the family wishes; and one offer in ten for newcomers. (What patients read when they choose
 * by themselves stands in dispatch/rank.)
 */
import type { OperationParameters } from '../operations/parameters';

type Score = OperationParameters['score'];

export interface Scorable {
  readonly nurseId: string;
  readonly travelMinutes: number;
  /** True: by distance and hour, since the map did not say. */
  readonly isEstimated: boolean;
  /** The map's way, taken to the hour of the visit by our own factor; absent: no. */
  readonly isTakenOver?: boolean;
  readonly stars: number;
  readonly reviewCount: number;
  /** Visits to this person within the last months. */
  readonly recentVisits: number;
  /** The family wishes for a dialect, and she speaks it. */
  readonly speaksWished: boolean;
  /** Bound time in the week of the visit. */
  readonly weekMinutes: number;
  /** When she was asked last for anything; 0: never. Of equals she who waits longer comes first. */
  readonly lastOfferAt: number;
}

/** The parts of a score, each 0 to 1, and their weighted sum: what operators and auditors read (P-061). */
export interface Scored extends Scorable {
  readonly score: number;
  readonly near: number;
  readonly quality: number;
  readonly continuity: number;
  readonly fairness: number;
  /** 1 where she speaks what the family wishes for; 0 otherwise, and where nothing is wished for. */
  readonly dialect: number;
  readonly isNewcomer: boolean;
}

export function scored(nurse: Scorable, isSeries: boolean, p: Score): Scored {
  const isNewcomer = nurse.reviewCount < p.newcomerBelowReviews;
  const near = Math.exp(-nurse.travelMinutes / p.travelScaleMinutes);
  const quality = isNewcomer ? p.newcomerQuality : clamped((nurse.stars - 1) / 4);
  const continuity = clamped(nurse.recentVisits / p.continuityVisits);
  const fairness = clamped(1 - nurse.weekMinutes / p.targetWeekMinutes);
  const continuityWeight = isSeries ? p.seriesContinuityWeight : p.continuityWeight;
  const dialect = nurse.speaksWished ? 1 : 0;
  const parts = { near, quality, continuity, fairness, dialect };
  const person = p.starsWeight * quality + continuityWeight * continuity + p.fairnessWeight * fairness;
  return { ...nurse, ...parts, score: p.travelWeight * near + person + p.dialectWeight * dialect, isNewcomer };
}

const clamped = (share: number): number => Math.min(1, Math.max(0, share));

/** Best first; of equal ones who was not asked for longer, then by id, so that the same nurses always stand in the same order. */
export const byScore = (a: Scored, b: Scored): number =>
  b.score - a.score || a.lastOfferAt - b.lastOfferAt || (a.nurseId < b.nurseId ? -1 : 1);

/**
 * Every tenth offer is a newcomer's, where one could come: otherwise nobody ever gets the reviews that make her known. `askedBefore`:
 * so many were asked for this order already. Where the tenth falls depends on the order's id, since most orders find
 * their nurse within three.
 */
export function withNewcomers(
  bestFirst: readonly Scored[],
  orderId: string,
  askedBefore: number,
  every: number,
): readonly Scored[] {
  if (every < 1) return bestFirst;
  const left = [...bestFirst];
  const start = placeOf(orderId, every) + askedBefore;
  return bestFirst.map((_one, index) => {
    const isReserved = (start + index) % every === every - 1;
    const newcomer = isReserved ? left.findIndex(({ isNewcomer }) => isNewcomer) : -1;
    return left.splice(Math.max(0, newcomer), 1)[0] as Scored;
  });
}

/** Spread evenly over orders and always the same for one (FNV-1a). */
function placeOf(orderId: string, every: number): number {
  let hash = 0x811c9dc5;
  for (const sign of orderId) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash % every;
}
