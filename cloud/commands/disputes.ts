/** The desk about money asked back: a first answer, a decision, and the second pair of eyes above the limit. */
import type { CommandInput } from '#contract/runCommand';
import { decide, type Outcome, secondLook } from '#domain/dispute/decide';
import { answered, type Dispute } from '#domain/dispute/dispute';
import type { Order } from '#domain/order/order';
import type { OperationParameters } from '#domain/operations/parameters';
import { yuan } from '#domain/payment/fen';
import { closeAlertIn } from '../alerts/alerts';
import { answerRow, type CommandRow } from '../commandRows';
import { alertIdOf } from '../dispute/reminders';
import { carriedOut } from '../dispute/carriedOut';
import { filedDispute } from '../dispute/disputes';
import { poke } from '../functions';
import { tell } from '../messages';
import { changeOrder } from '../orders';
import { enqueue } from '../outbox';
import { operations } from '../settings';
import { transact } from '../transact';

type Kind = 'answerDispute' | 'decideDispute' | 'confirmDispute';
type Command<K extends Kind = Kind> = Extract<CommandInput, { kind: K }>;

export async function runDisputeCommand(command: Command, row: CommandRow, now: number): Promise<void> {
  const p = await operations(now);
  switch (command.kind) {
    case 'answerDispute':
      await answer(command, row, now, p);
      break;
    case 'decideDispute': {
      const wanted = {
        amountFen: command.amountFen,
        bearer: command.bearer,
        reply: command.reply,
        by: row.requestedBy,
      };
      await settle(command.orderId, row, now, p, (order, dispute) => decide(order, dispute, wanted, now, p));
      break;
    }
    case 'confirmDispute': {
      const word = { approved: command.approved, by: row.requestedBy };
      await settle(command.orderId, row, now, p, (order, dispute) => secondLook(order, dispute, word, now, p));
    }
  }
  await poke('outboxTimer');
}

async function settle(
  orderId: string,
  row: CommandRow,
  now: number,
  p: OperationParameters,
  judge: (order: Order, dispute: Dispute) => Outcome,
): Promise<void> {
  await changeOrder(orderId, async (order, transaction) => {
    const outcome = judge(order, await filedDispute(transaction, orderId));
    const change = await carriedOut(transaction, order, outcome, now, p);
    if (outcome.carriedOut) await closeAlertIn(transaction, alertIdOf(orderId), now);
    await answerRow(transaction, row, 'done', saidOf(outcome), now);
    return change;
  });
}

function saidOf({ dispute, carriedOut: done }: Outcome): string {
  if (dispute.state === 'secondLook') return '已提交，等另一位同事（财务）复核';
  if (!done) return '已退回，请重新决定';
  const { amountFen, refundFen } = done.effect;
  return amountFen > 0 ? `已同意退款 ${yuan(amountFen)}，原路退回 ${yuan(refundFen)}` : '已答复，不退款';
}

/** The family reads the answer on the page of the order. */
async function answer(
  { orderId, reply }: Command<'answerDispute'>,
  row: CommandRow,
  now: number,
  p: OperationParameters,
): Promise<void> {
  await transact(async (transaction) => {
    const dispute = answered(await filedDispute(transaction, orderId), reply, now, p);
    await transaction.put('disputes', dispute);
    await closeAlertIn(transaction, alertIdOf(orderId), now);
    const order = await transaction.get<Order>('orders', orderId);
    if (order) {
      const told = tell('patient', order, 'disputeNews', '平台已答复退款申请');
      await enqueue(transaction, told, { orderId, cause: `disputeAnswer:${row._id}`, now });
    }
    await answerRow(transaction, row, 'done', '已答复', now);
  });
}
