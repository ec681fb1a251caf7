/** What an institution earns by the visit of a nurse it sent, and the entries that say so. */
import type { Order, OrderMoney } from '../order/order';
import { percentOf, sum } from '../payment/fen';
import { nurseIncomeFen } from '../payment/income';
import { ratesOf } from '../payment/commission';
import { credit, debit, entry, type Entry } from '../payment/ledger';
import { partOf } from '../payment/price';
import type { OperationParameters } from '../operations/parameters';

type Earning = Pick<OrderMoney, 'price' | 'commission' | 'reductions'>;

/**
 * Its percentage of the service fee, less in the proportion in which the nurse earns less (not all was done, she was late). A premium for
 * a nurse who did not come is none of its business. Fees of cancelled visits are not shared with it.
 */
export function institutionEarnedFen(money: Earning, p: OperationParameters['price']): number {
  const { price, commission, reductions = [] } = money;
  if (commission?.institution === undefined) return 0;
  const wholeFen = percentOf(partOf(price, 'service'), commission.institution.percent, 'down');
  const lost = (isStar: boolean) =>
    sum(...reductions.filter(({ kind }) => (kind === 'star') === isStar).map(({ nurseFen }) => nurseFen));
  const nurseFen = nurseIncomeFen(price, ratesOf(money, p)) - lost(true);
  if (nurseFen <= 0) return 0;
  return Math.floor((wholeFen * Math.max(0, nurseFen - lost(false))) / nurseFen);
}

/** An entry that changes what an institution is owed names it. */
const owedTo = (institutionId: string, made: Entry): Entry => ({ ...made, institutionId });

type Earned = Pick<Order, '_id' | 'money'>;

/** Out of the platform's part, when the visit is completed. Null: nothing is agreed. */
export function institutionEntry({ _id, money }: Earned, at: number, p: OperationParameters['price']): Entry | null {
  const fen = institutionEarnedFen(money, p);
  const id = money.commission?.institution?.id;
  if (fen === 0 || id === undefined) return null;
  return owedTo(id, entry(_id, 'institutionShare', at, [debit('revenue', fen), credit('institutionPayable', fen)]));
}

/** Money went back after the visit was completed, and the nurse bears her part: the institution bears its. Null: it keeps all. */
export function institutionBackEntry(
  before: Earned,
  after: Earned,
  round: 1 | 2,
  at: number,
  p: OperationParameters['price'],
): Entry | null {
  const fen = institutionEarnedFen(before.money, p) - institutionEarnedFen(after.money, p);
  const id = before.money.commission?.institution?.id;
  if (fen <= 0 || id === undefined) return null;
  const lines = [debit('institutionPayable', fen), credit('revenue', fen)];
  return owedTo(id, entry(before._id, `institutionShareBack:${round}`, at, lines));
}

/** Paid from our bank account; `statementId` names it once and for all. */
export const institutionPaidEntry = (
  { institutionId, statementId, amountFen }: { institutionId: string; statementId: string; amountFen: number },
  at: number,
): Entry =>
  owedTo(
    institutionId,
    entry('', `institutionPaid:${statementId}`, at, [
      debit('institutionPayable', amountFen),
      credit('bank', amountFen),
    ]),
  );
