import * as v from 'valibot';
import { Id, Text } from './fields';

/**
 * A nurse reads how her stars came about, or appeals against one entry of it (`StandingView.items[].itemId`), once per entry.
 * An appeal answers the standing with the appeal in it.
 */
export const ReadStanding = v.variant('kind', [
  v.strictObject({ kind: v.literal('read') }),
  v.strictObject({
    kind: v.literal('appeal'),
    itemId: Id,
    text: v.pipe(Text, v.minLength(5), v.maxLength(500)),
  }),
]);
export type ReadStandingInput = v.InferInput<typeof ReadStanding>;

/** One number of the sum, and how it came about in plain words. */
export interface StandingLine {
  readonly name: string;
  readonly points: number;
  readonly mostPoints: number;
  readonly text: string;
}

/** Something that counted: a review, a late arrival, a late cancellation, a confirmed complaint. */
export interface StandingItem {
  /** `review:…`, `late:…`, `cancel:…`, `complaint:…` */
  readonly itemId: string;
  readonly kind: 'review' | 'late' | 'cancel' | 'complaint';
  readonly at: number;
  readonly text: string;
  readonly appeal: AppealView | null;
}

export interface AppealView {
  readonly state: 'waiting' | 'accepted' | 'rejected';
  readonly text: string;
  readonly at: number;
  readonly answer: string;
}

export interface StandingView {
  readonly stars: number;
  /** So few reviews that people read 新 beside the stars … */
  readonly isNew: boolean;
  /** … until there are so many. */
  readonly newBelowReviews: number;
  readonly score: number;
  readonly countedAt: number;
  readonly lines: readonly StandingLine[];
  /** Why the stars are lower than the points say; '' where they are not. */
  readonly cap: string;
  /** The whole formula in words, the same for everybody. */
  readonly rules: readonly string[];
  /** The newest fifty. */
  readonly items: readonly StandingItem[];
  /** Stars of the last recalculations, newest first, at most thirty. */
  readonly history: readonly { readonly at: number; readonly stars: number; readonly score: number }[];
  /** What the nurse must have, and until when; `daysLeft` below zero: has run out. */
  readonly papers: readonly PaperView[];
  readonly status: string;
  readonly statusReason: string;
}

export interface PaperView {
  readonly paper: 'licence' | 'healthCertificate' | 'insurance' | 'training' | 'review' | 'competency';
  readonly name: string;
  /** Of a competency. */
  readonly serviceCode: string | null;
  readonly validUntil: number;
  readonly daysLeft: number;
}
export type ReadStandingReply = StandingView;
