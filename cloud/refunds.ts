/** Money on its way back: carried out after the transaction that decided it, finished when WeChat Pay says so. */
import type { PayeeCard } from '#contract/financeCommands';
import type { Order } from '#domain/order/order';
import { refundArrived } from '#domain/order/pay';
import { refundReturnedEntry } from '#domain/payment/clearingEntries';
import { yuan } from '#domain/payment/fen';
import { refundSucceededEntry } from '#domain/payment/ledger';
import { withPackage } from '#domain/payment/packages/packageEntries';
import { Refusal } from '#domain/refusal';
import { closeAlertIn, raiseAlert, raiseAlertIn } from './alerts/alerts';
import { _, db, read } from './database';
import { book } from './ledger';
import { tell } from './messages';
import { changeOrder, type Change } from './orders';
import { enqueue } from './outbox';
import { tellOfPackageRefund } from './packages/told';
import { doorOf } from './payDoor/payDoor';
import type { Refund } from './refundRequests';
import { transact, type Transaction } from './transact';
import { applyAbnormalRefund } from './weChatPay';
import type { RefundState } from './weChatPay/transaction';

const FIRST_QUERY_AFTER_MS = 60_000;
const APART_MS = 60_000;

/** Asks WeChat Pay; asking again under the same number does no harm. */
export async function carryOutRefund(outRefundNo: string, now: number): Promise<void> {
  const row = await refundByNo(outRefundNo);
  if (row.state !== 'requested') return;
  await keepApart(row, now);
  const { outTradeNo, amountFen, totalFen, reason } = row;
  const answered = await doorOf(row).refund({ outTradeNo, outRefundNo, amountFen, totalFen, reason });
  await db
    .collection('refunds')
    .where({ _id: outRefundNo, state: 'requested' })
    .update({ state: 'processing', refundId: answered.refund_id, nextQueryAt: now + FIRST_QUERY_AFTER_MS });
  await noteRefund(answered, now);
}

/** Of one payment no two within a minute: WeChat Pay refuses the second. This one's turn comes with its next try. */
async function keepApart({ _id, orderId, packageId, outTradeNo }: Refund, now: number): Promise<void> {
  const whose = packageId === undefined ? { orderId } : { packageId };
  const justAsked = { ...whose, outTradeNo, _id: _.neq(_id), askedAt: _.gt(now - APART_MS) };
  const { total } = await db.collection('refunds').where(justAsked).count();
  if ((total ?? 0) > 0) throw new Refusal('PAYMENT_SERVICE_FAILED', { code: 'REFUND_TOO_SOON' });
  await db.collection('refunds').where({ _id, state: 'requested' }).update({ askedAt: now });
}

/** WeChat Pay would not take the refund for days: it waits for a person now, like one that did not go through. */
export async function giveUpRefund(outRefundNo: string): Promise<void> {
  await db.collection('refunds').where({ _id: outRefundNo, state: 'requested' }).update({ state: 'abnormal' });
}

/**
 * A person decided where the money of a refund that cannot reach the payer goes: to our own bank account. Written down before
 * WeChat Pay is asked: should its answer be lost, success later still means our account, and a query finds what became of it.
 */
export async function sendToMerchant({ _id, refundId }: Refund, now: number): Promise<void> {
  const processing = { state: 'processing', toMerchant: true, nextQueryAt: now + FIRST_QUERY_AFTER_MS };
  const { updated } = await db.collection('refunds').where({ _id, state: 'abnormal' }).update(processing);
  if (updated !== 1) throw new Refusal('ILLEGAL_STEP', { outRefundNo: _id });
  await noteRefund(await applyAbnormalRefund(refundId, _id, null), now);
}

/** The same with a card the payer named: what succeeds then is with him. `toCard`: its last four digits. */
export async function sendToCard({ _id, refundId }: Refund, card: PayeeCard, now: number): Promise<void> {
  const toCard = card.bankAccount.slice(-4);
  const processing = { state: 'processing', toCard, nextQueryAt: now + FIRST_QUERY_AFTER_MS };
  const { updated } = await db.collection('refunds').where({ _id, state: 'abnormal' }).update(processing);
  if (updated !== 1) throw new Refusal('ILLEGAL_STEP', { outRefundNo: _id });
  await noteRefund(await applyAbnormalRefund(refundId, _id, card), now);
}

export type RefundOutcome = 'succeeded' | 'repeated' | 'abnormal' | 'processing' | 'returned';

/** What WeChat Pay says about a refund, by notification, by query or at once. Hearing it again changes nothing. */
export async function noteRefund(said: RefundState, now: number): Promise<RefundOutcome> {
  const row = await refundByNo(said.out_refund_no);
  if (said.amount.refund !== row.amountFen || said.out_trade_no !== row.outTradeNo) {
    throw new Refusal('AMOUNT_MISMATCH', {
      outRefundNo: row._id,
      expectedFen: row.amountFen,
      saidFen: said.amount.refund,
    });
  }
  if (ENDED.includes(row.state) || row.returnedAt !== undefined) return 'repeated';
  if (said.status === 'PROCESSING') return 'processing';
  if (said.status !== 'SUCCESS') return waitsForPerson(row, said, now);
  return row.toMerchant ? returned(row, now) : arrived(row._id, said.refund_id, now);
}

const ENDED: readonly Refund['state'][] = ['succeeded', 'replaced', 'byHand'];

export const stuckAlertId = (outRefundNo: string): string => `refund:${outRefundNo}`;

/** ABNORMAL or CLOSED: the money did not go back by itself. */
async function waitsForPerson(row: Refund, said: RefundState, now: number): Promise<RefundOutcome> {
  const { _id, orderId, state, amountFen } = row;
  console.error(JSON.stringify({ refund: _id, status: said.status }));
  const closed = said.status === 'CLOSED';
  const abnormal = { state: 'abnormal', refundId: said.refund_id, ...(closed && { closedThere: true }) };
  await db.collection('refunds').where({ _id, state }).update(abnormal);
  const why = closed ? '微信支付关闭了这笔退款' : '退款退不到付款人的卡';
  const text = `${why}，${yuan(amountFen)}。请财务处理。`;
  await raiseAlert({ _id: stuckAlertId(_id), kind: 'refundStuck', orderId, nurseId: '', text }, now);
  return 'abnormal';
}

/** It is on our own bank account now and still owed: a person pays it from there. */
async function returned({ _id, orderId, packageId, amountFen }: Refund, now: number): Promise<RefundOutcome> {
  return transact(async (transaction) => {
    const row = await transaction.get<Refund>('refunds', _id);
    if (!row || ENDED.includes(row.state) || row.returnedAt !== undefined) return 'repeated';
    await transaction.put('refunds', { ...row, state: 'abnormal', returnedAt: now });
    const entry = refundReturnedEntry({ orderId, outRefundNo: _id, amountFen }, now);
    await book(transaction, withPackage(entry, packageId));
    const text = `退款 ${yuan(amountFen)} 已退到商户银行账户。请转给付款人，再登记银行流水号。`;
    await raiseAlertIn(transaction, { _id: stuckAlertId(_id), kind: 'refundStuck', orderId, nurseId: '', text }, now);
    return 'returned';
  });
}

async function arrived(outRefundNo: string, refundId: string, now: number): Promise<RefundOutcome> {
  const { orderId, packageId } = await refundByNo(outRefundNo);
  let outcome: RefundOutcome = 'succeeded';
  const note = async (transaction: Transaction): Promise<Refund | null> => {
    const row = await transaction.get<Refund>('refunds', outRefundNo);
    // `toMerchant`: decided this very moment; the query sweep finds out where it went.
    outcome = row && !ENDED.includes(row.state) && !row.toMerchant ? 'succeeded' : 'repeated';
    if (!row || outcome === 'repeated') return null;
    await transaction.put('refunds', { ...row, state: 'succeeded', refundId, arrivedAt: now });
    if (row.toCard !== undefined) await closeAlertIn(transaction, stuckAlertId(outRefundNo), now);
    const entry = refundSucceededEntry({ orderId, outRefundNo, amountFen: row.amountFen }, now);
    await book(transaction, withPackage(entry, packageId));
    return row;
  };
  await changeOwner({ orderId, packageId }, note, now);
  return outcome;
}

/** `settle` writes the refund's own end and answers it, null where it had ended before; then its order hears of it, or its package. */
export async function changeOwner(
  { orderId, packageId }: { readonly orderId: string; readonly packageId: string | undefined },
  settle: (transaction: Transaction) => Promise<Refund | null>,
  now: number,
): Promise<void> {
  if (packageId !== undefined) {
    await transact(async (transaction) => {
      const row = await settle(transaction);
      if (row) await tellOfPackageRefund(transaction, packageId, row, now);
    });
    return;
  }
  await changeOrder(orderId, async (order, transaction) => {
    const row = await settle(transaction);
    return row ? arrivedChange(transaction, order, row, now) : { order, fact: null };
  });
}

/** The order's side of it, whichever way the money went; the payer is told. */
async function arrivedChange(
  transaction: Transaction,
  order: Order,
  { _id, ofOrder, amountFen, state }: Refund,
  now: number,
): Promise<Change> {
  const how = state === 'byHand' ? '已通过银行转账退回' : '已原路退回';
  if (ofOrder) {
    const decision = refundArrived(order, amountFen, now);
    return { ...decision, effects: tell('patient', decision.order, 'refundIssued', `退款${how}，请查收`) };
  }
  // The order never counted this money, so it does not change.
  const cause = `refundArrived:${_id}`;
  await enqueue(transaction, tell('patient', order, 'refundIssued', `多付的款项${how}`), {
    ...{ orderId: order._id, cause, now },
  });
  return { order, fact: null };
}

async function refundByNo(outRefundNo: string): Promise<Refund> {
  const row = await read<Refund>('refunds', outRefundNo);
  if (!row) throw new Refusal('NOT_FOUND', { outRefundNo });
  return row;
}
