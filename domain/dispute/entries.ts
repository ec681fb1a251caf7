import type { Order } from '../order/order';
import { credit, debit, entry, type Entry } from '../payment/ledger';
import type { Effect } from './decide';

/**
 * A completed visit was earned already: what goes back is taken from the nurse's part, then from the platform's, then it is the
 * platform's own, and is held for the family until WeChat Pay sends it. `round` names the decision.
 */
export const disputeEntry = (
  { _id, nurseId }: Pick<Order, '_id' | 'nurseId'>,
  { amountFen, nurseFen, revenueFen, fundFen }: Effect,
  round: 1 | 2,
  at: number,
): Entry => {
  const lines = [
    ...(nurseFen > 0 ? [debit('nursePayable', nurseFen)] : []),
    ...(revenueFen > 0 ? [debit('revenue', revenueFen)] : []),
    ...(fundFen > 0 ? [debit('platformFund', fundFen)] : []),
    credit('held', amountFen),
  ];
  return entry(_id, `dispute:${round}`, at, lines, nurseId);
};
