/** A nurse hands a visit on (O-08): what is asked, reviewed, agreed to, and what was not answered in time. */
import type { DeclineOrderInput, DeclineOrderReply } from '#contract/declineOrder';
import type { Nurse } from '#domain/nurse/nurse';
import type { Decision, Order } from '#domain/order/order';
import {
  agreeTransfer,
  askTransfer,
  type Colleague,
  keepVisit,
  reviewTransfer,
  transferOverdue,
} from '#domain/order/transfer';
import { Refusal } from '#domain/refusal';
import { raiseAlertIn } from '../alerts/alerts';
import { findCandidates } from '../candidates';
import { poke } from '../functions';
import { tell } from '../messages';
import type { Offer } from '../offers';
import { changeOrder, orderById, type Change } from '../orders';
import { wantedBy } from '../search';
import { operations } from '../settings';
import { freeNurse } from '../slots';
import type { Transaction } from '../transact';
import { closedRequest, endRequest, openRequest, requestOf, transferAlertId } from './requests';

const MOST_COLLEAGUES = 10;

async function ownOrder(orderId: string, nurse: Nurse): Promise<Order> {
  const order = await orderById(orderId);
  if (order.nurseId !== nurse._id) throw new Refusal('NOT_FOUND', { orderId });
  return order;
}

/** Whom she could name: of her institution, and the rules let them come. */
export async function colleaguesFor(orderId: string, nurse: Nurse, now: number): Promise<DeclineOrderReply> {
  const [order, p] = await Promise.all([ownOrder(orderId, nurse), operations(now)]);
  const wanted = await wantedBy(order, now);
  const able = await findCandidates(wanted, { now, p, excluding: [nurse._id], enough: MOST_COLLEAGUES });
  const hers = able.filter((one) => one.nurse.institutionId === nurse.institutionId).slice(0, MOST_COLLEAGUES);
  return {
    colleagues: hers.map((one) => ({
      nurseId: one.nurse._id,
      name: one.nurse.displayName,
      title: one.nurse.title,
      travelMinutes: one.travelMinutes,
    })),
  };
}

type AskedTransfer = Extract<DeclineOrderInput, { step: 'transfer' }>;

export async function askForTransfer(
  { orderId, reason, toNurseId }: AskedTransfer,
  nurse: Nurse,
  now: number,
): Promise<DeclineOrderReply> {
  const [p, colleague] = await Promise.all([operations(now), named(orderId, toNurseId, nurse, now)]);
  const after = await changeOrder(orderId, (order) => {
    const decision = askTransfer(order, nurse._id, colleague, now, p);
    if (!decision.fact) return decision;
    const request = openRequest(decision.order, nurse, reason, now);
    return {
      ...decision,
      alsoWrite: async (transaction) => {
        await transaction.put('transfers', request);
        if (request.state === 'dispatcher') await alertDispatcher(transaction, decision.order, now);
      },
    };
  });
  const { transfer } = after;
  if (!transfer || transfer.state === 'refused' || transfer.state === 'consent') return {};
  return { transfer: { state: transfer.state, dueAt: transfer.dueAt } };
}

/** She can go after all. A family that was asked already hears that she comes. */
export async function keepOwnVisit(orderId: string, nurse: Nurse, now: number): Promise<DeclineOrderReply> {
  await changeOrder(orderId, async (order, transaction): Promise<Change> => {
    const decision = keepVisit(order, nurse._id, now);
    if (!decision.fact) return decision;
    await endRequest(transaction, order, 'takenBack', now);
    const wasAsked = order.transfer?.state === 'consent';
    const effects = wasAsked ? tell('patient', order, 'visitChanged', '原护士可以上门，不换人了') : [];
    return { ...decision, effects };
  });
  await poke('outboxTimer');
  return {};
}

async function named(orderId: string, nurseId: string | null, nurse: Nurse, now: number): Promise<Colleague | null> {
  if (nurseId === null) {
    await ownOrder(orderId, nurse);
    return null;
  }
  const { colleagues = [] } = await colleaguesFor(orderId, nurse, now);
  const found = colleagues.find((one) => one.nurseId === nurseId);
  if (!found) throw new Refusal('NURSE_UNAVAILABLE', { nurseId });
  return { nurseId, displayName: found.name };
}

/** An operator looked at it; inside the transaction of her command. */
export async function reviewed(
  transaction: Transaction,
  order: Order,
  verdict: { readonly approved: boolean; readonly by: string; readonly note: string },
  now: number,
): Promise<Change> {
  const p = await operations(now);
  const decision = reviewTransfer(order, verdict.approved, await declinedIds(transaction, order), now, p);
  const request = await requestOf(transaction, order._id);
  const state = decision.order.transfer?.state ?? 'handedOn';
  await transaction.put('transfers', closedRequest(request, { ...verdict, state }, now));
  const toNurse = verdict.approved ? '平台同意转单' : `平台没有同意转单：${verdict.note}。请按时上门`;
  const heard = tell('nurse', order, 'transferAnswered', toNurse);
  if (state === 'consent') return { ...decision, effects: [...heard, ...askFamily(decision)] };
  if (state === 'refused') return { ...decision, effects: heard };
  await freeNurse(transaction, order._id);
  return {
    ...decision,
    effects: [...heard, ...tell('patient', order, 'orderReleased', '原护士不能来，正在优先为您安排护士')],
  };
}

const askFamily = ({ order }: Decision) =>
  tell('patient', order, 'transferAsked', '护士不能来，可换一位护士，也可免费取消，请您决定');

/** The family lets another nurse come. */
export async function familyAgrees(
  orderId: string,
  mayDecide: (order: Order) => Promise<void>,
  now: number,
): Promise<void> {
  await mayDecide(await orderById(orderId));
  await changeOrder(orderId, async (order, transaction): Promise<Change> => {
    const decision = agreeTransfer(order, await declinedIds(transaction, order), now);
    const request = await requestOf(transaction, orderId);
    await transaction.put('transfers', { ...request, state: 'handedOn', agreedAt: now });
    await freeNurse(transaction, orderId);
    return { ...decision, effects: tell('nurse', order, 'transferAnswered', '家属同意换护士，您不用去了') };
  });
  await poke('dispatchMatch', { orderId });
}

/** Nobody answered in time: a dispatcher. True: this call had it. */
export async function expireTransfer(orderId: string, now: number): Promise<boolean> {
  let had = false;
  await changeOrder(orderId, async (order, transaction): Promise<Change> => {
    const decision = transferOverdue(order, now);
    had = decision.fact !== null;
    if (!decision.fact) return decision;
    const request = await requestOf(transaction, orderId);
    await transaction.put('transfers', { ...request, state: 'dispatcher' });
    await alertDispatcher(transaction, order, now);
    return decision;
  });
  return had;
}

const alertDispatcher = (transaction: Transaction, { _id, nurseId }: Order, now: number): Promise<void> =>
  raiseAlertIn(
    transaction,
    {
      _id: transferAlertId(_id),
      kind: 'orderNeedsNurse',
      orderId: _id,
      nurseId: nurseId ?? '',
      text: '护士要转单：距上门不足 2 小时，或没有人按时答复。请马上联系护士和家属，必要时收回订单另派',
    },
    now,
  );

async function declinedIds(transaction: Transaction, { _id }: Order): Promise<readonly string[]> {
  const declined = await transaction.find<Offer>('offers', { orderId: _id, status: 'declined' });
  return declined.map(({ nurseId }) => nurseId);
}
