/** Negative controls: each breaks one thing in the evidence. A judge that does not notice one of them proves nothing. */
import type { Evidence } from './oracle';

const without = <T>(rows: readonly T[], which: (row: T) => boolean): readonly T[] => {
  const place = rows.findIndex(which);
  if (place < 0) throw new Error('this day has nothing of that kind to break');
  return rows.filter((_, index) => index !== place);
};

export const CONTROLS: Readonly<Record<string, (evidence: Evidence) => Evidence>> = {
  'an order is lost': (e) => ({ ...e, orders: without(e.orders, ({ _id }) => e.acknowledged.includes(_id)) }),
  'a step of a history is lost': (e) => ({ ...e, events: without(e.events, ({ event }) => event === 'accept') }),
  'a message is lost': (e) => ({
    ...e,
    outbox: without(e.outbox, (row) => row.kind === 'message' && row.payload.template === 'orderAccepted'),
  }),
  'an errand is never done': (e) => ({
    ...e,
    outbox: e.outbox.map((row, place) => (place === 0 ? { ...row, state: 'waiting' } : row)),
  }),
  'a payment is forgotten': (e) => ({ ...e, payments: without(e.payments, ({ state }) => state === 'paid') }),
  'an order says another sum': (e) => ({
    ...e,
    orders: e.orders.map((order, place) =>
      place === 0 ? { ...order, money: { ...order.money, paidFen: order.money.paidFen + 1 } } : order,
    ),
  }),
  'a nurse is sent to two homes at once': (e) => {
    const visited = e.orders.find(({ status }) => status === 'completed');
    if (!visited) throw new Error('nobody was visited this day');
    const twin = { ...visited, _id: `${visited._id}-twin`, recipientId: 'somebody else' };
    return { ...e, orders: [...e.orders, twin] };
  },
  'a half hour of a visit called off stays taken': (e) => {
    const off = e.orders.find(({ status }) => status === 'cancelled' || status === 'refunded');
    if (!off) throw new Error('no visit was called off this day');
    return { ...e, slots: [...e.slots, { _id: `nurse:somebody:${off.startAt}`, orderId: off._id }] };
  },
};
