/** Everything the judge looks at, read after the day. */
import type { Order } from '#domain/order/order';
import type { OrderEventRow } from '#cloud/orders';
import type { OutboxRow } from '#cloud/outbox';
import { clearedFen } from '../../scripts/demo/payer';
import type { Evidence, PaymentKept } from './oracle';
import { MIDNIGHT, type Town } from './town';

export async function evidenceOf({ stage, acknowledged }: Pick<Town, 'stage' | 'acknowledged'>): Promise<Evidence> {
  const { db, everyRow } = await import('#cloud/database');
  const { closeBooks } = await import('../../scripts/demo/books');
  const all = <T>(collection: string) => everyRow<T>(db.collection(collection).where({}).orderBy('_id', 'asc'));
  const orders = (await all<Order>('orders')).filter(({ createdAt }) => createdAt >= MIDNIGHT);
  const ids = new Set(orders.map(({ _id }) => _id));
  const ofToday = <T extends { readonly orderId: string }>(rows: readonly T[]) =>
    rows.filter(({ orderId }) => ids.has(orderId));
  const { problems } = await closeBooks(clearedFen(stage) + (await earlierFen(all)));
  const paid = stage.wechatPay.orders().filter(({ paidAtMs }) => paidAtMs !== undefined);
  return {
    acknowledged,
    orders,
    events: ofToday(await all<OrderEventRow>('orderEvents')),
    slots: ofToday(await all<{ readonly _id: string; readonly orderId: string }>('slots')),
    outbox: await all<OutboxRow>('outbox'),
    payments: ofToday(await all<PaymentKept>('payments')),
    paidAtWeChat: paid.map(({ outTradeNo, request }) => ({ outTradeNo, amountFen: request.amount.total })),
    bookProblems: problems,
  };
}

/** The visits of the weeks before were paid at a WeChat Pay that this stand-in knows nothing of. */
async function earlierFen(all: <T>(collection: string) => Promise<readonly T[]>): Promise<number> {
  const earlier = (await all<Order>('orders')).filter(({ createdAt }) => createdAt < MIDNIGHT);
  return earlier.reduce((sum, { money }) => sum + money.paidFen - money.refundedFen, 0);
}
