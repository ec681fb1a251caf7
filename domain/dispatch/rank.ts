/** Who is asked first, and why: distance first, rating second (the product's rule B3). */
import type { Nurse } from '../nurse/nurse';
import { isNew } from '../nurse/stars';
import type { OperationParameters } from '../operations/parameters';

export interface Candidate {
  readonly nurse: Nurse;
  readonly distanceMeters: number;
  readonly travelMinutes: number;
  /** Visits of this nurse to this recipient. */
  readonly pastVisits: number;
  /** The name of the dialect the family wishes for, where she speaks it; absent or null: she does not, or none is wished for. */
  readonly speaks?: string | null;
}

export interface Ranked extends Candidate {
  /** One line for the patient (P-061): `距离 1.2 公里 · 约 8 分钟 · 评分 4.8 · 服务过您 3 次 · 会说杭州话`. */
  readonly reason: string;
}

/** Which of the rings of 500 m round the patient it is, from 0. */
export const bandOf = (meters: number, { bandMeters }: Pick<OperationParameters['dispatch'], 'bandMeters'>): number =>
  Math.floor(Math.round(meters) / bandMeters);

type RankingRules = Pick<OperationParameters, 'dispatch' | 'score'>;

/**
 * Within the same 500 m nobody cares who is nearer: there stars decide, then the nurse who knows the patient, then
 * metres. The id comes last, so that the same nurses always stand in the same order.
 */
export function rank(candidates: readonly Candidate[], p: RankingRules): Ranked[] {
  const band = ({ distanceMeters }: Candidate) => bandOf(distanceMeters, p.dispatch);
  return [...candidates]
    .sort(
      (a, b) =>
        band(a) - band(b) ||
        b.nurse.stars - a.nurse.stars ||
        b.pastVisits - a.pastVisits ||
        a.distanceMeters - b.distanceMeters ||
        (a.nurse._id < b.nurse._id ? -1 : 1),
    )
    .map((candidate) => ({ ...candidate, reason: reasonOf(candidate, p) }));
}

function reasonOf(
  { nurse, distanceMeters, travelMinutes, pastVisits, speaks = null }: Candidate,
  p: RankingRules,
): string {
  const distance =
    distanceMeters < 995 ? `${Math.round(distanceMeters / 10) * 10} 米` : `${(distanceMeters / 1000).toFixed(1)} 公里`;
  return [
    `距离 ${distance}`,
    `约 ${travelMinutes} 分钟`,
    `评分 ${nurse.stars.toFixed(1)}${isNew(nurse.reviewCount, p.score) ? '（新）' : ''}`,
    ...(pastVisits > 0 ? [`服务过您 ${pastVisits} 次`] : []),
    ...(speaks === null ? [] : [`会说${speaks}`]),
  ].join(' · ');
}
