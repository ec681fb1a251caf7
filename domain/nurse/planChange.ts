/** What a nurse may change in her plan: hours, area, days, services; never so that a family that counts on her is left alone. */
import type { Dialects } from '../care/dialect';
import { contains, type MultiPolygon, type Position } from '../geo/distance';
import type { OperationParameters } from '../operations/parameters';
import { mayHandOver } from '../order/handOver';
import type { Order } from '../order/order';
import { Refusal } from '../refusal';
import { startOfBeijingDay } from '../schedule/beijing';
import { longestDutyMinutes } from '../schedule/plan';
import { overlaps, type Window } from '../schedule/window';
import { timeOf, worksDuring } from './availability';
import { serviceCodesOn } from './expiry';
import type { DayException, Nurse, Shift } from './nurse';
import { inServiceArea } from './serviceArea';
import { whyNoRing } from './serviceAreaRing';

/** An accepted order and where it is. */
export interface Promised extends Pick<
  Order,
  '_id' | 'serviceCode' | 'serviceName' | 'startAt' | 'endAt' | 'status' | 'district'
> {
  readonly coordinates: Position;
}

/** Orders she could keep before and could not keep after the change. */
export function inTheWay(before: Nurse, after: Nurse, promised: readonly Promised[], p: OperationParameters) {
  return promised.filter((order) => keeps(before, order, p) && !keeps(after, order, p));
}

function keeps(
  nurse: Nurse,
  { serviceCode, startAt, endAt, coordinates, district }: Promised,
  p: OperationParameters,
): boolean {
  const operators = { searchRadiusMeters: p.dispatch.searchRadiusMeters, area: null };
  return (
    nurse.serviceCodes.includes(serviceCode) &&
    worksDuring(nurse, { startAt, endAt }) &&
    inServiceArea(nurse, coordinates, district, null, operators)
  );
}

/** The ids to hand over; refused by name where an order cannot or shall not go. */
export function handedOver(
  blocked: readonly Promised[],
  wished: boolean,
  now: number,
  p: OperationParameters,
): readonly string[] {
  if (blocked.every((order) => wished && mayHandOver(order, now, p))) return blocked.map(({ _id }) => _id);
  const orders = blocked.map((order) => ({
    orderId: order._id,
    serviceName: order.serviceName,
    startAt: order.startAt,
    mayHandOver: mayHandOver(order, now, p),
  }));
  throw new Refusal('ORDERS_IN_THE_WAY', { orders });
}

/** Within a week nothing overlaps, and no duty is so long that the rest between two days cannot follow. */
export function withHours(nurse: Nurse, shifts: readonly Shift[], p: OperationParameters['rest']): Nurse {
  const windows = shifts
    .map(({ weekday, fromMinute, toMinute }) => ({
      startAt: weekday * 1440 + fromMinute,
      endAt: weekday * 1440 + toMinute,
    }))
    .sort((a, b) => a.startAt - b.startAt);
  if (shifts.some(({ fromMinute, toMinute }) => fromMinute >= toMinute))
    throw new Refusal('HOURS_INVALID', { reason: 'empty' });
  if (windows.some((one, index) => index > 0 && overlaps(one, windows[index - 1] as Window))) {
    throw new Refusal('HOURS_INVALID', { reason: 'overlap' });
  }
  const longest = longestDutyMinutes(p);
  if (spans(windows).some(({ startAt, endAt }) => endAt - startAt > longest)) {
    throw new Refusal('HOURS_INVALID', { reason: 'tooLong', longestMinutes: longest });
  }
  return { ...nurse, shifts };
}

/** Shifts that touch are one duty, over midnight too. */
function spans(windows: readonly Window[]): readonly Window[] {
  const joined: Window[] = [];
  for (const one of windows) {
    const last = joined.at(-1);
    if (last?.endAt === one.startAt) joined[joined.length - 1] = { startAt: last.startAt, endAt: one.endAt };
    else joined.push(one);
  }
  return joined;
}

/** Past days are let go; the same kind of day may not overlap itself. */
export function withException(nurse: Nurse, exception: DayException, now: number): Nurse {
  const kept = ahead(nurse.exceptions, now);
  const time = timeOf(exception);
  const clash = kept.some((one) => one.kind === exception.kind && overlaps(timeOf(one), time));
  if (time.endAt <= time.startAt || time.endAt <= now || clash) {
    throw new Refusal('HOURS_INVALID', { reason: clash ? 'overlap' : 'empty' });
  }
  if (kept.length >= MOST_EXCEPTIONS) throw new Refusal('HOURS_INVALID', { reason: 'tooMany' });
  return { ...nurse, exceptions: [...kept, exception] };
}
const MOST_EXCEPTIONS = 200;

export function withoutException(nurse: Nurse, { kind, day, fromMinute }: Omit<DayException, 'toMinute'>): Nurse {
  const same = (one: DayException) => one.kind === kind && one.day === day && one.fromMinute === fromMinute;
  if (!nurse.exceptions.some(same)) throw new Refusal('NOT_FOUND', { day });
  return { ...nurse, exceptions: nurse.exceptions.filter((one) => !same(one)) };
}

/** The hospital's word for the days it speaks of; other days stay as they are. */
export function withRoster(nurse: Nurse, rows: readonly Omit<DayException, 'kind'>[], now: number): Nurse {
  const days = rows.map(({ day }) => day).sort();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const others = nurse.exceptions.filter(({ kind, day }) => kind !== 'hospitalNight' || day < first || day > last);
  return rows
    .map((row): DayException => ({ kind: 'hospitalNight', ...row }))
    .filter((night) => timeOf(night).endAt > now)
    .reduce<Nurse>((changed, night) => withException(changed, night, now), { ...nurse, exceptions: others });
}

const ahead = (exceptions: readonly DayException[], now: number) =>
  exceptions.filter((one) => timeOf(one).endAt > startOfBeijingDay(now));

/** Days that are over are not shown. */
export const exceptionsFrom = (nurse: Nurse, now: number): readonly DayException[] =>
  [...ahead(nurse.exceptions, now)].sort((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : a.fromMinute - b.fromMinute,
  );

/** Of what she is certified for, these are offered; the rest is switched off until she switches it on. */
export function withServices(nurse: Nurse, serviceCodes: readonly string[], now: number): Nurse {
  const certified = serviceCodesOn({ ...nurse, servicesOff: [] }, now);
  const unknown = serviceCodes.filter((code) => !certified.includes(code));
  if (unknown.length > 0) throw new Refusal('SERVICE_NOT_CERTIFIED', { serviceCodes: unknown });
  const servicesOff = certified.filter((code) => !serviceCodes.includes(code));
  return { ...nurse, servicesOff, serviceCodes: certified.filter((code) => serviceCodes.includes(code)) };
}

/** Said by herself: nothing in law hangs on it, and families say in their reviews when it was not so. */
export function withDialects(nurse: Nurse, codes: readonly string[], { items }: Dialects): Nurse {
  const unknown = codes.filter((code) => !items.some((one) => one.code === code));
  if (unknown.length > 0) throw new Refusal('BAD_INPUT', { fields: ['codes'], unknown });
  return { ...nurse, dialects: items.map(({ code }) => code).filter((code) => codes.includes(code)) };
}

export interface DrawnArea {
  readonly radiusMeters: number;
  readonly districts: readonly string[];
  readonly polygon: Nurse['areaPolygon'];
}

export function withArea(
  nurse: Nurse,
  { radiusMeters, districts, polygon }: DrawnArea,
  city: readonly { readonly name: string; readonly polygon: MultiPolygon }[],
  p: OperationParameters['dispatch'],
): Nurse {
  const unknown = districts.filter((name) => !city.some((district) => district.name === name));
  if (unknown.length > 0) throw new Refusal('AREA_INVALID', { reason: 'unknownDistrict', districts: unknown });
  if (polygon !== null) {
    const reason =
      whyNoRing(polygon) ??
      (polygon.every((point) => city.some((one) => contains(one.polygon, point))) ? null : 'outsideCity');
    if (reason) throw new Refusal('AREA_INVALID', { reason });
  }
  const serviceRadiusMeters = Math.min(radiusMeters, p.searchRadiusMeters);
  return { ...nurse, serviceRadiusMeters, areaDistricts: [...new Set(districts)], areaPolygon: polygon };
}
