/** Paying with the medical insurance: the steps of `ownMoney` about it. Where a city is not switched on, none of them does anything. */
import type { InsuranceReply, OwnInsuranceInput, SettledView } from '#contract/ownInsurance';
import type { Order } from '#domain/order/order';
import type { InsuredCity } from '#domain/payment/insurance/cities';
import { settledSplit } from '#domain/payment/insurance/settled';
import { Refusal } from '#domain/refusal';
import type { Account } from '../accounts';
import { db, rows } from '../database';
import { orderById } from '../orders';
import type { Payment } from '../payments';
import { assertRight } from '../people/careRights';
import { paymentRequest } from '../weChatPay';
import { cityOf } from './cities';
import { settleAndAsk } from './settleAndAsk';

const MOST = 100;

export async function ownInsurance(input: OwnInsuranceInput, account: Account, now: number): Promise<InsuranceReply> {
  const order = await orderById(input.orderId);
  await assertRight(order, account.userId, 'manage', now);
  const city = await cityOf(order, now);
  if (!city) throw new Refusal('INSURANCE_NOT_OFFERED', { orderId: order._id });
  const asked =
    input.kind === 'settleInsurance'
      ? await settleAndAsk({ order, city, authCode: input.authCode, account }, now)
      : await openRequest(order, account, now);
  return { kind: 'insurance', voucher: voucherOf(city), settled: asked && settledView(asked, now) };
}

/** What this person settled a moment ago and has not paid. */
async function openRequest({ _id: orderId }: Order, { openid }: Account, now: number): Promise<Payment | null> {
  const asked = await rows<Payment>(db.collection('payments').where({ orderId, state: 'requested' }), MOST, 'payments');
  const mine = asked.find((one) => one.insured?.mixTradeNo && one.openid === openid && one.transactionId === '');
  return mine && mine.expiresAt > now ? mine : null;
}

function settledView({ amountFen, expiresAt, prepayId, insured }: Payment, now: number): SettledView | null {
  if (!insured) return null;
  const { govFen, selfFen, otherFen } = settledSplit(insured.answer, insured.billFen);
  const payment = amountFen > 0 ? paymentRequest(prepayId, now) : null;
  const parts = { govFen, selfFen, otherFen, cashFen: amountFen };
  return { ...parts, payUntil: expiresAt, mixTradeNo: insured.mixTradeNo, payment };
}

/** The page of 国家医保 where a person shows her voucher (reference §8). */
const VOUCHER_APP = 'wxe183cd55df4b4369';

function voucherOf({ cityId, channelNumber, channelCertificate, institutionNumber, institutionAppId }: InsuredCity) {
  const query = [
    ...['openType=getAuthCode', 'bizType=04107', `cityCode=${encodeURIComponent(cityId)}`],
    `channel=${encodeURIComponent(channelNumber)}`,
    // As it was given: this one is not escaped.
    `orgChnlCrtfCodg=${channelCertificate}`,
    `orgCodg=${encodeURIComponent(institutionNumber)}`,
    `orgAppId=${encodeURIComponent(institutionAppId)}`,
  ];
  return { appId: VOUCHER_APP, path: `auth/pages/bindcard/auth/index?${query.join('&')}` };
}
