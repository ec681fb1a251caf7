/** Money has arrived: by notification or by our own query, the same way, once. */
import type { Decision, Order } from '#domain/order/order';
import { settle } from '#domain/order/pay';
import { paidEntry } from '#domain/payment/ledger';
import type { OperationParameters } from '#domain/operations/parameters';
import { Refusal, type RefusalCode } from '#domain/refusal';
import { noteCompletion } from './completion';
import { read } from './database';
import { coverWanted } from './insurance/coverWanted';
import { book } from './ledger';
import { tell } from './messages';
import { changeOrder, type Change } from './orders';
import type { Payment } from './payments';
import { refundPart, requestRefunds } from './refundRequests';
import { operations } from './settings';
import type { Transaction } from './transact';
import { useCoupon } from './wallet/coupons';
import { merchant } from './weChatPay/merchant';
import { isPaid, type Transaction as PaidTransaction } from './weChatPay/transaction';

export type SettleOutcome = 'settled' | 'repeated' | 'sentBack';

/** Records a payment. Hearing of it again changes nothing; one that is not what we asked for is refused. */
export async function settlePaid(paid: PaidTransaction, now: number): Promise<SettleOutcome> {
  const payment = await read<Payment>('payments', paid.out_trade_no);
  if (!payment) throw new Refusal('NOT_FOUND', { outTradeNo: paid.out_trade_no });
  assertOurs(paid, payment);
  const p = await operations(now);
  let outcome: SettleOutcome = 'settled';
  await changeOrder(payment.orderId, async (order, transaction) => {
    const current = await transaction.get<Payment>('payments', payment._id);
    if (!current || current.state === 'paid') {
      outcome = 'repeated';
      return { order, fact: null };
    }
    const change = await settledChange(transaction, order, { ...current, transactionId: paid.transaction_id }, now, p);
    outcome = change.sentBack ? 'sentBack' : 'settled';
    return change;
  });
  return outcome;
}

/** Compares all that identifies the payment with what we asked for. */
function assertOurs(paid: PaidTransaction, payment: Payment): void {
  const { mchid, appid } = merchant();
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
  await book(transaction, paidEntry({ orderId: order._id, outTradeNo: paid._id, amountFen: paid.amountFen }, now));
  const decision = decide(order, paid, now);
  if (!decision) {
    await refundPart(transaction, { ...paid, ofOrder: false }, paid.amountFen, now, '重复支付退款');
    return { order, fact: null, sentBack: true };
  }
  const after = decision.order;
  await transaction.put('payments', paid);
  if (after.status === 'refunding') {
    await requestRefunds(transaction, order, paid.amountFen, now);
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

/** The order has no use for this genuine payment: paid on two phones at once, or the nurse backed out meanwhile. */
const NO_USE: readonly RefusalCode[] = ['ILLEGAL_STEP', 'PAID_TWICE', 'AMOUNT_MISMATCH'];

function decide(order: Order, { _id, part, amountFen, transactionId }: Payment, now: number): Decision | null {
  try {
    const money = { paidFen: amountFen, expectedFen: amountFen, transactionId, outTradeNo: _id, alreadyPaid: false };
    return settle(order, { part, ...money }, now);
  } catch (error) {
    if (error instanceof Refusal && NO_USE.includes(error.code)) return null;
    throw error;
  }
}
