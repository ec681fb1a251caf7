/** From the voucher to a request for both parts: who showed it, the office's settlement, the order of both parts at WeChat Pay. */
import { randomBytes } from 'node:crypto';
import type { Order } from '#domain/order/order';
import type { InsuredCity } from '#domain/payment/insurance/cities';
import { BILLED_KINDS, billFen, type MixAmounts, mixAmounts } from '#domain/payment/insurance/mixOrder';
import { insuredFen, settledSplit, type SettlementAnswer } from '#domain/payment/insurance/settled';
import { Refusal } from '#domain/refusal';
import { MINUTE } from '#domain/schedule/beijing';
import type { Account } from '../accounts';
import { closePayment } from '../closings';
import { db, read, rows } from '../database';
import { doorOf } from '../payDoor/payDoor';
import { requestPayment, type Payment } from '../payments';
import { idNumberOf, nameOf, type Recipient } from '../recipients';
import { createMixOrder, type Identity } from '../weChatPay/medIns';
import { type Authorized, settledByOffice, userOfVoucher } from './gateway';
import type { InsuredPart } from './insuredPart';

/** The office's word is good for some minutes; so long the person may look at the split and pay. */
const AUTHORIZED_MS = 8 * MINUTE;
const MOST_RECIPIENTS = 100;

export interface Asked {
  readonly order: Order;
  readonly city: InsuredCity;
  readonly authCode: string;
  readonly account: Account;
}

/** The request, announced at WeChat Pay. What fails on the way leaves nothing anybody could pay. */
export async function settleAndAsk({ order, city, authCode, account }: Asked, now: number): Promise<Payment> {
  // The order of both parts is APIv3's alone.
  doorOf({ door: 'apiV3' });
  const people = await identitiesOf(order, account);
  const authorized = await userOfVoucher(authCode, account.openid, now);
  if (authorized.idNumber.toUpperCase() !== people.insured.idNumber.toUpperCase())
    throw new Refusal('INSURANCE_OTHER_PERSON', { orderId: order._id });
  const { part, amounts } = await settled(order, city, authorized, now);
  const wish = { orderId: order._id, part: 'full' as const, payer: account };
  const payment = await requestPayment({ ...wish, insured: { cashFen: amounts.weChatCashFen, part } }, now);
  try {
    const { mix_trade_no: mixTradeNo } = await createMixOrder({
      ...{ outTradeNo: payment._id, openid: account.openid, serial: part.serial, prepayId: payment.prepayId },
      ...{ payOrderId: part.answer.payOrderId, payAuthNo: authorized.payAuthNo, geoLocation: authorized.geoLocation },
      ...{ orderedAt: now, city, amounts, payer: people.payer, relative: people.relative },
    });
    return await keepMixTradeNo(payment, mixTradeNo);
  } catch (error) {
    if (payment.amountFen > 0) await closePayment(payment, now);
    throw error;
  }
}

async function settled(order: Order, city: InsuredCity, authorized: Authorized, now: number) {
  const { price } = order.money;
  const fen = billFen(price);
  if (fen === null) throw new Refusal('INSURANCE_NOT_OFFERED', { orderId: order._id });
  // WeChat Pay and the office take 20 characters.
  const serial = `HN${randomBytes(9).toString('hex')}`;
  const lines = price.items.filter(({ kind, amountFen }) => BILLED_KINDS.includes(kind) && amountFen > 0);
  const bill = { serial, institutionNumber: city.institutionNumber, payAuthNo: authorized.payAuthNo, lines };
  const answer = await settledByOffice({ ...bill, billFen: fen }, now);
  const amounts = mixAmounts(price, settledSplit(answer, fen));
  // The office pays nothing of it: then it is an ordinary payment.
  if (insuredFen(amounts) === 0) throw new Refusal('INSURANCE_NOT_OFFERED', { orderId: order._id, insured: 0 });
  return { amounts, part: partOf({ serial, fen, answer, amounts }, now) };
}

function partOf(
  { serial, fen, answer, amounts }: { serial: string; fen: number; answer: SettlementAnswer; amounts: MixAmounts },
  now: number,
): InsuredPart {
  const { govFen, selfFen, otherFen, weChatCashFen: cashFen } = amounts;
  const parts = { govFen, selfFen, otherFen };
  return {
    ...{ serial, mixTradeNo: '', billFen: fen, answer, ...parts },
    ...{ authorizedUntil: now + AUTHORIZED_MS, left: { ...parts, cashFen } },
  };
}

async function keepMixTradeNo(payment: Payment, mixTradeNo: string): Promise<Payment> {
  const open = { _id: payment._id, state: 'requested' };
  await db.collection('payments').where(open).update({ 'insured.mixTradeNo': mixTradeNo });
  return { ...payment, ...(payment.insured && { insured: { ...payment.insured, mixTradeNo } }) };
}

interface Identities {
  readonly insured: Identity;
  readonly payer: Identity;
  /** The insured person, where somebody else pays for her. */
  readonly relative: Identity | null;
}

/** Both were proved at registration (cloud/identities.ts); who pays is the account's own person. */
async function identitiesOf({ _id, recipientId }: Order, { userId: ownerUserId }: Account): Promise<Identities> {
  const own = { ownerUserId, relation: '本人', verified: true };
  const [insured, [self]] = await Promise.all([
    read<Recipient>('recipients', recipientId),
    rows<Recipient>(db.collection('recipients').where(own), MOST_RECIPIENTS, 'recipients'),
  ]);
  const [insuredPerson, payer] = [insured && identityOf(insured), self && identityOf(self)];
  if (!insuredPerson || !payer) throw new Refusal('INSURANCE_PAYER_UNKNOWN', { orderId: _id });
  const isSelf = insuredPerson.idNumber === payer.idNumber;
  return { insured: insuredPerson, payer, relative: isSelf ? null : insuredPerson };
}

function identityOf(recipient: Recipient): Identity | null {
  const idNumber = idNumberOf(recipient);
  return idNumber && recipient.verified ? { name: nameOf(recipient), idNumber } : null;
}
