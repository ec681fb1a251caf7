import * as v from 'valibot';
import type { SeriesPlan } from '#domain/schedule/series';
import type { EligibilityView } from './eligibility';
import { Id, RequestId, ServiceCode } from './fields';
import type { OrderCard } from './orders';

const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const Whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440));

const Plan = v.strictObject({
  weekdays: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))), v.maxLength(7)),
  everyWeeks: Whole,
  minuteOfDay: Whole,
  firstDay: Day,
  lastDay: v.nullable(Day),
  visits: v.nullable(Whole),
});

const WANTED = {
  serviceCode: ServiceCode,
  recipientId: Id,
  addressId: Id,
  plan: Plan,
  /** Asked first for every visit; null: whoever suits best, and who has been there counts more. */
  nurseId: v.nullable(Id),
  /** Asked, in this order, when she cannot come. */
  backupNurseIds: v.pipe(v.array(Id), v.maxLength(2)),
};

/**
 * Recurring care (B9). Its visits are ordinary orders, booked some days ahead by themselves; what happens to one does not move the
 * others. `preview` shows days, prices and what stands in the way before anything exists. `pause`, `resume` and `end` leave booked
 * visits as they are. `continue` books what is due now: after the questions about health were answered anew.
 */
export const CareSeries = v.variant('kind', [
  v.strictObject({ kind: v.literal('preview'), ...WANTED }),
  v.strictObject({
    kind: v.literal('create'),
    ...WANTED,
    requestId: RequestId,
    /** Signs the text for the visits booked now; each later one is signed by itself before the nurse checks in. */
    informedConsent: v.strictObject({ version: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  }),
  v.strictObject({ kind: v.literal('list') }),
  v.strictObject({ kind: v.literal('read'), seriesId: Id }),
  v.strictObject({ kind: v.picklist(['pause', 'resume', 'end', 'continue']), seriesId: Id }),
]);
export type CareSeriesInput = v.InferInput<typeof CareSeries>;
export type CareSeriesStep = v.InferOutput<typeof CareSeries>;
export type SeriesWanted = Pick<
  Extract<CareSeriesStep, { kind: 'preview' }>,
  'serviceCode' | 'recipientId' | 'addressId' | 'plan' | 'nurseId' | 'backupNurseIds'
>;

/** What keeps the next visit from being booked, and since which day. */
export interface SeriesWaiting {
  readonly day: string;
  readonly code: string;
  /** In Chinese: what is wrong and what to do. */
  readonly sentence: string;
}

export interface SeriesView {
  readonly seriesId: string;
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly recipientId: string;
  readonly recipientMaskedName: string;
  readonly plan: SeriesPlan;
  readonly nurseName: string | null;
  readonly status: 'active' | 'paused' | 'ended';
  /** Null: nothing. */
  readonly waiting: SeriesWaiting | null;
  /** Days on which no visit could be booked, the latest last. */
  readonly missed: readonly SeriesWaiting[];
  /** The next day that is not booked yet; null: all are. */
  readonly nextDay: string | null;
}

export interface PreviewedVisit {
  readonly startAt: number;
  readonly number: number;
  readonly totalFen: number;
  /** Who would be asked first; null: whoever suits best. */
  readonly nurseName: string | null;
  /** In Chinese; null: nothing stands in the way. */
  readonly conflict: string | null;
}

export interface CareSeriesReply {
  readonly series: readonly SeriesView[];
  /** Of `preview`: the visits that would be booked now, and how many follow later. */
  readonly preview: {
    readonly visits: readonly PreviewedVisit[];
    readonly later: number;
    readonly eligibility: EligibilityView;
  } | null;
  /** Of `create`, `read` and what changes one: its visits, the latest first. */
  readonly orders: readonly OrderCard[];
}
