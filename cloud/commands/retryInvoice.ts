import type { CommandInput } from '#contract/runCommand';
import { triedAgain, type Invoice } from '#domain/invoice/invoice';
import { Refusal } from '#domain/refusal';
import { answerRow, type CommandRow } from '../commandRows';
import { sendErrand } from '../invoices/invoices';
import { transact } from '../transact';

type Command = Extract<CommandInput, { kind: 'retryInvoice' }>;

/** Finance has put right what an invoice failed for: it is tried again, from the beginning. */
export const runRetryInvoice = ({ orderId }: Command, row: CommandRow, now: number): Promise<void> =>
  transact(async (transaction) => {
    const found = await transaction.get<Invoice>('invoices', orderId);
    if (!found) throw new Refusal('NOT_FOUND', { orderId });
    const again = triedAgain(found, now, true);
    await transaction.put('invoices', again);
    await sendErrand(transaction, orderId, `${again.round}:${again.state}:${row._id}`, now);
    await answerRow(transaction, row, 'done', '已重新提交开票', now);
  });
