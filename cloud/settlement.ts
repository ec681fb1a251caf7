/** Money has arrived: by notification or by our own query, the same way, once. */
import type { Decision, Order } from '#domain/order/order';
import { settle } from '#domain/order/pay';
import { insuredEntry } from '#domain/payment/insurance/entries';
import { insuredFen } from '#domain/payment/insurance/settled';
import { paidEntry } from '#domain/payment/ledger';
import type { OperationParameters } from '#domain/operations/parameters';
import { Refusal, type RefusalCode } from '#domain/refusal';
import { noteCompletion } from './completion';
import { db } from './database';
import { coverWanted } from './insurance/coverWanted';
import { book } from './ledger';
import { wholeFen } from './medicalInsurance/insuredPart';
import { tell } from './messages';
import { changeOrder, type Change } from './orders';
import { settlePackage } from './packages/bought';
import { paymentWithOrder } from './paymentWithOrder';
import { doorOf } from './payDoor/payDoor';
import type { Payment } from './payments';
import { refundPart, requestRefunds } from './refundRequests';
import { operations } from './settings';
import type { Seen, Transaction } from './transact';
import { useCoupon } from './wallet/coupons';
import { isPaid, type Transaction as PaidTransaction } from './weChatPay/transaction';

/** `waiting`: the payer's own part is there, the insurance's is not yet. */
export type SettleOutcome = 'settled' | 'repeated' | 'sentBack' | 'waiting';

/** Records a payment. Hearing of it again changes nothing; one that is not what we asked for is refused. */
export async function settlePaid(paid: PaidTransaction, now: number): Promise<SettleOutcome> {
  const found = await paymentWithOrder(paid.out_trade_no, now);
  if (!found) throw new Refusal('NOT_FOUND', { outTradeNo: paid.out_trade_no });
  const { payment, seen } = found;
  assertOurs(paid, payment);
  if (payment.insured) return noteOwnPart(payment, paid.transaction_id, now);
  const p = await operations(now);
  if (payment.packageId !== undefined) return settlePackage(payment, paid.transaction_id, now, p);
  return settleAs(payment, (current) => ({ ...current, transactionId: paid.transaction_id }), now, p, seen);
}

/** Writes a payment that arrived, as `arrived` says it did, and lets its order hear of it; once. `seen`: both as they were read. */
export async function settleAs(
  payment: Payment,
  arrived: (current: Payment) => Payment,
  now: number,
  p: OperationParameters,
  seen: Seen = {},
): Promise<SettleOutcome> {
  let outcome: SettleOutcome = 'settled';
  await changeOrder(
    payment.orderId,
    async (order, transaction) => {
      const current = await transaction.get<Payment>('payments', payment._id);
      if (!current || current.state === 'paid') {
        outcome = 'repeated';
        return { order, fact: null };
      }
      const change = await settledChange(transaction, order, arrived(current), now, p);
      outcome = change.sentBack ? 'sentBack' : 'settled';
      return change;
    },
    seen,
  );
  return outcome;
}

/** The insurance's part may still fail: the order hears of both together (cloud/medicalInsurance), by the next sweep at the latest. */
async function noteOwnPart(
  { _id, state, transactionId }: Payment,
  paidAs: string,
  now: number,
): Promise<SettleOutcome> {
  if (state === 'paid' || transactionId === paidAs) return 'repeated';
  const change = { transactionId: paidAs, nextQueryAt: now, state: 'requested' };
  await db.collection('payments').where({ _id, state, transactionId: '' }).update(change);
  return 'waiting';
}

/** Compares all that identifies the payment with what we asked for. */
function assertOurs(paid: PaidTransaction, payment: Payment): void {
  const { mchid, appid } = doorOf(payment).account();
  const said = { mchid: paid.mchid, appid: paid.appid, openid: paid.payer.openid ?? '' };
  const expected = { mchid, appid, openid: payment.openid };
  const differing = (['mchid', 'appid', 'openid'] as const).filter((name) => said[name] !== expected[name]);
  if (differing.length > 0) throw new Refusal('BAD_INPUT', { outTradeNo: payment._id, differing });
  if (!isPaid(paid)) {
    throw new Refusal('BAD_INPUT', { outTradeNo: payment._id, tradeState: paid.trade_state });
  }
  if (paid.amount.total !== payment.amountFen) {
    throw new Refusal('AMOUNT_MISMATCH', {
      outTradeNo: payment._id,
      expectedFen: payment.amountFen,
      paidFen: paid.amount.total,
    });
  }
}

type SettledChange = Change & { readonly sentBack: boolean };

async function settledChange(
  transaction: Transaction,
  order: Order,
  payment: Payment,
  now: number,
  p: OperationParameters,
): Promise<SettledChange> {
  const paid: Payment = { ...payment, state: 'paid', paidAt: now };
  await bookArrival(transaction, paid, now);
  // Known already to be of no use: only one of its two parts arrived.
  const decision = paid.ofOrder ? decide(order, paid, now) : null;
  if (!decision) {
    await refundPart(transaction, { ...paid, ofOrder: false }, wholeFen(paid), now, '重复支付退款');
    return { order, fact: null, sentBack: true };
  }
  const after = decision.order;
  await transaction.put('payments', paid);
  if (after.status === 'refunding') {
    await requestRefunds(transaction, order, wholeFen(paid), now);
    return {
      ...decision,
      effects: tell('patient', after, 'refundIssued', '订单已取消，款项将原路退回'),
      sentBack: true,
    };
  }
  if (order.money.paidFen === 0) await useCoupon(transaction, order);
  await noteCompletion(transaction, order, after, now, p);
  const effects = [
    ...tell('patient', after, 'orderPaid', '支付成功'),
    // Of the rest she need not hear: she comes, or was there.
    ...(order.status === 'pendingPayment' ? tell('nurse', after, 'orderPaid', '患者已支付，请按时上门') : []),
    ...coverWanted(after),
  ];
  return { ...decision, effects, sentBack: false };
}

async function bookArrival(
  transaction: Transaction,
  { _id: outTradeNo, orderId, amountFen, insured }: Payment,
  now: number,
) {
  if (amountFen > 0) await book(transaction, paidEntry({ orderId, outTradeNo, amountFen }, now));
  if (insured && insuredFen(insured) > 0)
    await book(transaction, insuredEntry({ orderId, outTradeNo, insuredFen: insuredFen(insured) }, now));
}

/** The order has no use for this genuine payment: paid on two phones at once, or the nurse backed out meanwhile. */
const NO_USE: readonly RefusalCode[] = ['ILLEGAL_STEP', 'PAID_TWICE', 'AMOUNT_MISMATCH'];

function decide(order: Order, payment: Payment, now: number): Decision | null {
  const { _id: outTradeNo, part, transactionId, insured } = payment;
  try {
    const money = { paidFen: wholeFen(payment), expectedFen: wholeFen(payment), alreadyPaid: false };
    const said = { part, transactionId, outTradeNo, ...(insured && { insuredFen: insuredFen(insured) }) };
    return settle(order, { ...said, ...money }, now);
  } catch (error) {
    if (error instanceof Refusal && NO_USE.includes(error.code)) return null;
    throw error;
  }
}
