/** How the day went for the people, from what stands in the database. */
import type { OrderEventRow } from '#cloud/orders';
import type { Order } from '#domain/order/order';
import type { Chance } from '../../scripts/world/chance';
import { median, percentile, rounded } from '../measure';
import { gini, giniByLot } from './fairness';
import type { Evidence } from './oracle';

const MINUTE = 60_000;
const URGENT_MINUTES = 120;
const LATE_MINUTES = 15;

const share = (part: number, whole: number) => (whole === 0 ? null : rounded(part / whole, 3));
const minutes = (samples: readonly number[]) =>
  samples.length === 0
    ? null
    : { p50: rounded(median(samples)), p95: rounded(percentile(samples, 0.95)), of: samples.length };

export function peopleFigures({ orders, events }: Evidence, nurses: number, chance: Chance) {
  const firstAccept = new Map<string, number>();
  for (const { event, orderId, at } of inTime(events))
    if ((event === 'accept' || event === 'assign') && !firstAccept.has(orderId)) firstAccept.set(orderId, at);
  const accepted = orders.filter(({ _id }) => firstAccept.has(_id));
  const givenUp = orders.filter((order) => !firstAccept.has(order._id) && endedBy(order, events) === 'patient');
  const waited = (order: Order) => ((firstAccept.get(order._id) ?? NaN) - order.createdAt) / MINUTE;
  const isUrgent = ({ urgent }: Order) => urgent === true;
  const visited = orders.filter(({ checkedInAt }) => checkedInAt !== null);
  const lateBy = visited.map((order) => ((order.checkedInAt as number) - order.startAt) / MINUTE);
  const urgent = orders.filter(isUrgent).filter((order) => endedBy(order, events) !== 'patient');
  const inTwoHours = urgent.filter(
    (order) => (order.checkedInAt ?? Infinity) - order.createdAt <= URGENT_MINUTES * MINUTE,
  );
  return {
    booked: orders.length,
    acceptanceRate: share(accepted.length, orders.length - givenUp.length),
    minutesToAcceptance: minutes(accepted.filter((order) => !isUrgent(order)).map(waited)),
    minutesToAcceptanceUrgent: minutes(accepted.filter(isUrgent).map(waited)),
    visits: visited.length,
    lateShare: share(lateBy.filter((late) => late > LATE_MINUTES).length, lateBy.length),
    minutesLate: minutes(lateBy),
    urgentBooked: urgent.length,
    urgentAtTheDoorInTwoHours: share(inTwoHours.length, urgent.length),
    ended: tally(orders.map(({ status }) => status)),
    fairness: fairness(visited, nurses, chance),
  };
}

/** Of visit minutes among all nurses of the city; beside it the same visits given out by lot. */
function fairness(visited: readonly Order[], nurses: number, chance: Chance) {
  const hers = new Map<string, number>();
  for (const { nurseId, startAt, endAt } of visited) {
    if (nurseId) hers.set(nurseId, (hers.get(nurseId) ?? 0) + (endAt - startAt) / MINUTE);
  }
  const idle = new Array<number>(Math.max(0, nurses - hers.size)).fill(0);
  const pieces = visited.map(({ startAt, endAt }) => (endAt - startAt) / MINUTE);
  return {
    giniOfVisitMinutes: rounded(gini([...hers.values(), ...idle]), 3),
    giniByLot: rounded(giniByLot(pieces, nurses, chance), 3),
    nursesWithAVisit: hers.size,
  };
}

const inTime = (events: readonly OrderEventRow[]) => [...events].sort((a, b) => a.at - b.at);

function endedBy({ _id, status }: Order, events: readonly OrderEventRow[]): string | null {
  if (status !== 'cancelled' && status !== 'refunded') return null;
  return events.find(({ orderId, event }) => orderId === _id && event === 'cancel')?.by ?? null;
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
