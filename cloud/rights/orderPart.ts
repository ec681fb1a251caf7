/** What an export says of an account's orders: what was booked, paid, done, measured and said about it. */
import type { Order } from '#domain/order/order';
import { SHOWN_AS } from '#domain/order/status';
import type { Exported } from '#domain/rights/readable';
import { timelineOf } from '../orderScene';
import { _ } from '../database';
import type { Measurement } from '../health';
import type { OrderPrivate } from '../orderPrivate';
import type { OrderEventRow } from '../orders';
import { insuredFen } from '#domain/payment/insurance/settled';
import type { Payment } from '../payments';
import { openedIn } from '../personalData/sealedFields';
import type { Refund } from '../refundRequests';
import type { Review } from '../reviews';
import type { VisitRecordDocument } from '../visits';
import { rowsWhere } from './accountFacts';

const CHUNK = 100;

/** All rows that name one of many orders. */
async function rowsOf<T>(collection: string, field: '_id' | 'orderId', ids: readonly string[]): Promise<readonly T[]> {
  const found: T[] = [];
  for (let from = 0; from < ids.length; from += CHUNK) {
    found.push(...(await rowsWhere<T>(collection, { [field]: _.in(ids.slice(from, from + CHUNK)) })));
  }
  return found;
}

/** Each once, also of an order whose history is just moving to the archive. */
async function eventsOf(ids: readonly string[]): Promise<readonly OrderEventRow[]> {
  const found = await Promise.all(
    ['orderEventsArchive', 'orderEvents'].map((name) => rowsOf<OrderEventRow>(name, 'orderId', ids)),
  );
  return [...new Map(found.flat().map((event) => [event._id, event])).values()];
}

export async function orderParts(
  orders: readonly Order[],
  recipientIds: readonly string[],
): Promise<Record<string, Exported>> {
  const ids = orders.map(({ _id }) => _id);
  const [personal, events, payments, refunds, visits, reviews, measurements] = await Promise.all([
    rowsOf<OrderPrivate>('orderPrivate', '_id', ids),
    eventsOf(ids),
    rowsOf<Payment>('payments', 'orderId', ids),
    rowsOf<Refund>('refunds', 'orderId', ids),
    rowsOf<VisitRecordDocument>('visitRecords', '_id', ids),
    rowsOf<Review>('reviews', '_id', ids),
    rowsWhere<Measurement>('measurements', { recipientId: _.in([...recipientIds]) }),
  ]);
  const privateOf = new Map(personal.map((one) => [one._id, textsIn('orderPrivate', one)]));
  return {
    orders: orders.map((order) => orderLine(order, privateOf.get(order._id) ?? {}, events)),
    payments: [...payments.map(paymentLine), ...refunds.map(refundLine)],
    visits: visits.map(visitLine),
    measurements: measurements.map(({ at, serviceName, vitals, alerts }) => ({
      at,
      serviceName,
      vitals: { ...vitals },
      alerts,
    })),
    reviews: reviews.map(({ orderId, professional, attitude, environment, text, at }) => ({
      ...{ orderId, professional, attitude, environment, text, at },
    })),
  };
}

const textsIn = (collection: string, document: { readonly _id: string }): Record<string, string> =>
  openedIn(collection, document as { readonly _id: string } & Record<string, unknown>);

/** Without the code of the door: it is of no use after the visit, and before it belongs on the screen of whoever waits. */
function orderLine(order: Order, texts: Record<string, string>, events: readonly OrderEventRow[]): Exported {
  const { _id: id, serviceName, status, startAt, endAt, nurseName, money, cancelReason, createdAt } = order;
  const { recipientName = '', addressText = '', phone = '', note = '' } = texts;
  const own = events.filter(({ orderId }) => orderId === id);
  return {
    ...{ id, serviceName, status: SHOWN_AS[status], startAt, endAt, nurseName },
    ...{ recipientName, addressText, contactPhone: phone, note },
    ...{
      totalFen: money.price.totalFen,
      paidFen: money.paidFen,
      refundedFen: money.refundedFen,
      cancelReason,
      createdAt,
    },
    events: timelineOf(order, own).map(({ at, text }) => ({ at, event: text })),
  };
}

const PARTS = { deposit: '定金', full: '全款', balance: '尾款' } as const;

const paymentLine = ({ orderId, part, amountFen, insured, state, paidAt }: Payment): Exported => ({
  ...{ orderId, part: PARTS[part], amountFen, paidAt, ...(insured && { insuredFen: insuredFen(insured) }) },
  state: { requested: '未支付', paid: '已支付', closed: '已关闭' }[state],
});
const REFUND_STATES: Readonly<Record<Refund['state'], string>> = {
  ...{ requested: '退款中', processing: '退款中', succeeded: '已到账', abnormal: '退款异常' },
  ...{ replaced: '已重新申请', byHand: '已通过银行转账退回' },
};
const refundLine = ({ orderId, amountFen, state, arrivedAt }: Refund): Exported => ({
  ...{ orderId, part: '退款', amountFen, arrivedAt },
  state: REFUND_STATES[state],
});

const visitLine = (visit: VisitRecordDocument): Exported => ({
  orderId: visit.orderId,
  checkedInAt: visit.evv?.startAt ?? null,
  finishedAt: visit.finishedAt,
  vitals: { ...visit.vitals },
  checkedSteps: visit.checkedSteps.length,
  photos: visit.photos.map(({ label }) => label),
  summary: textsIn('visitRecords', visit).summary ?? '',
});
