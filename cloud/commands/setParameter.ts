import type { CommandInput } from '#contract/runCommand';
import { changed } from '#domain/operations/changes';
import { dateTimeText } from '#domain/schedule/beijing';
import { answerRow, type CommandRow } from '../commandRows';
import { operationsAt, type SettingChange } from '../settings';
import { transact } from '../transact';

type Command = Extract<CommandInput, { kind: 'setParameter' }>;

/** An operator changes a number of operation. Nothing is overwritten: what holds is the last change whose hour has come. */
export async function runSetParameter({ reason, ...wish }: Command, row: CommandRow, now: number): Promise<void> {
  const p = await operationsAt(Math.max(now, wish.from ?? 0));
  const change: SettingChange = { _id: row._id, ...changed(p, wish, now), reason, by: row.requestedBy };
  await transact(async (transaction) => {
    await transaction.put('settingChanges', change);
    const answer = `${change.was} 改为 ${change.value}，${dateTimeText(change.from)} 起生效`;
    await answerRow(transaction, row, 'done', answer, now);
  });
}
