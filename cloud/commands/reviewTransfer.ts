import type { CommandInput } from '#contract/runCommand';
import { answerRow, type CommandRow } from '../commandRows';
import { poke } from '../functions';
import { changeOrder } from '../orders';
import { reviewed } from '../transfer/transfers';

type Command = Extract<CommandInput, { kind: 'reviewTransfer' }>;

/** An operator lets a visit go to another nurse, or does not (O-08). */
export async function runReviewTransfer(command: Command, row: CommandRow, now: number): Promise<void> {
  const { orderId, approved, note } = command;
  const after = await changeOrder(orderId, async (order, transaction) => {
    const change = await reviewed(transaction, order, { approved, note, by: row.requestedBy }, now);
    await answerRow(transaction, row, 'done', ANSWERS[change.order.transfer?.state ?? 'handedOn'] ?? '已处理', now);
    return change;
  });
  if (after.status === 'pendingAcceptance') await poke('dispatchMatch', { orderId });
  await poke('outboxTimer');
}

const ANSWERS: Readonly<Record<string, string>> = {
  consent: '已同意，正在请家属决定',
  refused: '没有同意，护士按时上门',
  handedOn: '已同意，正在寻找护士',
};
