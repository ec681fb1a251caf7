import type { CommandInput } from '#contract/runCommand';
import { Refusal } from '#domain/refusal';
import { answerRow, type CommandRow } from '../commandRows';
import type { DifferenceRow } from '../reconciliation/reconcileDay';
import { transact } from '../transact';

type Command = Extract<CommandInput, { kind: 'closeDifference' }>;

/** Finance found out what a difference was. The books stay as they are: what has to move moves by its own command. */
export const runCloseDifference = ({ differenceId, note }: Command, row: CommandRow, now: number): Promise<void> =>
  transact(async (transaction) => {
    const found = await transaction.get<DifferenceRow>('reconciliationDifferences', differenceId);
    if (!found) throw new Refusal('NOT_FOUND', { differenceId });
    if (found.state === 'open') {
      const closed = { ...found, state: 'closed' as const, note, closedBy: row.requestedBy, closedAt: now };
      await transaction.put('reconciliationDifferences', closed);
    }
    await answerRow(transaction, row, 'done', '差异已核对', now);
  });
