import { ref } from 'vue';
import type { CommandInput } from '#contract/runCommand';
import { callFunction, currentTime, database, operatorUid } from '../cloud';
import type { Row } from '../models';

/** The last answer, shown until the next command. */
export const lastAnswer = ref<{ readonly ok: boolean; readonly text: string } | null>(null);

/** Writes the command row, asks `runCommand` to hurry, and reads the answer from the row. */
export async function send(command: CommandInput): Promise<boolean> {
  lastAnswer.value = null;
  try {
    const row = { ...command, requestedBy: operatorUid(), requestedAt: await currentTime(), state: 'waiting' };
    const { id } = (await database().collection('opCommands').add(row)) as { id: string };
    await callFunction('runCommand', { commandId: id });
    const { data } = (await database().collection('opCommands').doc(id).get()) as { data: Row[] };
    const answered = data[0];
    const ok = answered?.state === 'done';
    lastAnswer.value = { ok, text: String(answered?.answer ?? '已提交，稍后执行') };
    return ok;
  } catch (reason) {
    lastAnswer.value = { ok: false, text: `没有提交成功：${(reason as Error).message}` };
    return false;
  }
}
