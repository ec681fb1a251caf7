import type { CommandInput } from '#contract/runCommand';
import { answerRow, type CommandRow } from '../commandRows';
import { releasePhone } from '../people/phones';
import { transact } from '../transact';

type Command = Extract<CommandInput, { kind: 'releasePhone' }>;

/** An operator takes a phone number off its account. */
export const runReleasePhone = ({ phone }: Command, row: CommandRow, now: number): Promise<void> =>
  transact(async (transaction) => {
    const masked = await releasePhone(transaction, phone);
    await answerRow(transaction, row, 'done', `已解绑 ${masked}`, now);
  });
