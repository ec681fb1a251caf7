/** Finance ends a refund that did not go back by itself: asked for again, sent to our own bank account, or paid from there. */
import type { PayeeCard } from '#contract/financeCommands';
import type { CommandInput } from '#contract/runCommand';
import { refundByHandEntry } from '#domain/payment/clearingEntries';
import { withPackage } from '#domain/payment/packages/packageEntries';
import { Refusal } from '#domain/refusal';
import { closeAlertIn } from '../alerts/alerts';
import { answerRow, type CommandRow } from '../commandRows';
import { read } from '../database';
import { poke } from '../functions';
import { book } from '../ledger';
import { replaceRefund, type Refund } from '../refundRequests';
import { changeOwner, sendToCard, sendToMerchant, stuckAlertId } from '../refunds';
import { transact, type Transaction } from '../transact';

type Command = Extract<CommandInput, { kind: 'settleRefund' | 'refundToCard' }>;

export async function runSettleRefund(command: Command, row: CommandRow, now: number): Promise<void> {
  const refund = await read<Refund>('refunds', command.outRefundNo);
  if (!refund) throw new Refusal('NOT_FOUND', { outRefundNo: command.outRefundNo });
  if (command.kind === 'refundToCard') return toCard(refund, command.card, row, now);
  if (command.how === 'toMerchant') return toMerchant(refund, row, now);
  if (command.how === 'byHand') return byHand(refund, command.proof ?? '', row, now);
  await transact((transaction) => again(transaction, refund._id, row, now));
  await poke('outboxTimer');
}

const inStep = (refund: Refund | null, isRight: (refund: Refund) => boolean): Refund => {
  if (!refund || refund.state !== 'abnormal' || !isRight(refund))
    throw new Refusal('ILLEGAL_STEP', { state: refund?.state ?? 'none' });
  return refund;
};

/** What WeChat Pay closed: under a new number. What is only ABNORMAL would be so again; what it never took has its own errand. */
async function again(transaction: Transaction, outRefundNo: string, row: CommandRow, now: number): Promise<void> {
  const found = await transaction.get<Refund>('refunds', outRefundNo);
  const refund = inStep(found, ({ closedThere }) => closedThere === true);
  await replaceRefund(transaction, refund, now);
  await closeAlertIn(transaction, stuckAlertId(outRefundNo), now);
  await answerRow(transaction, row, 'done', '已重新申请退款', now);
}

/** Only what WeChat Pay still has and could not send: not closed there, not on our own account, not on its way there. */
const isUnsent = ({ closedThere, refundId, returnedAt }: Refund): boolean =>
  !closedThere && refundId !== '' && returnedAt === undefined;

/** Should WeChat Pay's answer be lost, a query finds out what became of it; what fails again waits for a person again. */
async function toCard(refund: Refund, card: PayeeCard, row: CommandRow, now: number): Promise<void> {
  inStep(refund, isUnsent);
  await sendToCard(refund, card, now);
  const answer = `已申请退到付款人尾号 ${card.bankAccount.slice(-4)} 的银行卡`;
  await transact((transaction) => answerRow(transaction, row, 'done', answer, now));
}

/** Answered after WeChat Pay has taken it on; should the answer be lost, the same request again changes nothing there. */
async function toMerchant(refund: Refund, row: CommandRow, now: number): Promise<void> {
  inStep(refund, isUnsent);
  await sendToMerchant(refund, now);
  await transact((transaction) =>
    answerRow(transaction, row, 'done', '已申请退到商户银行账户，到账后请转给付款人', now),
  );
}

/** Only where the money is ours again: on our bank account, or still at WeChat Pay since it closed the refund. */
async function byHand(refund: Refund, proof: string, row: CommandRow, now: number): Promise<void> {
  if (!proof) throw new Refusal('BAD_INPUT', { fields: ['proof'] });
  const settle = async (transaction: Transaction): Promise<Refund> => {
    const found = await transaction.get<Refund>('refunds', refund._id);
    const owed = inStep(found, ({ closedThere, returnedAt }) => closedThere === true || returnedAt !== undefined);
    const settled: Refund = { ...owed, state: 'byHand', settledBy: row.requestedBy, proof, arrivedAt: now };
    await transaction.put('refunds', settled);
    const { _id: outRefundNo, orderId, packageId, amountFen } = settled;
    await book(transaction, withPackage(refundByHandEntry({ orderId, outRefundNo, amountFen }, now), packageId));
    await closeAlertIn(transaction, stuckAlertId(outRefundNo), now);
    await answerRow(transaction, row, 'done', '已登记银行转账退款', now);
    return settled;
  };
  await changeOwner({ orderId: refund.orderId, packageId: refund.packageId }, settle, now);
  await poke('outboxTimer');
}
