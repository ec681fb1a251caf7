/**
 * Judges a day from its data alone: what is in the database and in WeChat Pay's own books afterwards, not what anybody counted on the
 * way. Answers everything that is wrong, each in one line.
 */
import type { OrderEventRow } from '#cloud/orders';
import type { OutboxRow } from '#cloud/outbox';
import type { Order } from '#domain/order/order';
import type { OrderEvent } from '#domain/order/status';
import { heldBy, whoseMatter } from '../../domain/testing/randomWalk';

export interface PaymentKept {
  readonly _id: string;
  readonly orderId: string;
  readonly state: string;
  readonly amountFen: number;
  readonly ofOrder: boolean;
}

export interface Evidence {
  /** Ids that the product acknowledged to a family. */
  readonly acknowledged: readonly string[];
  readonly orders: readonly Order[];
  readonly events: readonly OrderEventRow[];
  readonly slots: readonly { readonly _id: string; readonly orderId: string }[];
  readonly outbox: readonly OutboxRow[];
  readonly payments: readonly PaymentKept[];
  /** What WeChat Pay says was paid. */
  readonly paidAtWeChat: readonly { readonly outTradeNo: string; readonly amountFen: number }[];
  /** What the closing of the books finds (scripts/demo/books.ts). */
  readonly bookProblems: readonly string[];
}

const NEVER_HAPPENED: readonly Order['status'][] = ['cancelled', 'refunding', 'refunded'];

/** At the end of the day. */
export function faultsIn(evidence: Evidence): readonly string[] {
  return [
    ...faultsAtAnyTime(evidence),
    ...evidence.orders.flatMap(unended),
    ...errands(evidence),
    ...money(evidence),
    ...evidence.bookProblems.map((problem) => `books: ${problem}`),
  ];
}

/** What must not be at any moment, however much is under way. */
export function faultsAtAnyTime(evidence: Evidence): readonly string[] {
  return [
    ...lost(evidence),
    ...evidence.orders.flatMap((order) => broken(order, evidence.events)),
    ...doubleBooked(evidence.orders, 'nurse', ({ nurseId }) => nurseId),
    ...doubleBooked(evidence.orders, 'person', ({ recipientId }) => recipientId),
    ...halfHours(evidence),
  ];
}

const lost = ({ acknowledged, orders }: Evidence) => {
  const known = new Set(orders.map(({ _id }) => _id));
  return acknowledged.filter((id) => !known.has(id)).map((id) => `order ${id} was acknowledged and is gone`);
};

export const versionOf = (_id: string): number => Number(_id.slice(_id.lastIndexOf(':') + 1));

/** An order ended or is in somebody's queue. */
const unended = (order: Order): string[] =>
  whoseMatter(order) === 'nobody' ? [`order ${order._id} is ${order.status} and nobody's matter`] : [];

/** Its history tells without a gap how it came where it is. */
function broken(order: Order, all: readonly OrderEventRow[]): string[] {
  const found: string[] = [];
  const events = all.filter(({ orderId }) => orderId === order._id).sort((a, b) => versionOf(a._id) - versionOf(b._id));
  let [version, status]: [number, string] = [1, 'pendingAcceptance'];
  for (const event of events) {
    if (versionOf(event._id) !== version + 1) found.push(`order ${order._id} has a gap after step ${version}`);
    if (event.from !== status) found.push(`order ${order._id} went from ${event.from} where it was ${status}`);
    [version, status] = [versionOf(event._id), event.to];
  }
  if (version !== order.version || status !== order.status)
    found.push(
      `order ${order._id} is ${order.status} at step ${order.version}; its history ends ${status} at ${version}`,
    );
  return found;
}

function doubleBooked(orders: readonly Order[], who: string, whose: (order: Order) => string | null): string[] {
  const standing = orders.filter(({ status }) => !NEVER_HAPPENED.includes(status) && status !== 'pendingAcceptance');
  const byPerson = new Map<string, Order[]>();
  for (const order of standing) {
    const id = whose(order);
    if (id !== null) byPerson.set(id, [...(byPerson.get(id) ?? []), order]);
  }
  return [...byPerson].flatMap(([id, hers]) => {
    const sorted = hers.sort((a, b) => a.startAt - b.startAt);
    const twice = sorted.filter((order, place) => order.startAt < (sorted[place - 1]?.endAt ?? 0));
    return twice.map((order) => `${who} ${id} is booked twice: ${order._id}`);
  });
}

/** Half hours stand for whoever holds them, and nobody holds those of a visit that was called off. */
function halfHours({ orders, slots }: Evidence): string[] {
  const holder = new Map(slots.map(({ _id, orderId }) => [_id, orderId]));
  const calledOff = new Set(orders.filter(({ status }) => NEVER_HAPPENED.includes(status)).map(({ _id }) => _id));
  const missing = orders.flatMap((order) =>
    heldBy(order)
      .filter((id) => holder.get(id) !== order._id)
      .map((id) => `order ${order._id} does not hold ${id}`),
  );
  const left = slots.filter(({ orderId }) => calledOff.has(orderId));
  return [...missing, ...left.map(({ _id, orderId }) => `${_id} is held by ${orderId}, which was called off`)];
}

/** What has to be said or done after a step, as far as it always has to. */
const MUST_FOLLOW: Partial<Record<OrderEvent, string>> = {
  offer: 'newOffer',
  accept: 'orderAccepted',
  payDeposit: 'orderPaid',
  payFull: 'orderPaid',
  setOut: 'nurseDeparted',
  finish: 'visitFinished',
  review: 'stars',
};

function errands({ events, outbox }: Evidence): string[] {
  const causes = new Map<string, Set<string>>();
  for (const row of outbox) {
    const cause = row._id.slice(0, row._id.lastIndexOf(':'));
    const what = row.kind === 'message' ? row.payload.template : row.kind;
    causes.set(cause, (causes.get(cause) ?? new Set()).add(what));
  }
  const forgotten = events.filter(({ _id, event }) => {
    const wanted = MUST_FOLLOW[event];
    return wanted !== undefined && !causes.get(_id)?.has(wanted);
  });
  const waiting = outbox.filter(({ state }) => state === 'waiting');
  return [
    ...forgotten.map(({ _id, event }) => `nothing followed ${event} of ${_id}`),
    ...waiting.map(({ _id }) => `errand ${_id} still waits`),
  ];
}

function money({ orders, payments, paidAtWeChat }: Evidence): string[] {
  const kept = new Map(payments.filter(({ state }) => state === 'paid').map((one) => [one._id, one]));
  const unheard = paidAtWeChat
    .filter(({ outTradeNo, amountFen }) => kept.get(outTradeNo)?.amountFen !== amountFen)
    .map(({ outTradeNo }) => `WeChat Pay took ${outTradeNo} and we do not know it`);
  const real = new Set(paidAtWeChat.map(({ outTradeNo }) => outTradeNo));
  const invented = [...kept.keys()].filter((id) => !real.has(id)).map((id) => `${id} is paid only by our word`);
  const wrong = orders.filter(({ _id, money: { paidFen } }) => {
    const own = [...kept.values()].filter(({ orderId, ofOrder }) => orderId === _id && ofOrder);
    return own.reduce((sum, { amountFen }) => sum + amountFen, 0) !== paidFen;
  });
  return [...unheard, ...invented, ...wrong.map(({ _id }) => `order ${_id} says another sum than its payments`)];
}
