/** A nurse's standing: what counted, what came of it, and why, in words she can check by hand (P-061). */
import type { OperationParameters } from '../operations/parameters';
import { DAY, HOUR, MINUTE } from '../schedule/beijing';
import {
  caps,
  type Counted,
  isNew,
  type Marks,
  mostPoints,
  type Points,
  type Record12Months,
  stars,
  weighed,
} from './stars';

/** The formula's own numbers; what counts as late is O-11's, what she called off too late O-10's. */
export type StandingRules = Pick<OperationParameters, 'rating' | 'score' | 'lateness' | 'nurseCancel'>;

export const YEAR_MS = 365 * DAY;

export interface ReviewFact extends Marks {
  readonly orderId: string;
  readonly at: number;
}
export interface VisitFact {
  readonly orderId: string;
  readonly startAt: number;
  readonly checkedInAt: number | null;
}
export interface ComplaintFact {
  readonly orderId: string;
  readonly severity: 'ordinary' | 'severe';
  readonly at: number;
}
export interface StandingFacts {
  readonly reviews: readonly ReviewFact[];
  /** Completed visits. */
  readonly visits: readonly VisitFact[];
  /** Visits the nurse called off, `at` the moment she did. */
  readonly cancellations: readonly { readonly orderId: string; readonly startAt: number; readonly at: number }[];
  readonly complaints: readonly ComplaintFact[];
  /** Entries that an appeal took out. */
  readonly pardoned: readonly string[];
}

export type ItemKind = 'review' | 'late' | 'cancel' | 'complaint';
export const itemId = (kind: ItemKind, orderId: string): string => `${kind}:${orderId}`;

export interface Standing extends Counted {
  readonly isNew: boolean;
  readonly reviewCount: number;
  readonly inputs: Record12Months;
}

/** The formula over the facts of twelve months (reviews: eighteen), without what was pardoned. */
export function standing(facts: StandingFacts, now: number, p: StandingRules): Standing {
  const { reviews, visits, late, cancelled, complaints } = counting(facts, now, p);
  const rate = (part: number, whole: number, empty: number) => (whole === 0 ? empty : part / whole);
  const inputs: Record12Months = {
    visits: visits.length,
    ...weighed(reviews, now, p.rating),
    confirmedComplaints: complaints.length,
    onTimeRate: 1 - rate(late.length, visits.length, 0),
    lateCancelRate: rate(cancelled.length, visits.length + cancelled.length, 0),
    severeIncidentLately: complaints.some(
      ({ severity, at }) => severity === 'severe' && now - at <= p.rating.severeDays * DAY,
    ),
  };
  return { ...stars(inputs, p.rating), isNew: isNew(reviews.length, p.score), reviewCount: reviews.length, inputs };
}

/** What counts: young enough, and not pardoned. */
function counting(
  { reviews, visits, cancellations, complaints, pardoned }: StandingFacts,
  now: number,
  p: StandingRules,
) {
  const counts = (kind: ItemKind) => (one: { readonly orderId: string }) =>
    !pardoned.includes(itemId(kind, one.orderId));
  const thisYear = (at: number) => now - at <= YEAR_MS;
  const recent = visits.filter(({ startAt }) => thisYear(startAt));
  return {
    reviews: reviews.filter(counts('review')),
    visits: recent,
    late: recent.filter(isLate(p)).filter(counts('late')),
    cancelled: cancellations.filter((one) => thisYear(one.at) && isLateCancel(p)(one)).filter(counts('cancel')),
    complaints: complaints.filter(({ at }) => thisYear(at)).filter(counts('complaint')),
  };
}

const isLate =
  ({ lateness }: StandingRules) =>
  ({ startAt, checkedInAt }: VisitFact) =>
    checkedInAt !== null && checkedInAt > startAt + lateness.tellMinutes * MINUTE;
const isLateCancel =
  ({ nurseCancel }: StandingRules) =>
  ({ startAt, at }: { readonly startAt: number; readonly at: number }) =>
    startAt - at < nurseCancel.freeLeadMinutes * MINUTE;

export interface Line {
  readonly name: string;
  readonly points: number;
  readonly mostPoints: number;
  readonly text: string;
}

const percent = (rate: number) => `${Math.round(rate * 1000) / 10}%`;

/** Number by number. */
export function explained(counted: Standing, p: StandingRules): readonly Line[] {
  const { points, quality, complaintRate, inputs, reviewCount } = counted;
  const line = (name: string, of: keyof Points, text: string): Line => ({
    name,
    points: points[of],
    mostPoints: mostPoints(p.rating)[of],
    text,
  });
  const { visits, confirmedComplaints, onTimeRate, lateCancelRate } = inputs;
  const { rating, lateness } = p;
  return [
    line(
      '评价',
      'quality',
      `共 ${reviewCount} 条评价，越近的越重要；与全体平均 ${rating.priorMeanTenths / 10} 分合在一起是 ${quality} 分，3 分以下不得分，5 分得满分`,
    ),
    line('服务量', 'volume', `近 12 个月完成 ${visits} 次服务，${rating.fullVolumeVisits} 次得满分`),
    line(
      '投诉',
      'complaints',
      `近 12 个月确认投诉 ${confirmedComplaints} 次，投诉率 ${percent(complaintRate)}；达到 ${complaintLimit(p)} 不得分`,
    ),
    line(
      '守时',
      'punctuality',
      `准时到达 ${percent(onTimeRate)}，临时取消 ${percent(lateCancelRate)}；晚到 ${lateness.tellMinutes} 分钟以上算迟到，${lateCancelHours(p)} 小时内取消算临时取消`,
    ),
  ];
}

const complaintLimit = ({ rating }: StandingRules) => percent(rating.complaintsPerThousand / 1000);
const lateCancelHours = ({ nurseCancel }: StandingRules) => (nurseCancel.freeLeadMinutes * MINUTE) / HOUR;

export const capText = ({ cap }: Pick<Standing, 'cap'>, p: StandingRules): string =>
  cap === null
    ? ''
    : cap === 'severe'
      ? `${p.rating.severeDays} 天内有严重事件，最高 ${caps(p.rating).severe} 星`
      : `投诉率超过 ${complaintLimit(p)}，最高 ${caps(p.rating).complaints} 星`;

/** The same for everybody, published. */
export const publishedRules = (p: StandingRules): readonly string[] => {
  const { rating } = p;
  const months = Math.round(rating.oldestDays / 30.4);
  return [
    `星级 = 1 + 4 × 总分 ÷ 100，保留一位小数；总分由四部分换算成 100 分：评价 ${rating.qualityPoints}、服务量 ${rating.volumePoints}、投诉 ${rating.complaintPoints}、守时 ${rating.punctualityPoints}。`,
    `每条评价：专业 ${rating.professionalPercent}%、态度 ${rating.attitudePercent}%、环境 ${rating.environmentPercent}%；因家中条件给的环境分不计。`,
    `评价每过 ${rating.halfLifeDays} 天影响减半，只看 ${months} 个月内最近 ${rating.newestReviews} 条，并与 ${rating.priorReviews} 条 ${rating.priorMeanTenths / 10} 分的平均评价合并。`,
    `投诉率 = 确认的投诉 ÷ 服务次数（不足 ${rating.complaintsOfAtLeastVisits} 次按 ${rating.complaintsOfAtLeastVisits} 次算）。`,
    `有严重事件，${rating.severeDays} 天内最高 ${caps(rating).severe} 星；投诉率超过 ${complaintLimit(p)}，最高 ${caps(rating).complaints} 星；评价不足 ${p.score.newcomerBelowReviews} 条显示“新”。`,
    '每天重新计算；对任何一条不认可，可以申诉，由人工处理。',
  ];
};

export interface Item {
  readonly itemId: string;
  readonly kind: ItemKind;
  readonly at: number;
  readonly text: string;
}

/** Every entry that counted or would have, newest first. */
export function itemsOf(
  { reviews, visits, cancellations, complaints }: StandingFacts,
  p: StandingRules,
): readonly Item[] {
  const item = (kind: ItemKind, { orderId }: { readonly orderId: string }, at: number, text: string): Item => ({
    itemId: itemId(kind, orderId),
    kind,
    at,
    text,
  });
  const minutesLate = ({ startAt, checkedInAt }: VisitFact) =>
    Math.floor(((checkedInAt ?? startAt) - startAt) / MINUTE);
  const all = [
    ...reviews.map((one) =>
      item(
        'review',
        one,
        one.at,
        `评价：专业 ${one.professional}、态度 ${one.attitude}、环境 ${one.environment}${one.environmentExcused ? '（家中条件，不计）' : ''}`,
      ),
    ),
    ...visits.filter(isLate(p)).map((one) => item('late', one, one.startAt, `迟到 ${minutesLate(one)} 分钟`)),
    ...cancellations
      .filter(isLateCancel(p))
      .map((one) => item('cancel', one, one.at, `上门前 ${lateCancelHours(p)} 小时内取消`)),
    ...complaints.map((one) =>
      item('complaint', one, one.at, one.severity === 'severe' ? '确认的严重事件' : '确认的投诉'),
    ),
  ];
  return all.sort((a, b) => b.at - a.at);
}
