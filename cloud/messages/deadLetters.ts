/** What was tried to the end without success waits for a person: an alert at the desk, and one more round when she says so. */
import { Refusal } from '#domain/refusal';
import { raiseAlert } from '../alerts/alerts';
import type { OutboxRow } from '../outbox';
import type { Transaction } from '../transact';

export const deadAlertId = (outboxId: string): string => `outbox:${outboxId}`;

const WHAT: Readonly<Record<OutboxRow['kind'], string>> = {
  message: '一条消息没有发出',
  refund: '退款没有被微信支付受理',
  insuranceRefund: '医保部分的退款没有被受理',
  poke: '一项后台工作没有完成',
  stars: '护士星级没有重新计算',
  cover: '保险没有办好',
  invoice: '发票没有开出',
  handOver: '护士的订单没有转给别人',
};

export const noteDead = ({ _id, kind, orderId, attempts }: OutboxRow, now: number): Promise<void> =>
  raiseAlert(
    {
      _id: deadAlertId(_id),
      kind: 'deadLetter',
      orderId,
      nurseId: '',
      text: `${WHAT[kind]}（已试 ${attempts} 次）。查明原因后点“再试一次”。`,
    },
    now,
  );

/** All tries anew, from now on. */
export async function revive(transaction: Transaction, outboxId: string, now: number): Promise<OutboxRow> {
  const row = await transaction.get<OutboxRow>('outbox', outboxId);
  if (!row) throw new Refusal('NOT_FOUND', { outboxId });
  if (row.state !== 'dead') throw new Refusal('ILLEGAL_STEP', { state: row.state });
  await transaction.put('outbox', { ...row, state: 'waiting', attempts: 0, nextAttemptAt: now });
  return row;
}
