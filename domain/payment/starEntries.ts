/** The platform pays for the stars of a nurse who did a filed medical item: from its own fund, never out of what the family paid. */
import type { Order } from '../order/order';
import { credit, debit, entry, type Entry } from './ledger';
import { starBonusFen } from './star';

/** Null where there is no bonus. One per order: it is booked when the order completes. */
export function starBonusEntry(
  { _id, nurseId, money }: Pick<Order, '_id' | 'nurseId' | 'money'>,
  at: number,
): Entry | null {
  const bonusFen = starBonusFen(money);
  if (bonusFen === 0) return null;
  return entry(_id, 'starBonus', at, [debit('platformFund', bonusFen), credit('nursePayable', bonusFen)], nurseId);
}
