/**
 * How a mixed payment ended, by WeChat Pay's own word on the order of both parts. Its notification is repeated for half a minute
 * only, so the sweep asks as well; hearing it again changes nothing.
 */
import { insuredFen } from '#domain/payment/insurance/settled';
import { Refusal } from '#domain/refusal';
import { raiseAlert } from '../alerts/alerts';
import { markClosed } from '../closings';
import { read } from '../database';
import type { Payment } from '../payments';
import { settleAs, settlePaid, type SettleOutcome } from '../settlement';
import { operations } from '../settings';
import { query } from '../weChatPay';
import { merchant } from '../weChatPay/merchant';
import { type MixOrder, queryMixOrder } from '../weChatPay/medIns';
import { isPaid } from '../weChatPay/transaction';
import type { InsuredPart } from './insuredPart';

export type MixOutcome = SettleOutcome | 'closed';

/** The notification is only the hint; what counts is what WeChat Pay answers now. */
export async function settleMixed(outTradeNo: string, now: number): Promise<MixOutcome> {
  const payment = await read<Payment>('payments', outTradeNo);
  if (!payment?.insured) throw new Refusal('NOT_FOUND', { outTradeNo });
  if (payment.state === 'paid') return 'repeated';
  const mix = await queryMixOrder(outTradeNo);
  if (mix) assertOurs(mix, payment, payment.insured);
  const transactionId = await ownPart(payment, now);
  const ownDone = payment.amountFen === 0 || transactionId !== '';
  const { mix_pay_status: state, med_ins_pay_status: insuredState } = mix ?? NOT_ANNOUNCED;
  if ((state === 'SUCCESS' || state === 'REFUND') && ownDone) return settleBoth(payment, transactionId, mix, now);
  const isOver = state === 'FAIL' || (mix === null && ownDone);
  if (!isOver && (state === 'MIX_PAY_CREATED' || !ownDone)) return 'waiting';
  const insured = insuredState === 'SUCCESS' ? payment.insured : NOTHING_OF(payment.insured);
  return sendBack(payment, { transactionId, insured }, now);
}

const NOT_ANNOUNCED = { mix_pay_status: 'FAIL', med_ins_pay_status: 'FAIL' } as const;

/** WeChat Pay's number of the payer's own payment; `''`: she has not paid. */
async function ownPart(payment: Payment, now: number): Promise<string> {
  if (payment.transactionId !== '' || payment.amountFen === 0) return payment.transactionId;
  const found = await query(payment._id);
  if (!found || !isPaid(found)) return '';
  await settlePaid(found, now);
  return found.transaction_id;
}

async function settleBoth(payment: Payment, transactionId: string, mix: MixOrder | null, now: number) {
  const mixTradeNo = mix?.mix_trade_no ?? '';
  const arrived = (current: Payment): Payment => ({
    ...current,
    transactionId,
    ...(current.insured && { insured: { ...current.insured, mixTradeNo } }),
  });
  return settleAs(payment, arrived, now, await operations(now));
}

/** Only one part arrived: it goes back, the order never hears of it. Neither: nobody can pay it any more. */
async function sendBack(
  payment: Payment,
  arrived: { readonly transactionId: string; readonly insured: InsuredPart },
  now: number,
): Promise<MixOutcome> {
  const { transactionId } = arrived;
  const amountFen = transactionId === '' ? 0 : payment.amountFen;
  if (amountFen + insuredFen(arrived.insured) === 0) {
    await markClosed(payment);
    return 'closed';
  }
  const insured = { ...arrived.insured, left: { ...arrived.insured.left, cashFen: amountFen } };
  const asArrived = (current: Payment): Payment => ({ ...current, transactionId, amountFen, insured, ofOrder: false });
  return settleAs(payment, asArrived, now, await operations(now));
}

const NOTHING_OF = (insured: InsuredPart): InsuredPart => {
  const nothing = { govFen: 0, selfFen: 0, otherFen: 0 };
  return { ...insured, ...nothing, left: { ...insured.left, ...nothing } };
};

function assertOurs(
  mix: MixOrder,
  { _id, openid, amountFen }: Payment,
  { govFen, selfFen, otherFen }: InsuredPart,
): void {
  const said = { appid: mix.appid, openid: mix.openid, outTradeNo: mix.out_trade_no };
  const expected = { appid: merchant().appid, openid, outTradeNo: _id };
  const differing = (['appid', 'openid', 'outTradeNo'] as const).filter((name) => said[name] !== expected[name]);
  if (differing.length > 0) throw new Refusal('BAD_INPUT', { outTradeNo: _id, differing });
  const same =
    mix.med_ins_gov_fee === govFen &&
    mix.med_ins_self_fee === selfFen &&
    mix.med_ins_other_fee === otherFen &&
    mix.wechat_pay_cash_fee === amountFen;
  if (!same) throw new Refusal('AMOUNT_MISMATCH', { outTradeNo: _id });
}

/** Her money is here and the office has said nothing long after the voucher ran out: a person asks WeChat Pay and the office. */
export async function tellIfStuck({ _id, orderId, transactionId, insured }: Payment, now: number): Promise<void> {
  if (transactionId === '' || !insured || now < insured.authorizedUntil + STUCK_AFTER_MS) return;
  const text = '自费部分已付，医保部分一直没有结果。请向微信支付和医保局核对，系统会继续查询。';
  await raiseAlert({ _id: `medIns:${_id}`, kind: 'payService', orderId, nurseId: '', text }, now);
}

const STUCK_AFTER_MS = 30 * 60_000;
