/** The half hours of a day to which a visit could be moved: with its own nurse, with others, or with nobody. */
import type { Change as Asked, MoveTimes } from '#contract/changeOrder';
import { bookingsNeeded, whyNot } from '#domain/nurse/eligible';
import type { Booking, Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import { DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import { recipientSlotIds, slotsOfDay } from '#domain/schedule/slots';
import type { Account } from '../accounts';
import { bookingsOf, nursesNear } from '../candidates';
import { serviceByCode } from '../catalogue';
import { read } from '../database';
import { familyOf } from '../eligibility/family';
import { orderPrivateById } from '../orderPrivate';
import { orderById } from '../orders';
import { sideOf } from '../parties';
import { providers } from '../places';
import { operations } from '../settings';
import { recipientSlotsTaken } from '../slots';

type Time = MoveTimes['times'][number];

export async function timesToMove({ orderId, day }: Asked<'times'>, account: Account, now: number): Promise<MoveTimes> {
  const order = await orderById(orderId);
  const side = await sideOf(order, account, 'manage', now);
  const dayStart = startOfBeijingDay(day);
  const [p, service, mayCome, isBusy] = await Promise.all([
    operations(now),
    serviceByCode(order.serviceCode, now),
    whoMayCome(order, side, dayStart, now),
    busyIn(order, dayStart),
  ]);
  const starts = slotsOfDay(day, now, p.booking, service).filter((startAt) => startAt !== order.startAt);
  const at = (startAt: number): Time['nurse'] => (isBusy(startAt) ? 'recipientBusy' : mayCome(startAt));
  return { times: starts.map((startAt) => ({ startAt, nurse: at(startAt) })) };
}

/** What the person has at other hours; this very visit does not stand in its own way. */
async function busyIn(order: Order, dayStart: number): Promise<(startAt: number) => boolean> {
  const { recipientId, startAt: fromAt, endAt } = order;
  const taken = await recipientSlotsTaken(recipientId, { startAt: dayStart, endAt: dayStart + DAY });
  const own = new Set(recipientSlotIds(recipientId, { startAt: fromAt, endAt }));
  return (startAt) =>
    recipientSlotIds(recipientId, { startAt, endAt: startAt + (endAt - fromAt) }).some(
      (id) => taken.has(id) && !own.has(id),
    );
}

/** The order's own nurse first; where she cannot, others count for the family, and nobody for her. */
async function whoMayCome(
  order: Order,
  side: 'patient' | 'nurse',
  dayStart: number,
  now: number,
): Promise<(startAt: number) => Time['nurse']> {
  const { recipientId, patientUserId, district, nurseId } = order;
  const [p, service, { location }, sending, familyUserIds, own] = await Promise.all([
    operations(now),
    serviceByCode(order.serviceCode, now),
    orderPrivateById(order._id),
    providers(now),
    familyOf({ recipientId, ownerUserId: patientUserId }, now),
    nurseId === null ? null : read<Nurse>('nurses', nurseId),
  ]);
  const position = location.coordinates;
  const near = side === 'nurse' ? [] : await nursesNear({ service, position }, p.dispatch.candidateLimit, p, now);
  const others = near.map(({ nurse }) => nurse).filter(({ _id }) => _id !== nurseId);
  const asked = [...(own ? [own] : []), ...others];
  const bookings = await bookingsOf(
    asked.map(({ _id }) => _id),
    bookingsNeeded(dayStart),
  );
  const notThis = (booking: Booking) => booking._id !== order._id;
  const visit = { service, position, district, familyUserIds, providers: sending, now };
  const can = (nurse: Nurse, startAt: number) =>
    whyNot(nurse, { ...visit, startAt, bookings: (bookings.get(nurse._id) ?? []).filter(notThis) }, p) === null;
  return (startAt) => {
    if (own && can(own, startAt)) return 'stays';
    if (!others.some((nurse) => can(nurse, startAt))) return 'nobody';
    return own ? 'searched' : 'none';
  };
}
