/** The family asks for money back (O-12): the desk hears of it, and the nurse's income of this visit waits. */
import type { Change as Asked, ChangeTerms } from '#contract/changeOrder';
import { file } from '#domain/dispute/dispute';
import { Refusal } from '#domain/refusal';
import type { Account } from '../accounts';
import { NOTHING_CHANGES } from '../changes/lateness';
import { poke } from '../functions';
import { tell } from '../messages';
import { changeOrder, orderById } from '../orders';
import { sideOf } from '../parties';
import { operations } from '../settings';
import { disputeOf, holdFor } from './disputes';
import { sealedText } from './opened';

export async function askMoneyBack(asked: Asked<'dispute'>, account: Account, now: number): Promise<ChangeTerms> {
  const { orderId, reason, text } = asked;
  const [p, before] = await Promise.all([operations(now), orderById(orderId)]);
  await sideOf(before, account, 'manage', now);
  await changeOrder(orderId, async (order, transaction) => {
    const side = await sideOf(order, account, 'manage', now, transaction.get);
    if (side !== 'patient') throw new Refusal('FORBIDDEN', { event: 'dispute' });
    const { decision, dispute } = file(order, await disputeOf(transaction, orderId), reason, now, p);
    await transaction.put('disputes', dispute);
    await transaction.put('disputePrivate', sealedText(orderId, text));
    await holdFor(transaction, order, dispute, now);
    return { ...decision, effects: tell('nurse', decision.order, 'disputeNews', '家属申请退款，平台正在核实') };
  });
  await poke('outboxTimer');
  return NOTHING_CHANGES;
}
