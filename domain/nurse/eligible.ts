/** May this nurse come to this visit at all? The rules of domain/eligibility, up to the first reason; who is best is dispatch/rank's matter. */
import type { DialectWish } from '../care/dialect';
import type { Service } from '../care/service';
import { NOTHING_LOOKED_AT, type DiaryFacts, type Facts, type PlaceFacts } from '../eligibility/facts';
import { diaryFacts, type MeasuredMinutes, nurseFacts, placeFacts, serviceFacts } from '../eligibility/nurseFacts';
import type { Institution } from '../eligibility/provider';
import { NURSE_RULES_IN_FORCE } from '../eligibility/table';
import type { Position } from '../geo/distance';
import type { OperationParameters } from '../operations/parameters';
import type { RefusalCode } from '../refusal';
import { DAY, startOfBeijingDay, startOfBeijingWeek } from '../schedule/beijing';
import { visitWindow } from '../schedule/slots';
import type { Window } from '../schedule/window';
import type { Booking, Nurse } from './nurse';

export interface VisitWish {
  readonly service: Service;
  readonly startAt: number;
  readonly position: Position;
  /** The served district the position lies in. */
  readonly district: string | null;
  /** The owner of the person's record and all with whom it is shared; a nurse is not sent to her own family. */
  readonly familyUserIds: readonly string[];
  /** Who is not to meet this family again; absent: nobody. */
  readonly blockedNurseIds?: readonly string[];
  /** Wished for; absent or null: either. */
  readonly sex?: Nurse['sex'] | null;
  /** What she should, or must, speak; absent or null: nothing is wished for. */
  readonly dialect?: DialectWish | null;
  /** What the nurse already has around that time: at least what `bookingsNeeded` names. */
  readonly bookings: readonly Booking[];
  /** The institutions that send nurses, by id; one that is not there sends nobody. */
  readonly providers: ReadonlyMap<string, Institution>;
  readonly now: number;
  /** What the map says about ways between visits, where somebody asked it. */
  readonly measuredMinutes?: MeasuredMinutes;
}

/** A rule's no. `ruleId` as in docs/POLICY.md; `''`: her institution sends nobody. */
export interface Against {
  readonly code: RefusalCode;
  readonly ruleId: string;
}

export const whyNot = (nurse: Nurse, wish: VisitWish, p: OperationParameters): RefusalCode | null =>
  firstAgainst(nurse, wish, p)?.code ?? null;

/** The first reason against, or null. Of sixty asked most fail early: what costs more is worked out only when asked for. */
export const firstAgainst = (nurse: Nurse, wish: VisitWish, p: OperationParameters): Against | null =>
  against(nurse, wish, p, 'first')[0] ?? null;

/** Every reason against: what an operator reads who wants to send her all the same. */
export const allAgainst = (nurse: Nurse, wish: VisitWish, p: OperationParameters): readonly Against[] =>
  against(nurse, wish, p, 'all');

/**
 * Her own wishes about where and when she works, and the family's for a woman or a man, or a dialect: either may be asked to make
 * an exception, and nothing else gives way to anybody.
 */
const SOFT_RULES: readonly string[] = ['H-002', 'H-003', 'H-006', 'H-007'];
export const isSoft = ({ ruleId }: Against): boolean => SOFT_RULES.includes(ruleId);

function against(nurse: Nurse, wish: VisitWish, p: OperationParameters, which: 'first' | 'all'): readonly Against[] {
  const provider = wish.providers.get(nurse.institutionId);
  if (!provider) return [{ code: 'NURSE_UNAVAILABLE', ruleId: '' }];
  let place: PlaceFacts | null = null;
  let diary: DiaryFacts | null = null;
  const facts: Facts = {
    moment: 'acceptance',
    now: wish.now,
    visit: visitWindow(wish.service, wish.startAt),
    service: serviceFacts(wish.service),
    ...NOTHING_LOOKED_AT,
    provider,
    nurse: nurseFacts(nurse, wish),
    get place() {
      return (place ??= placeFacts(nurse, wish, p.dispatch));
    },
    get diary() {
      return (diary ??= diaryFacts(nurse, wish, p));
    },
  };
  const found: Against[] = [];
  for (const rule of NURSE_RULES_IN_FORCE) {
    const breach = rule.check(facts);
    if (!breach) continue;
    found.push({ code: breach.code ?? rule.code, ruleId: rule.id });
    if (which === 'first') break;
  }
  return found;
}

/** The days whose bookings `whyNot` must see: the whole week, and one day back and one ahead. */
export function bookingsNeeded(startAt: number): Window {
  const midnight = startOfBeijingDay(startAt);
  const monday = startOfBeijingWeek(startAt);
  return { startAt: Math.min(midnight - DAY, monday), endAt: Math.max(midnight + 2 * DAY, monday + 7 * DAY) };
}
