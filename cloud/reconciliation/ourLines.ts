/** What our books know of one day's money, and of the numbers a bill names. */
import { beijingDay, DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import type { MoneyLine } from '#domain/payment/reconcile';
import { _, db, everyRow, rows } from '../database';
import type { Payment } from '../payments';
import type { Refund } from '../refundRequests';
import { query, queryRefund } from '../weChatPay';

/** The platform takes so many values in one condition without complaint, and answers them in one page. */
const AT_ONCE = 100;

const paymentLine = ({ _id, amountFen }: Payment): MoneyLine => ({ move: 'payment', number: _id, amountFen });
const refundLine = ({ _id, amountFen }: Refund): MoneyLine => ({ move: 'refund', number: _id, amountFen });

/** WeChat Pay took it on: what was only written down here stands on no bill, what it closed does not either. */
const isTaken = ({ state, refundId, closedThere }: Refund): boolean =>
  !closedThere && (state === 'succeeded' || refundId !== '');

export async function byId<R>(collection: string, ids: readonly string[], where: object = {}): Promise<readonly R[]> {
  const found: R[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = db.collection(collection).where({ ...where, _id: _.in(ids.slice(at, at + AT_ONCE)) });
    found.push(...(await rows<R>(some, AT_ONCE + 1, collection)));
  }
  return found;
}

/** Of whatever day. */
export async function knownOf(bill: readonly MoneyLine[]): Promise<readonly MoneyLine[]> {
  const numbers = (move: MoneyLine['move']) => [
    ...new Set(bill.filter((line) => line.move === move).map(({ number }) => number)),
  ];
  const payments = await byId<Payment>('payments', numbers('payment'));
  const refunds = await byId<Refund>('refunds', numbers('refund'));
  return [
    ...payments.filter(({ state, amountFen }) => state === 'paid' && amountFen > 0).map(paymentLine),
    // On the bill, so WeChat Pay took it on, whether its answer has reached us or not.
    ...refunds.filter(({ closedThere }) => !closedThere).map(refundLine),
  ];
}

/** Noted on that day and not among `known`; what WeChat Pay counts to another day is left to that day's bill. */
export async function notedOn(day: string, known: readonly MoneyLine[]): Promise<readonly MoneyLine[]> {
  const from = startOfBeijingDay(day);
  const within = _.gte(from).and(_.lt(from + DAY));
  const payments = db.collection('payments').where({ state: 'paid', paidAt: within }).orderBy('paidAt', 'asc');
  const refunds = db.collection('refunds').where({ createdAt: within }).orderBy('createdAt', 'asc');
  const noted = [
    // What the insurance paid alone stands on no bill of WeChat Pay.
    ...(await everyRow<Payment>(payments)).filter(({ amountFen }) => amountFen > 0).map(paymentLine),
    ...(await everyRow<Refund>(refunds)).filter(isTaken).map(refundLine),
  ];
  const seen = new Set(known.map(({ move, number }) => `${move} ${number}`));
  const ofThatDay: MoneyLine[] = [];
  for (const line of noted.filter(({ move, number }) => !seen.has(`${move} ${number}`))) {
    if (((await dayAtWeChatPay(line)) ?? day) === day) ofThatDay.push(line);
  }
  return ofThatDay;
}

/** The day whose bill should show it. Null: WeChat Pay never heard of it, so it is a difference of the day we noted it. */
async function dayAtWeChatPay({ move, number }: MoneyLine): Promise<string | null> {
  const said = move === 'payment' ? (await query(number))?.success_time : (await queryRefund(number))?.create_time;
  return said ? beijingDay(Date.parse(said)) : null;
}
