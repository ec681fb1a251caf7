/** Operators keep the competency ledger (P-008); the row of the command is the line of its history. */
import type { CommandInput } from '#contract/runCommand';
import { reinstated } from '#domain/nurse/expiry';
import type { Nurse } from '#domain/nurse/nurse';
import { certify, revoke } from '#domain/training/competency';
import { Refusal } from '#domain/refusal';
import { serviceByCode } from '../catalogue';
import { answerRow, type CommandRow } from '../commandRows';
import { meetInDiary } from '../diaries';
import { enqueue } from '../outbox';
import { operations } from '../settings';
import { transact, type Transaction } from '../transact';

type CompetencyCommand = Extract<CommandInput, { kind: 'certifyCompetency' | 'revokeCompetency' }>;

export async function runCompetencyCommand(command: CompetencyCommand, row: CommandRow, now: number): Promise<void> {
  const [{ onboarding }, service] = await Promise.all([operations(now), serviceByCode(command.serviceCode, now)]);
  const decide = (nurse: Nurse): Nurse => {
    if (command.kind === 'revokeCompetency') return revoke(nurse, command.serviceCode);
    const { trainedAt, observedAt, validUntil } = command;
    return certify(nurse, service, { trainedAt, observedAt, validUntil }, onboarding, now);
  };
  await transact(async (transaction) => {
    const nurse = await transaction.get<Nurse>('nurses', command.nurseId);
    if (!nurse) throw new Refusal('NOT_FOUND', { nurseId: command.nurseId });
    await transaction.put('nurses', reinstated(decide(nurse), now));
    if (command.kind === 'revokeCompetency') await handOver(transaction, command, row, now);
    const done = command.kind === 'revokeCompetency' ? '已撤销' : '已授权';
    await answerRow(transaction, row, 'done', `${done} ${nurse.displayName}：${service.name}`, now);
  });
}

/** What she has promised of this service goes on to somebody who may. */
async function handOver(
  transaction: Transaction,
  { nurseId, serviceCode }: CompetencyCommand,
  { _id }: CommandRow,
  now: number,
): Promise<void> {
  await meetInDiary(transaction, nurseId, { changedAt: now });
  const payload = { nurseId, serviceCodes: [serviceCode], orderIds: null, reason: '护士该项操作授权已撤销' };
  await enqueue(transaction, [{ kind: 'handOver', payload }], { orderId: '', cause: `command:${_id}`, now });
}
