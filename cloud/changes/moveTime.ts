/** A visit has another hour: half hours of both people swapped, offers ended, everybody told. */
import type { Decision, Order } from '#domain/order/order';
import { dateTimeText } from '#domain/schedule/beijing';
import type { JudgedBinding } from '../eligibility/binding';
import { decisionRow, storeDecision } from '../eligibility/decisions';
import { coverWanted } from '../insurance/coverWanted';
import { tell } from '../messages';
import { loseOffers } from '../offers';
import type { Change } from '../orders';
import type { Effect } from '../outbox';
import { bindNurse, freeNurse, freeRecipientSlots, takeRecipientSlots } from '../slots';
import type { Transaction } from '../transact';
import { endRequest } from '../transfer/requests';

/** Inside the order's transaction. `binding`: of the nurse who stays; null where another one is sought. `held`: of the chosen one, who is asked again. */
export async function moveTime(
  transaction: Transaction,
  before: Order,
  decision: Decision,
  binding: JudgedBinding | null,
  held: JudgedBinding | null = null,
): Promise<Change> {
  const { order, fact } = decision;
  if (!fact) return decision;
  await freeNurse(transaction, order._id);
  await freeRecipientSlots(transaction, order.recipientId, before);
  await takeRecipientSlots(transaction, order.recipientId, order, order._id);
  if (binding) await bindNurse(transaction, binding);
  else {
    await loseOffers(transaction, order._id);
    if (held) await bindNurse(transaction, held);
    await endRequest(transaction, before, 'handedOn', fact.at);
  }
  const { nurseId } = order;
  return {
    ...decision,
    effects: [...told(before, order), ...coverWanted(order)],
    ...(binding && {
      alsoWrite: (also: Transaction) =>
        storeDecision(also, decisionRow(binding.judged(), { orderId: order._id, nurseId })),
    }),
  };
}

/** The nurse hears of it whoever asked for it; who is no longer needed hears that too. */
function told(before: Order, after: Order): readonly Effect[] {
  const when = dateTimeText(after.startAt);
  const note = after.nurseId === before.nurseId ? `上门时间改为 ${when}` : `家属改到 ${when}，您那时没空，已换人`;
  return [
    ...tell('nurse', before, 'visitChanged', note),
    ...tell('patient', after, 'visitChanged', `上门时间改为 ${when}`),
  ];
}
