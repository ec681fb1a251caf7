/** Her days as they would be with the visits she taps: what she has, what fits, and what does not with the reason. */
import type { BatchLine, WhyNotThis } from '#contract/acceptOrder';
import type { Together } from '#domain/dispatch/together';
import { distanceMeters } from '#domain/geo/distance';
import { travelMinutesAt } from '#domain/geo/travel';
import type { Booking } from '#domain/nurse/nurse';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Order } from '#domain/order/order';
import { startOfBeijingDay } from '#domain/schedule/beijing';
import type { Asked } from './batchAcceptance';
import { _, db, rows } from './database';

interface Placed {
  readonly line: BatchLine;
  readonly coordinates: Booking['coordinates'];
}

export async function batchTimeline(
  asked: readonly Asked[],
  bookings: readonly Booking[],
  fit: Together<WhyNotThis>,
  p: OperationParameters,
): Promise<readonly BatchLine[]> {
  const wished = asked.map((one): Placed => ({
    line: askedLine(one, asked, fit),
    coordinates: one.booking.coordinates,
  }));
  const days = new Set(asked.map(({ order }) => startOfBeijingDay(order.startAt)));
  const askedIds = asked.map(({ order }) => order._id);
  const had = bookings.filter(({ _id, startAt }) => days.has(startOfBeijingDay(startAt)) && !askedIds.includes(_id));
  const all = [...wished, ...(await knownLines(had))].sort((a, b) => a.line.startAt - b.line.startAt);
  const made = all.filter(({ line }) => line.state !== 'against');
  return all.map((placed) => ({ ...placed.line, wayMinutes: wayTo(placed, made, p) }));
}

function askedLine(
  { offer, order }: Asked,
  asked: readonly Asked[],
  { fitting, against }: Together<WhyNotThis>,
): BatchLine {
  const no = against.get(order._id);
  const besides = asked.find((other) => other.order._id === no?.besides);
  return {
    ...lineOf(order),
    state: order.nurseId === offer.nurseId ? 'mine' : fitting.includes(order._id) ? 'fits' : 'against',
    incomeFen: offer.incomeFen,
    why: no?.reason ?? null,
    besidesAt: besides?.order.startAt ?? null,
  };
}

const lineOf = (order: Pick<Order, '_id' | 'startAt' | 'endAt' | 'serviceName' | 'district'>): BatchLine => ({
  orderId: order._id,
  startAt: order.startAt,
  endAt: order.endAt,
  serviceName: order.serviceName,
  district: order.district,
  ...{ state: 'mine', incomeFen: 0, why: null, besidesAt: null, wayMinutes: null },
});

/** What she has already; time that is only held for an order she was asked for alone is told as hers too. */
async function knownLines(had: readonly Booking[]): Promise<readonly Placed[]> {
  if (had.length === 0) return [];
  const ids = had.map(({ _id }) => _id);
  const orders = await rows<Order>(
    db.collection('orders').where({ _id: _.in(ids) }),
    ids.length + 1,
    'orders of her days',
  );
  return orders.map((order) => ({
    line: lineOf(order),
    coordinates: (had.find(({ _id }) => _id === order._id) as Booking).coordinates,
  }));
}

/** From the visit before on the same day, as far as it will be made. */
function wayTo({ line, coordinates }: Placed, made: readonly Placed[], p: OperationParameters): number | null {
  if (line.state === 'against') return null;
  const before = made.filter(
    (other) =>
      other.line.startAt < line.startAt && startOfBeijingDay(other.line.startAt) === startOfBeijingDay(line.startAt),
  );
  const last = before.at(-1);
  return last ? travelMinutesAt(distanceMeters(last.coordinates, coordinates), line.startAt, p) : null;
}
