import { ref } from 'vue';
import type { CommandInput, Said } from '#contract/runCommand';
import { callFunction, currentTime, database, operatorUid } from '../cloud';
import type { Row } from '../models';

/** The last answer, shown until the next command. */
export const lastAnswer = ref<{ readonly ok: boolean; readonly text: string } | null>(null);

/** A row is read by every operator: numbers of persons are said in the call instead. */
function spoken(command: CommandInput): { written: object; said?: Record<string, unknown> } {
  const { numberFound, phone, card, ...written } = command as CommandInput & Said;
  const said = {
    ...(numberFound === undefined ? {} : { numberFound }),
    ...(phone === undefined ? {} : { phone }),
    ...(card && { card }),
  };
  return Object.keys(said).length > 0 ? { written, said } : { written };
}

/** Writes the command row, asks `runCommand` to hurry, and reads the answer from the row. */
export async function send(command: CommandInput): Promise<boolean> {
  lastAnswer.value = null;
  try {
    const { written, said } = spoken(command);
    const row = { ...written, requestedBy: operatorUid(), requestedAt: await currentTime(), state: 'waiting' };
    const { id } = (await database().collection('opCommands').add(row)) as { id: string };
    await callFunction('runCommand', { commandId: id, ...(said && { said }) });
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
