/** Operators' commands about telling people: who was phoned, and what is to be tried once more. */
import type { CommandInput } from '#contract/runCommand';
import { Refusal } from '#domain/refusal';
import type { OperatorAlert } from '../alerts/alerts';
import { answerRow, type CommandRow } from '../commandRows';
import { deadAlertId, revive } from '../messages/deadLetters';
import type { PhoneCall } from '../messages/phoneCalls';
import { askRefundAgain } from '../refundRequests';
import { transact } from '../transact';

type MessageCommand = Extract<CommandInput, { kind: 'noteCall' | 'retryErrand' }>;
type Of<K extends MessageCommand['kind']> = Extract<MessageCommand, { kind: K }>;

export const runMessageCommand = (command: MessageCommand, row: CommandRow, now: number): Promise<void> =>
  command.kind === 'noteCall' ? noteCall(command, row, now) : retryErrand(command, row, now);

const noteCall = ({ callId, reached, note }: Of<'noteCall'>, row: CommandRow, now: number) =>
  transact(async (transaction) => {
    const call = await transaction.get<PhoneCall>('phoneCalls', callId);
    if (!call) throw new Refusal('NOT_FOUND', { callId });
    if (call.state === 'done') throw new Refusal('ILLEGAL_STEP', { state: call.state });
    const change = reached
      ? { state: 'done' as const, doneBy: row.requestedBy, doneAt: now }
      : { missed: call.missed + 1, missedAt: now };
    await transaction.put('phoneCalls', { ...call, ...change, note });
    await answerRow(transaction, row, 'done', reached ? '已打电话通知' : '没有打通，仍在电话名单上', now);
  });

const retryErrand = ({ outboxId }: Of<'retryErrand'>, row: CommandRow, now: number) =>
  transact(async (transaction) => {
    const errand = await revive(transaction, outboxId, now);
    if (errand.kind === 'refund') await askRefundAgain(transaction, errand.payload.outRefundNo);
    const alert = await transaction.get<OperatorAlert>('operatorAlerts', deadAlertId(outboxId));
    if (alert?.state === 'open') await transaction.put('operatorAlerts', { ...alert, state: 'closed', closedAt: now });
    await answerRow(transaction, row, 'done', '已重新开始，请稍后查看', now);
  });
