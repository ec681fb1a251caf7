import type { CommandRow } from './commandRows';
import { runCommandRow } from './commands';
import { db, read } from './database';
import { plain } from './plain';
import { sweep } from './sweep';

/** The one that is named, or all that wait, oldest first. Answers how many were carried out or refused. */
export async function runWaiting(commandId: string | null, now: number, budgetMs: number): Promise<number> {
  if (commandId === null)
    return sweep<CommandRow>({ find: waiting, handle: (row) => runCommandRow(row, now), budgetMs });
  const row = await read<CommandRow>('opCommands', commandId);
  return row?.state === 'waiting' && (await runCommandRow(row, now)) ? 1 : 0;
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
