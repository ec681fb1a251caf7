/** May this nurse come to this visit at all? Hard filters only; who is best is dispatch/rank's matter. */
import type { Service } from '../care/service';
import { distanceMeters, type Position } from '../geo/distance';
import { travelMinutes } from '../geo/travel';
import type { OperationParameters } from '../operations/parameters';
import type { RefusalCode } from '../refusal';
import { beijingDay, DAY, MINUTE, startOfBeijingDay, weekday } from '../schedule/beijing';
import { boundWindow, visitWindow } from '../schedule/slots';
import { overlaps, type Window } from '../schedule/window';
import type { Booking, Nurse, Shift } from './nurse';
import { meetsStaff } from './qualification';

export interface VisitWish {
  readonly service: Service;
  readonly startAt: number;
  readonly position: Position;
  /** What the nurse already has around that time: at least from the day before to the day after. */
  readonly bookings: readonly Booking[];
  readonly now: number;
}

/** The first reason against, or null. */
export function whyNot(nurse: Nurse, wish: VisitWish, p: OperationParameters): RefusalCode | null {
  const { service, startAt, position } = wish;
  const visit = visitWindow(service, startAt);
  // P-015: liability and accident insurance must cover the whole visit.
  if (nurse.status !== 'active' || nurse.insuredUntil < visit.endAt) return 'NURSE_UNAVAILABLE';
  if (!qualifiedOn(nurse, service, visit)) return 'NURSE_NOT_QUALIFIED';
  const reach = Math.min(nurse.serviceRadiusMeters, p.dispatch.searchRadiusMeters);
  if (distanceMeters(nurse.location.coordinates, position) > reach) return 'NURSE_OUT_OF_AREA';
  if (!onShift(nurse.shifts, visit)) return 'NURSE_NOT_ON_SHIFT';
  const own = wish.bookings.filter((booking) => booking.nurseId === nurse._id);
  if (!isFree(own, wish, p) || !isRested(own, boundWindow(service, startAt), p.rest)) return 'NURSE_BUSY';
  return null;
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

/**
 * No overlap, and time enough for the way between neighbours. Bound time already holds the buffer after a visit, so only
 * what the way takes beyond it must lie between. (A booking does not tell its buffer; the asked service's stands for it.)
 */
function isFree(
  bookings: readonly Booking[],
  { service, startAt, position }: VisitWish,
  p: OperationParameters,
): boolean {
  const wanted = boundWindow(service, startAt);
  return bookings.every((booking) => {
    if (overlaps(booking, wanted)) return false;
    const way = travelMinutes(distanceMeters(booking.coordinates, position), p.dispatch);
    return gapMinutes(booking, wanted) >= way - service.bufferMinutes;
  });
}

/** P-060: at most ten hours a day, the way included, and eleven hours of rest between working days. */
function isRested(bookings: readonly Booking[], wanted: Window, p: OperationParameters['rest']): boolean {
  const sameDay = (booking: Booking) => beijingDay(booking.startAt) === beijingDay(wanted.startAt);
  const minutes = [wanted, ...bookings.filter(sameDay)].map(({ startAt, endAt }) => (endAt - startAt) / MINUTE);
  if (minutes.reduce((total, each) => total + each, 0) > p.dayMaxMinutes) return false;
  return bookings
    .filter((booking) => !sameDay(booking))
    .every((booking) => gapMinutes(booking, wanted) >= p.betweenShiftsMinutes);
}

/** Minutes between two windows that do not overlap. */
const gapMinutes = (a: Window, b: Window): number =>
  (a.startAt < b.startAt ? b.startAt - a.endAt : a.startAt - b.endAt) / MINUTE;

/** The days whose bookings `whyNot` must see: rest rules look one day back and one ahead. */
export const bookingsNeeded = (startAt: number): Window => ({
  startAt: startOfBeijingDay(startAt) - DAY,
  endAt: startOfBeijingDay(startAt) + 2 * DAY,
});
