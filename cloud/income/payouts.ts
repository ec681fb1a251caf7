/** Transfers of a nurse's income. She asks for it; what WeChat Pay takes, she confirms there. */
import { createHash } from 'node:crypto';
import type { Nurse } from '#domain/nurse/nurse';
import { claim, claimableFen, heldFen } from '#domain/payment/statement/claim';
import type { Statement } from '#domain/payment/statement/statement';
import { Refusal } from '#domain/refusal';
import type { TransferStateName } from '../weChatPay/transfer';
import { operations } from '../settings';
import { transact, type Transaction } from '../transact';
import { heldOrders, holdsOf } from './holds';

/** A document of `payouts`; its id is the number WeChat Pay knows it by (out_bill_no). */
export interface Payout {
  readonly _id: string;
  readonly statementId: string;
  readonly nurseId: string;
  readonly openid: string;
  readonly amountFen: number;
  readonly remark: string;
  /**
   * `requested`: written down here, not yet known to be taken · `underway`: WeChat Pay has it · `stuck`: it would not take it for so long
   * that a person must look · the others are the end.
   */
  readonly state: 'requested' | 'underway' | 'stuck' | 'succeeded' | 'failed';
  /** WeChat Pay's own word for it; `''`: none yet. */
  readonly bill: TransferStateName | '';
  readonly transferBillNo: string;
  /** What her phone opens WeChat's page with. */
  readonly packageInfo: string;
  /** WeChat Pay's code for why not; `''`: nothing is wrong. */
  readonly problem: string;
  readonly attempts: number;
  readonly createdAt: number;
  readonly nextAskAt: number;
  readonly endedAt: number | null;
}

/** Whoever dies between writing down and asking: the sweep goes on then. */
const FIRST_LOOK_AFTER_MS = 60_000;

/** Of the same statement the same number again, so that a transfer is never made twice; only letters and digits, 32 at most. */
const numberOf = (statementId: string, place: number): string =>
  `P${createHash('sha256').update(statementId).digest('hex').slice(0, 27)}${String(place).padStart(4, '0')}`;

/** Writes down the transfers of all she may have of a statement now; those that were open already where nothing more is to be had. */
export async function reservePayouts(
  statementId: string,
  nurse: Nurse,
  openid: string,
  now: number,
): Promise<readonly Payout[]> {
  // WeChat Pay sends to a person whom WeChat knows; in a browser outside WeChat nobody is.
  if (!openid) throw new Refusal('NOT_IN_WECHAT', { statementId });
  const { payout } = await operations(now);
  return transact(async (transaction) => {
    const statement = await statementIn(transaction, statementId, nurse._id);
    const held = heldFen(statement, heldOrders(await holdsOf(transaction, nurse._id)));
    if (claimableFen(statement, held) === 0 && statement.underwayFen > 0) {
      return transaction.find<Payout>('payouts', { statementId, state: 'requested' });
    }
    const claimed = claim(statement, held, payout.mostPerTransferFen);
    const payouts = claimed.amountsFen.map((amountFen, index) =>
      newPayout(statement, { amountFen, openid, place: statement.payoutCount + index + 1 }, now),
    );
    await transaction.put('nurseStatements', claimed.statement);
    await transaction.addAll('payouts', payouts);
    return payouts;
  });
}

/** Somebody else's is not there. */
export async function statementIn(
  transaction: Pick<Transaction, 'get'>,
  statementId: string,
  nurseId: string,
): Promise<Statement> {
  const statement = await transaction.get<Statement>('nurseStatements', statementId);
  if (statement?.nurseId !== nurseId) throw new Refusal('NOT_FOUND', { statementId });
  return statement;
}

function newPayout(
  { _id: statementId, nurseId, week }: Statement,
  { amountFen, openid, place }: { amountFen: number; openid: string; place: number },
  now: number,
): Payout {
  return {
    _id: numberOf(statementId, place),
    ...{ statementId, nurseId, openid, amountFen, remark: `护理服务收入 ${week} 起一周`, state: 'requested', bill: '' },
    ...{ transferBillNo: '', packageInfo: '', problem: '', attempts: 0, createdAt: now, endedAt: null },
    nextAskAt: now + FIRST_LOOK_AFTER_MS,
  };
}
