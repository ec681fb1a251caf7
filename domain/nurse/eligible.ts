/** May this nurse come to this visit at all? Hard filters only; who is best is dispatch/rank's matter. */
import type { Service } from '../care/service';
import { distanceMeters, type Position } from '../geo/distance';
import { travelMinutes } from '../geo/travel';
import type { OperationParameters } from '../operations/parameters';
import type { RefusalCode } from '../refusal';
import { DAY, MINUTE, startOfBeijingDay, startOfBeijingWeek, weekday } from '../schedule/beijing';
import { boundWindow, visitWindow } from '../schedule/slots';
import { overlaps, type Window } from '../schedule/window';
import type { Booking, Nurse, Shift } from './nurse';
import { meetsStaff } from './qualification';

export interface VisitWish {
  readonly service: Service;
  readonly startAt: number;
  readonly position: Position;
  /** Whoever books; a nurse is not sent to the family of her own account. */
  readonly patientUserId: string;
  /** What the nurse already has around that time: at least what `bookingsNeeded` names. */
  readonly bookings: readonly Booking[];
  readonly now: number;
}

/** The first reason against, or null. */
export function whyNot(nurse: Nurse, wish: VisitWish, p: OperationParameters): RefusalCode | null {
  const { service, startAt, position } = wish;
  const visit = visitWindow(service, startAt);
  // P-015: liability and accident insurance must cover the whole visit.
  if (nurse.status !== 'active' || nurse.insuredUntil < visit.endAt) return 'NURSE_UNAVAILABLE';
  if (nurse.userId === wish.patientUserId) return 'NURSE_UNAVAILABLE';
  if (!qualifiedOn(nurse, service, visit)) return 'NURSE_NOT_QUALIFIED';
  const reach = Math.min(nurse.serviceRadiusMeters, p.dispatch.searchRadiusMeters);
  if (distanceMeters(nurse.location.coordinates, position) > reach) return 'NURSE_OUT_OF_AREA';
  if (!onShift(nurse.shifts, visit)) return 'NURSE_NOT_ON_SHIFT';
  const own = wish.bookings.filter((booking) => booking.nurseId === nurse._id);
  const wanted = { ...boundWindow(service, startAt), coordinates: position };
  const slackMinutes = slackBetween(service, p);
  if (!own.every((booking) => !overlaps(booking, wanted) && slackMinutes(booking, wanted) >= 0)) return 'NURSE_BUSY';
  return isRested(own, wanted, slackMinutes, p.rest) ? null : 'NURSE_BUSY';
}

/** Papers count to the end of their last day (P-006: licence valid_to ≥ day of service). */
const validOn = (validUntil: number, at: number) => startOfBeijingDay(validUntil) >= startOfBeijingDay(at);

/** P-006 licence, P-008 a competency for this very service, P-004/P-005/P-011/P-012 role, title, years, certificates. */
function qualifiedOn(nurse: Nurse, service: Service, visit: Window): boolean {
  const competent = nurse.competencies.some(
    ({ serviceCode, validUntil }) => serviceCode === service.code && validOn(validUntil, visit.endAt),
  );
  return competent && validOn(nurse.licenceValidUntil, visit.endAt) && meetsStaff(nurse, service.staff);
}

/** The whole visit lies in working hours; shifts that touch, also over midnight, count as one. */
function onShift(shifts: readonly Shift[], visit: Window): boolean {
  let coveredTo = visit.startAt;
  while (coveredTo < visit.endAt) {
    const midnight = startOfBeijingDay(coveredTo);
    const today = weekday(coveredTo);
    const ends = shifts
      .filter((shift) => shift.weekday === today && midnight + shift.fromMinute * MINUTE <= coveredTo)
      .map((shift) => midnight + shift.toMinute * MINUTE);
    const end = Math.max(...ends, coveredTo);
    if (end === coveredTo) return false;
    coveredTo = end;
  }
  return true;
}

/** Bound time and where it is spent. */
type Spell = Pick<Booking, 'startAt' | 'endAt' | 'coordinates'>;
type Slack = (a: Spell, b: Spell) => number;

/**
 * Minutes left between two visits when the way is taken off; below zero she cannot be there in time. Bound time already
 * holds the buffer after a visit, so only what the way takes beyond it counts. (A booking does not tell its buffer; the
 * asked service's stands for it.)
 */
function slackBetween(service: Service, p: OperationParameters): Slack {
  return (a, b) => {
    const way = travelMinutes(distanceMeters(a.coordinates, b.coordinates), p.dispatch);
    return gapMinutes(a, b) - Math.max(0, way - service.bufferMinutes);
  };
}

/**
 * P-060: after four hours without a break twenty minutes of rest, at most ten hours a day, the way included, eleven hours
 * between working days, at most 44 hours a week (Monday to Sunday).
 */
function isRested(bookings: readonly Booking[], wanted: Spell, slack: Slack, p: OperationParameters['rest']): boolean {
  const [midnight, monday] = [startOfBeijingDay(wanted.startAt), startOfBeijingWeek(wanted.startAt)];
  const sameDay = ({ startAt }: Window) => startAt >= midnight && startAt < midnight + DAY;
  const sameWeek = ({ startAt }: Window) => startAt >= monday && startAt < monday + 7 * DAY;
  const all: readonly Spell[] = [wanted, ...bookings];
  return (
    minutesOf(all.filter(sameDay)) <= p.dayMaxMinutes &&
    minutesOf(all.filter(sameWeek)) <= p.weekMaxMinutes &&
    bookings.every((booking) => sameDay(booking) || gapMinutes(booking, wanted) >= p.betweenShiftsMinutes) &&
    hasBreaks(all.filter(sameDay), slack, p)
  );
}

/** Whoever has four hours behind her rests before the next visit. One long visit is not cut in two. */
function hasBreaks(spells: readonly Spell[], slack: Slack, p: OperationParameters['rest']): boolean {
  const inOrder = [...spells].sort((a, b) => a.startAt - b.startAt);
  let workedMinutes = 0;
  return inOrder.every((spell, index) => {
    const before = inOrder[index - 1];
    if (before && slack(before, spell) >= p.restMinutes) workedMinutes = 0;
    if (workedMinutes >= p.afterWorkMinutes) return false;
    workedMinutes += minutesOf([spell]);
    return true;
  });
}

const minutesOf = (windows: readonly Window[]): number =>
  windows.reduce((total, { startAt, endAt }) => total + (endAt - startAt) / MINUTE, 0);

/** Minutes between two windows that do not overlap. */
const gapMinutes = (a: Window, b: Window): number =>
  (a.startAt < b.startAt ? b.startAt - a.endAt : a.startAt - b.endAt) / MINUTE;

/** The days whose bookings `whyNot` must see: the whole week, and one day back and one ahead. */
export function bookingsNeeded(startAt: number): Window {
  const midnight = startOfBeijingDay(startAt);
  const monday = startOfBeijingWeek(startAt);
  return { startAt: Math.min(midnight - DAY, monday), endAt: Math.max(midnight + 2 * DAY, monday + 7 * DAY) };
}
