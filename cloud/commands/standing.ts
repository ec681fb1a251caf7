/** Operators' commands about nurses' papers, policies and standing, and about orders that lose their nurse. */
import type { CommandInput } from '#contract/runCommand';
import { admitted } from '#domain/nurse/admission';
import { reinstated, renewed } from '#domain/nurse/expiry';
import { COVER_NAMES, insuredUntil, type NursePolicy } from '#domain/nurse/insurance';
import type { Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import { beijingDay } from '#domain/schedule/beijing';
import { answerRow, type CommandRow } from '../commandRows';
import { poke } from '../functions';
import { nurseIn } from '../nurses';
import { assertEvidence } from '../onboarding/documentFiles';
import { changeOrder } from '../orders';
import { enqueue } from '../outbox';
import { given } from '../standing/handOvers';
import { transact, type Transaction } from '../transact';
import type { OperatorAlert } from '../alerts/alerts';

type Kind = 'renewPaper' | 'recordPolicy' | 'confirmComplaint' | 'decideAppeal' | 'releaseOrder' | 'closeAlert';
type StandingCommand = Extract<CommandInput, { kind: Kind }>;
type Of<K extends Kind> = Extract<StandingCommand, { kind: K }>;

export function runStandingCommand(command: StandingCommand, row: CommandRow, now: number): Promise<void> {
  switch (command.kind) {
    case 'renewPaper':
      return renewPaper(command, row, now);
    case 'recordPolicy':
      return recordPolicy(command, row, now);
    case 'confirmComplaint':
      return confirmComplaint(command, row, now);
    case 'decideAppeal':
      return decideAppeal(command, row, now);
    case 'releaseOrder':
      return releaseOrder(command, row, now);
    case 'closeAlert':
      return closeAlert(command, row, now);
  }
}

/** The evidence stays on the command's row, which nobody changes after it was answered. */
async function renewPaper(renewal: Of<'renewPaper'>, row: CommandRow, now: number): Promise<void> {
  const { nurseId, paper, serviceCode, validUntil } = renewal;
  await assertEvidence(nurseId, renewal.evidenceFileId);
  await transact(async (transaction) => {
    const nurse = renewed(
      await nurseIn(transaction, nurseId),
      { paper, serviceCode: serviceCode ?? null, validUntil },
      now,
    );
    await transaction.put('nurses', nurse);
    await answerRow(transaction, row, 'done', `已更新至 ${beijingDay(validUntil)}${stateOf(nurse)}`, now);
  });
}

const stateOf = ({ status, statusReason }: Nurse): string =>
  status === 'active' ? '，可接单' : `，仍不能接单：${statusReason}`;

async function recordPolicy(recorded: Of<'recordPolicy'>, row: CommandRow, now: number): Promise<void> {
  const { kind: _kind, ...policy } = recorded;
  await assertEvidence(policy.nurseId, policy.evidenceFileId);
  await transact(async (transaction) => {
    if (policy.validUntil <= Math.max(now, policy.validFrom))
      throw new Refusal('PAPER_INVALID', { cover: policy.cover });
    const { nurseId, cover } = policy;
    const document = { ...policy, _id: `${nurseId}:${cover}:${policy.policyNumber}` };
    const nurse = await nurseIn(transaction, nurseId);
    const known = await transaction.find<NursePolicy>('nursePolicies', { nurseId });
    const all = [...known.filter(({ _id }) => _id !== document._id), document];
    const insured: Nurse = { ...nurse, insuredUntil: insuredUntil(all, now) };
    const after = admitted(reinstated(insured, now), now);
    await transaction.put('nursePolicies', document);
    await transaction.put('nurses', after);
    await answerRow(transaction, row, 'done', `已登记${COVER_NAMES[cover]}${stateOf(after)}`, now);
  });
}

const confirmComplaint = ({ orderId, severity, note }: Of<'confirmComplaint'>, row: CommandRow, now: number) =>
  transact(async (transaction) => {
    const order = await transaction.get<Order>('orders', orderId);
    if (!order?.nurseId) throw new Refusal('NOT_FOUND', { orderId });
    const { nurseId } = order;
    await transaction.put('complaints', { _id: orderId, orderId, nurseId, severity, note, at: now });
    await recount(transaction, nurseId, row, now);
    await answerRow(transaction, row, 'done', '已记入护士星级', now);
  });

interface Appeal {
  readonly _id: string;
  readonly nurseId: string;
  readonly state: 'waiting' | 'accepted' | 'rejected';
}

const decideAppeal = ({ appealId, accepted, reply }: Of<'decideAppeal'>, row: CommandRow, now: number) =>
  transact(async (transaction) => {
    const appeal = await transaction.get<Appeal>('standingAppeals', appealId);
    if (!appeal) throw new Refusal('NOT_FOUND', { appealId });
    if (appeal.state !== 'waiting') throw new Refusal('ILLEGAL_STEP', { state: appeal.state });
    const state = accepted ? ('accepted' as const) : ('rejected' as const);
    await transaction.put('standingAppeals', { ...appeal, state, answer: reply, answeredAt: now });
    if (accepted) await recount(transaction, appeal.nurseId, row, now);
    await answerRow(transaction, row, 'done', accepted ? '申诉成立，星级重新计算' : '申诉不成立', now);
  });

/** Stars are counted after the commit, when what was decided can be seen. */
const recount = (transaction: Transaction, nurseId: string, { _id }: CommandRow, now: number): Promise<void> =>
  enqueue(transaction, [{ kind: 'stars', payload: { nurseId } }], { orderId: '', cause: `command:${_id}`, now });

async function releaseOrder({ orderId, reason }: Of<'releaseOrder'>, row: CommandRow, now: number): Promise<void> {
  await changeOrder(orderId, async (order, transaction) => {
    if (order.nurseId === null) throw new Refusal('ILLEGAL_STEP', { status: order.status, event: 'release' });
    const change = await given(transaction, order, { nurseId: order.nurseId, reason, by: 'operator' }, now);
    if (change.fact === null) throw new Refusal('ILLEGAL_STEP', { status: order.status, event: 'release' });
    await answerRow(transaction, row, 'done', '已收回订单，正在重新寻找护士', now);
    return change;
  });
  await poke('dispatchMatch', { orderId });
}

const closeAlert = ({ alertId }: Of<'closeAlert'>, row: CommandRow, now: number) =>
  transact(async (transaction) => {
    const alert = await transaction.get<OperatorAlert>('operatorAlerts', alertId);
    if (alert?.state !== 'open') throw new Refusal('NOT_FOUND', { alertId });
    // The list of refunds that are owed: it ends with the refund, by settleRefund.
    if (alert.kind === 'refundStuck') throw new Refusal('ILLEGAL_STEP', { kind: alert.kind });
    await transaction.put('operatorAlerts', { ...alert, state: 'closed', closedAt: now });
    await answerRow(transaction, row, 'done', '已处理', now);
  });
