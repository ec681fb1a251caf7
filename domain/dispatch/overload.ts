/**
 * When more orders of an area wait for a nurse than nurses could come, asking one order at a time sends whoever is free to who
 * waited longest, across the city. Then orders wait for the next batch, in which all of them get their nurses together
 * (domain/planning/assignment). Two thresholds, so that it does not switch to and fro. Offers that are open when it begins stay
 * open: their nurses read a countdown, and an offer never ends before its time; those orders join when their wave ends.
 */
import type { OperationParameters } from '../operations/parameters';
import { MINUTE } from '../schedule/beijing';
import { awakeMinutesAfter } from './awake';
import type { Scored } from './score';
import type { SearchStep } from './search';

type Batching = OperationParameters['batching'];

/** How it stands in the area and the hours of one order; the order itself is one of `waiting`. */
export interface Load {
  /** Orders of nearly the same hour that the platform still seeks a nurse for; of them those that wait for a batch already. */
  readonly waiting: number;
  readonly inBatch: number;
  /** Who could come to this order and was not asked yet. */
  readonly freeNurses: number;
}

/** `onPercent` 0: never. Where nobody could come at all there is nothing to share out: people take over. */
export function isOverloaded({ waiting, inBatch, freeNurses }: Load, p: Batching): boolean {
  if (p.onPercent === 0 || freeNurses === 0) return false;
  return waiting * 100 > freeNurses * (inBatch > 0 ? p.offPercent : p.onPercent);
}

/** So many nurses must be known before one may say that there are enough. */
export const nursesForCalm = ({ waiting, inBatch }: Omit<Load, 'freeNurses'>, p: Batching): number =>
  p.onPercent === 0 ? 0 : Math.ceil((waiting * 100) / Math.max(1, inBatch > 0 ? p.offPercent : p.onPercent));

/**
 * What sending her costs, in minutes: the way, and up to `scoreMinutes` for what else the published score looks at (stars,
 * continuity, fairness, the dialect wished for). Ways decide where they differ, the score where they do not.
 */
export function batchMinutes(one: Scored, score: OperationParameters['score'], p: Batching): number {
  const rest =
    score.starsWeight * one.quality +
    score.continuityWeight * one.continuity +
    score.fairnessWeight * one.fairness +
    score.dialectWeight * one.dialect;
  const most = score.starsWeight + score.continuityWeight + score.fairnessWeight;
  return one.travelMinutes + p.scoreMinutes * (1 - (most === 0 ? 1 : Math.min(1, rest / most)));
}

/** Those that want the same nurses together: in the order of their hours, a new group wherever a gap lies between two. */
export function byHour<T>(orders: readonly T[], startAt: (order: T) => number, p: Batching): readonly (readonly T[])[] {
  const groups: T[][] = [];
  let last = -Infinity;
  for (const order of [...orders].sort((a, b) => startAt(a) - startAt(b))) {
    if (startAt(order) - last < p.withinMinutes * MINUTE) groups.at(-1)?.push(order);
    else groups.push([order]);
    last = startAt(order);
  }
  return groups;
}

type Offering = Extract<SearchStep, { action: 'offer' }>;

/** The batch's nurse is asked alone for the minutes of a wave; the stage, and with it the clock of the search, stays. */
export function askedAlone(
  step: Offering,
  nurseId: string,
  { startAt }: { readonly startAt: number },
  now: number,
  p: OperationParameters['acceptance'],
): Offering {
  const expiresAt = Math.min(awakeMinutesAfter(now, p.waveMinutes, startAt, p), step.expiresAt);
  return { ...step, nurseIds: [nurseId], expiresAt, nextStepAt: expiresAt };
}
