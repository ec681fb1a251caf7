import type { Said } from '#contract/runCommand';
import { Refusal } from '#domain/refusal';
import { waitsForWords, type CommandRow } from './commandRows';
import { runCommandRow } from './commands';
import { db, read } from './database';
import { plain } from './plain';
import { sweep } from './sweep';

/** All that wait, oldest first. Answers how many were carried out or refused. */
export async function runWaiting(now: number, budgetMs: number): Promise<number> {
  const handle = async (row: CommandRow) => !waitsForWords(row, now) && runCommandRow(row, now);
  return sweep<CommandRow>({ find: waiting, handle, budgetMs });
}

/** The one that is named. What is said belongs to the row of whoever says it. */
export async function runNamed(
  { commandId, said }: { readonly commandId: string; readonly said?: Said | undefined },
  operatorId: string,
  now: number,
): Promise<number> {
  const row = await read<CommandRow>('opCommands', commandId);
  if (row?.state !== 'waiting') return 0;
  if (said && row.requestedBy !== operatorId) throw new Refusal('FORBIDDEN', { commandId });
  if (!said && waitsForWords(row, now)) return 0;
  return (await runCommandRow(row, now, said)) ? 1 : 0;
}

async function waiting(limit: number): Promise<readonly CommandRow[]> {
  const { data } = await db
    .collection('opCommands')
    .where({ state: 'waiting' })
    .orderBy('requestedAt', 'asc')
    .limit(limit)
    .get();
  return plain(data as CommandRow[]);
}
