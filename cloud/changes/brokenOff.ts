/** The nurse is there and must not begin, or must stop: what was done is kept, what was not done is not charged. */
import type { Change as Asked, ChangeTerms } from '#contract/changeOrder';
import { interrupt } from '#domain/order/interrupt';
import type { Decision, Order } from '#domain/order/order';
import { refusalTerms, refuseVisit } from '#domain/order/refuseVisit';
import type { Account } from '../accounts';
import { raiseAlertIn } from '../alerts/alerts';
import { calledOff } from '../cancellations';
import { serviceByCode } from '../catalogue';
import { poke } from '../functions';
import { tell } from '../messages';
import { orderPrivateById } from '../orderPrivate';
import { type Change, changeOrder, orderById } from '../orders';
import { sideOf } from '../parties';
import { giveBack } from '../reductions';
import { operations } from '../settings';
import type { Transaction } from '../transact';
import { assertOfVisit, assertStored } from '../visitPhotos';
import { evvOf, visitDocument } from '../visits';
import { termsOf } from './terms';

/** Somebody calls the family: was it a doctor's matter, was anything untrue, how is the person now? */
const followUp = (transaction: Transaction, { _id: orderId, nurseId }: Order, reason: string, now: number) =>
  raiseAlertIn(
    transaction,
    {
      _id: `brokenOff:${orderId}`,
      kind: 'visitBrokenOff',
      orderId,
      nurseId: nurseId ?? '',
      text: `护士没有做完：${reason}，请联系家属跟进`,
    },
    now,
  );

export async function refuse(asked: Asked<'refuseVisit'>, account: Account, now: number): Promise<ChangeTerms> {
  const { orderId, ground, preview } = asked;
  const [p, before] = await Promise.all([operations(now), orderById(orderId)]);
  await sideOf(before, account, 'manage', now);
  if (preview) {
    const { feeFen, refundFen } = refusalTerms(before, ground, p);
    return { tier: 'R0', feeFen, refundFen };
  }
  const after = await changeOrder(orderId, async (order, transaction) => {
    const change = await calledOff(transaction, refuseVisit(order, account.nurseId ?? '', ground, now, p), now);
    await followUp(transaction, order, ground, now);
    return change;
  });
  await poke('outboxTimer');
  return termsOf(before, after, 'R0');
}

export async function breakOff(asked: Asked<'interrupt'>, account: Account, now: number): Promise<ChangeTerms> {
  const { orderId, preview } = asked;
  assertOfVisit(asked.photos, orderId);
  const [p, before] = await Promise.all([operations(now), orderById(orderId)]);
  await sideOf(before, account, 'manage', now);
  const service = await serviceByCode(before.serviceCode, now);
  const decide = (order: Order) => interrupt(order, account.nurseId ?? '', asked, service, now, p);
  if (preview) return termsOf(before, decide(before).order, 'R0');
  await assertStored(asked.photos);
  const after = await changeOrder(orderId, (order, transaction) =>
    broken(transaction, order, decide(order), asked, now),
  );
  await poke('outboxTimer');
  return termsOf(before, after, 'R0');
}

async function broken(
  transaction: Transaction,
  order: Order,
  decision: Decision,
  asked: Asked<'interrupt'>,
  now: number,
): Promise<Change> {
  const { location } = await orderPrivateById(order._id);
  await transaction.put('visitRecords', visitDocument(order, asked, evvOf(order, location, now), now));
  await transaction.remove('tracks', order._id);
  await followUp(transaction, order, asked.reason, now);
  if (decision.order.status === 'refunding') return calledOff(transaction, decision, now);
  await giveBack(transaction, decision, now);
  return { ...decision, effects: tell('patient', decision.order, 'visitFinished', '服务提前结束，按做完的部分收费') };
}
