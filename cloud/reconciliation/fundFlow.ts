/** One day's fund-flow bill against what we know: the transfers of that day, and each number the bill names. */
import { fundDifferences, fundMoves, fundTotals, type FundTotals } from '#domain/payment/fundFlow';
import type { Difference, MoneyLine } from '#domain/payment/reconcile';
import { beijingDay, DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import { _, db, everyRow, rows } from '../database';
import type { Payout } from '../income/payouts';
import { fundFlowBill } from '../weChatPay/fundFlowBill';
import { queryTransfer } from '../weChatPay/transfer';
import { knownOf } from './ourLines';

const AT_ONCE = 100;

const transferLine = ({ _id, amountFen }: Payout): MoneyLine => ({ move: 'transfer', number: _id, amountFen });

/** `feesFen`: by the trade bill of that day. */
export async function fundFlowOf(
  day: string,
  feesFen: number,
): Promise<{ readonly totals: FundTotals; readonly differences: readonly Difference[] }> {
  const lines = await fundFlowBill(day);
  const known = await payoutsById(fundMoves(lines, 'transfer').map(({ number }) => number));
  const named = await knownOf([...fundMoves(lines, 'payment'), ...fundMoves(lines, 'refund')]);
  const transfers = [...known, ...(await arrivedOn(day, new Set(known.map(({ number }) => number))))];
  return { totals: fundTotals(lines), differences: fundDifferences(day, lines, { transfers, named, feesFen }) };
}

async function payoutsById(numbers: readonly string[]): Promise<readonly MoneyLine[]> {
  const found: Payout[] = [];
  for (let at = 0; at < numbers.length; at += AT_ONCE) {
    const some = db.collection('payouts').where({ _id: _.in(numbers.slice(at, at + AT_ONCE)), state: 'succeeded' });
    found.push(...(await rows<Payout>(some, AT_ONCE + 1, 'payouts')));
  }
  return found.map(transferLine);
}

/** Noted on that day and not among `known`; what WeChat Pay counts to another day is left to that day's bill. */
async function arrivedOn(day: string, known: ReadonlySet<string>): Promise<readonly MoneyLine[]> {
  const from = startOfBeijingDay(day);
  const endedAt = _.gte(from).and(_.lt(from + DAY));
  const ended = await everyRow<Payout>(
    db.collection('payouts').where({ state: 'succeeded', endedAt }).orderBy('endedAt', 'asc'),
  );
  const ofThatDay: MoneyLine[] = [];
  for (const payout of ended.filter(({ _id }) => !known.has(_id))) {
    const said = (await queryTransfer(payout._id))?.update_time;
    if ((said ? beijingDay(Date.parse(said)) : day) === day) ofThatDay.push(transferLine(payout));
  }
  return ofThatDay;
}
