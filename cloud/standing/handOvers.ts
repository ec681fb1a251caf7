/** Orders whose nurse no longer comes: back to the search, before all others; what is too near goes to people. */
import { handOver, UNDER_WAY } from '#domain/order/handOver';
import type { Order } from '#domain/order/order';
import { raiseAlertIn } from '../alerts/alerts';
import { _, db, everyRow } from '../database';
import { poke } from '../functions';
import { tell } from '../messages';
import type { Offer } from '../offers';
import { changeOrder, type Change } from '../orders';
import type { HandOverPayload } from '../outbox';
import { freeNurse } from '../slots';
import { endOffers } from './openOffers';
import type { Transaction } from '../transact';
import { endRequest } from '../transfer/requests';
import { operations } from '../settings';

type Ahead = Pick<Order, '_id' | 'serviceCode'>;
type Giving = Pick<HandOverPayload, 'nurseId' | 'reason'> & { readonly by: 'operator' | 'system' };

/** Doing it again changes nothing: an order that has left her is not hers any more. */
export async function handOverOrders(
  { nurseId, serviceCodes, orderIds, reason }: HandOverPayload,
  now: number,
): Promise<void> {
  const ahead = await everyRow<Ahead>(
    db
      .collection('orders')
      .where({ nurseId, status: _.in([...UNDER_WAY]) })
      .field({ _id: true, serviceCode: true })
      .orderBy('_id', 'asc'),
  );
  const wanted = ahead.filter(
    ({ _id, serviceCode }) =>
      (serviceCodes === null || serviceCodes.includes(serviceCode)) && (orderIds === null || orderIds.includes(_id)),
  );
  for (const { _id } of wanted) await giveOn(_id, { nurseId, reason, by: 'system' }, now);
  // With a change of her plan she keeps what else she was asked: it is checked when she accepts.
  if (orderIds === null) await endOffers({ nurseId, serviceCodes }, now);
}

/** Gives one order on and hurries its search. */
export async function giveOn(orderId: string, giving: Giving, now: number): Promise<Order> {
  const after = await changeOrder(orderId, (order, transaction) => given(transaction, order, giving, now));
  if (after.status === 'pendingAcceptance') await poke('dispatchMatch', { orderId });
  return after;
}

/** One order, inside its transaction. */
export async function given(transaction: Transaction, order: Order, giving: Giving, now: number): Promise<Change> {
  const p = await operations(now);
  const declined = await transaction.find<Offer>('offers', { orderId: order._id, status: 'declined' });
  const declinedNurseIds = declined.map(({ nurseId }) => nurseId);
  const decision = handOver(order, giving, declinedNurseIds, now, p);
  if (decision === null) return { order, fact: null };
  if (decision === 'people') {
    const { nurseId, reason } = giving;
    const alert = { _id: `nurse:${order._id}`, kind: 'orderNeedsNurse', orderId: order._id, nurseId } as const;
    const text = `护士无法上门（${reason}），距上门不足 ${p.transfer.leadMinutes / 60} 小时或服务已开始，请立即处理`;
    return { order, fact: null, alsoWrite: (also) => raiseAlertIn(also, { ...alert, text }, now) };
  }
  await freeNurse(transaction, order._id);
  await endRequest(transaction, order, 'handedOn', now);
  return { ...decision, effects: tell('patient', order, 'orderReleased', '原护士无法上门，正在优先为您安排护士') };
}
