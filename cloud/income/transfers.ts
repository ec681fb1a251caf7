/** Transfers carried out: asked for at WeChat Pay, and what it says about them, by answer, notification or query, the same way, once. */
import { paidOutEntry } from '#domain/payment/payoutEntries';
import { yuan } from '#domain/payment/fen';
import { arrived, cameBack } from '#domain/payment/statement/claim';
import type { Statement } from '#domain/payment/statement/statement';
import { Refusal } from '#domain/refusal';
import { db, read } from '../database';
import { book } from '../ledger';
import { enqueue } from '../outbox';
import { transact } from '../transact';
import { assertAsAsked, queryTransfer, requestTransfer, type TransferBill } from '../weChatPay/transfer';
import type { Payout } from './payouts';
import { tellOfIncome } from './told';

const NOT_READY: readonly string[] = ['ACCEPTED', 'PROCESSING'];
const ENDS: readonly string[] = ['SUCCESS', 'FAIL', 'CANCELLED'];

/** Asks WeChat Pay to take it. What it would not take now stands on the row, and is tried again by the sweep. */
export async function carryOut(payout: Payout, now: number): Promise<void> {
  const { _id: outBillNo, openid, amountFen, remark } = payout;
  try {
    const said = await requestTransfer({ outBillNo, openid, amountFen, remark });
    // A repeated request of one that is over: the whole answer is in the query.
    if (ENDS.includes(said.state)) return void (await lookUp(outBillNo, now));
    // Taken, but not yet ready for her to confirm: the same request tells when it is.
    const state = NOT_READY.includes(said.state) ? 'requested' : 'underway';
    await db
      .collection('payouts')
      .where({ _id: outBillNo, state: 'requested' })
      .update({
        ...{ state, bill: said.state, transferBillNo: said.transfer_bill_no },
        ...{ packageInfo: said.package_info, problem: '' },
      });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problem = String(error.details.code ?? error.code);
    await db.collection('payouts').where({ _id: outBillNo, state: 'requested' }).update({ problem });
  }
}

export type TransferOutcome = 'succeeded' | 'failed' | 'underway' | 'repeated';

/** False: WeChat Pay never heard of it. */
export async function lookUp(outBillNo: string, now: number): Promise<boolean> {
  const said = await queryTransfer(outBillNo);
  if (said) await noteTransfer(said, now);
  return said !== null;
}

/** Hearing it again changes nothing; what is not what we asked for is refused. */
export async function noteTransfer(said: TransferBill, now: number): Promise<TransferOutcome> {
  const payout = await read<Payout>('payouts', said.out_bill_no);
  if (!payout) throw new Refusal('NOT_FOUND', { outBillNo: said.out_bill_no });
  assertAsAsked(said, payout);
  if (payout.endedAt !== null) return 'repeated';
  if (ENDS.includes(said.state)) return ended(payout, said, now);
  await db.collection('payouts').where({ _id: payout._id, state: 'underway' }).update({ bill: said.state });
  return 'underway';
}

async function ended({ _id, nurseId }: Payout, said: TransferBill, now: number): Promise<TransferOutcome> {
  const succeeded = said.state === 'SUCCESS';
  const effects = await tellOfIncome(nurseId, toldOf(said));
  return transact(async (transaction) => {
    const payout = await transaction.get<Payout>('payouts', _id);
    const statement = payout && (await transaction.get<Statement>('nurseStatements', payout.statementId));
    if (!payout || !statement) throw new Error(`payout ${_id} without its statement`);
    if (payout.endedAt !== null) return 'repeated';
    const { amountFen } = payout;
    await transaction.put('payouts', {
      ...{ ...payout, state: succeeded ? 'succeeded' : 'failed', bill: said.state, packageInfo: '', endedAt: now },
      ...{ transferBillNo: said.transfer_bill_no, problem: succeeded ? '' : said.fail_reason || said.state },
    } satisfies Payout);
    await transaction.put(
      'nurseStatements',
      succeeded ? arrived(statement, amountFen) : cameBack(statement, amountFen),
    );
    if (succeeded) await book(transaction, paidOutEntry({ nurseId, outBillNo: _id, amountFen }, now));
    await enqueue(transaction, effects, { orderId: '', cause: `payout:${_id}`, now });
    return succeeded ? 'succeeded' : 'failed';
  });
}

const toldOf = ({ state, transfer_amount: fen }: TransferBill): string =>
  state === 'SUCCESS' ? `${yuan(fen)} 已到您的微信零钱` : `${yuan(fen)} 没有转成，请重新领取`;
