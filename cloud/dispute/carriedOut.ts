/** A decision about a family's money, in the transaction that made it: books, refunds, points, the nurse's income, the end of the order. */
import type { Outcome } from '#domain/dispute/decide';
import { disputeEntry } from '#domain/dispute/entries';
import { institutionBackEntry } from '#domain/institution/earned';
import type { Order } from '#domain/order/order';
import type { OperationParameters } from '#domain/operations/parameters';
import { yuan } from '#domain/payment/fen';
import { noteCompletion } from '../completion';
import { book } from '../ledger';
import { tell } from '../messages';
import type { Change } from '../orders';
import type { Effect } from '../outbox';
import { giveBack } from '../reductions';
import type { Transaction } from '../transact';
import { returnAfterRefund } from '../wallet/afterRefund';
import { reversePoints } from '../wallet/points';
import { releaseAfter } from './disputes';

/** The order as it was; nothing changes in it while a second person has not agreed. */
export async function carriedOut(
  transaction: Transaction,
  order: Order,
  { dispute, carriedOut: done }: Outcome,
  now: number,
  p: OperationParameters,
): Promise<Change> {
  await transaction.put('disputes', dispute);
  if (!done) return { order, fact: null };
  const { decision, effect } = done;
  if (order.status === 'completed' && effect.amountFen > 0) {
    await book(transaction, disputeEntry(order, effect, dispute.round, now));
    const institutions = institutionBackEntry(order, decision.order, dispute.round, now, p.price);
    if (institutions) await book(transaction, institutions);
    const back = { refundFen: effect.refundFen, cause: `dispute:${dispute.round}` };
    await reversePoints(transaction, order, back, now, p);
    await returnAfterRefund(transaction, decision.order, now, p);
  }
  await giveBack(transaction, decision, now);
  await noteCompletion(transaction, order, decision.order, now, p);
  await releaseAfter(transaction, order, dispute, now);
  return { ...decision, effects: told(decision.order, effect.amountFen) };
}

const told = (order: Order, amountFen: number): Effect[] => [
  ...tell('patient', order, 'disputeNews', amountFen > 0 ? `同意退款${yuan(amountFen)}` : '核实后没有同意退款'),
  ...tell('nurse', order, 'disputeNews', '退款申请已处理，请查看'),
];
