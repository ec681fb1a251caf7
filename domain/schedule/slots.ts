/** Half-hour slots: when a visit may start, and which half hours it takes from the nurse and from the recipient. */
import type { Service } from '../care/service';
import type { OperationParameters } from '../operations/parameters';
import { Refusal, type RefusalCode } from '../refusal';
import { DAY, HALF_HOUR_MS, MINUTE, startOfBeijingDay } from './beijing';
import { halfHours, type Window } from './window';

type Booking = OperationParameters['booking'];

/** The visit itself. */
export const visitWindow = (service: Pick<Service, 'durationMinutes'>, startAt: number): Window => ({
  startAt,
  endAt: startAt + service.durationMinutes * MINUTE,
});

/** The time the nurse is bound: the visit and the way after it, up to the next half hour. */
export function boundWindow(service: Pick<Service, 'durationMinutes' | 'bufferMinutes'>, startAt: number): Window {
  const free = startAt + (service.durationMinutes + service.bufferMinutes) * MINUTE;
  return { startAt, endAt: Math.ceil(free / HALF_HOUR_MS) * HALF_HOUR_MS };
}

/** Ids of the half hours a nurse gives away. Two orders that want the same one meet at the same document. */
export const nurseSlotIds = (nurseId: string, window: Window): string[] =>
  halfHours(window).map((startAt) => `nurse:${nurseId}:${startAt}`);

/** The same for the person cared for: nobody is visited twice at once. */
export const recipientSlotIds = (recipientId: string, window: Window): string[] =>
  halfHours(window).map((startAt) => `recipient:${recipientId}:${startAt}`);

function whyNotBookable(startAt: number, now: number, p: Booking, urgent: boolean): RefusalCode | null {
  if (!Number.isInteger(startAt) || startAt % (p.gridMinutes * MINUTE) !== 0) return 'SLOT_OFF_GRID';
  if (startAt < now + (urgent ? p.urgentMinimumLeadMinutes : p.minimumLeadMinutes) * MINUTE) return 'SLOT_IN_PAST';
  if (urgent && startAt > now + p.urgentWithinMinutes * MINUTE) return 'SLOT_NOT_URGENT';
  if (startAt > now + p.horizonDays * DAY) return 'SLOT_TOO_FAR';
  return null;
}

export function assertBookable(startAt: number, now: number, p: Booking, urgent = false): void {
  const code = whyNotBookable(startAt, now, p, urgent);
  if (code) throw new Refusal(code, { startAt });
}

/** What a day offers: from the first to the last start (06:00 and 21:30), still bookable, and the visit over before midnight. */
export function slotsOfDay(day: string, now: number, p: Booking, service: Pick<Service, 'durationMinutes'>): number[] {
  const midnight = startOfBeijingDay(day);
  const startAt = midnight + p.firstStartMinute * MINUTE;
  const endAt = midnight + p.lastStartMinute * MINUTE + HALF_HOUR_MS;
  return halfHours({ startAt, endAt }).filter(
    (startAt) => !whyNotBookable(startAt, now, p, false) && visitWindow(service, startAt).endAt <= midnight + DAY,
  );
}
