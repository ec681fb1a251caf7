/** What an order's money is once this nurse takes it, and what she earns by it: her stars count, nobody else's. */
import type { Nurse } from '../nurse/nurse';
import type { OperationParameters } from '../operations/parameters';
import { commissionFor } from '../payment/commission';
import { earnedFen } from '../payment/owed';
import { moneyWith, starBonusFen, type Starred, withoutPremium } from '../payment/star';
import type { Order } from './order';
import { reduced } from './reduce';

type Taken = Pick<Order, 'money' | 'serviceCode'>;
type Hers = Pick<Starred, '_id' | 'stars' | 'reviewCount'> & Pick<Nurse, 'institutionId'>;

/** `refundFen`: paid for the stars of another nurse; it goes back. */
export const takenMoney = ({ money, serviceCode }: Taken, nurse: Hers, p: OperationParameters) =>
  reduced(
    { ...moneyWith(money, nurse, p.price), commission: commissionFor(serviceCode, p, nurse.institutionId) },
    withoutPremium(money, nurse._id),
  );

/** What an offer promises her. */
export function incomeAs(nurse: Hers, order: Taken, p: OperationParameters): number {
  const taken = takenMoney(order, nurse, p).money;
  return earnedFen(taken, p.price) + starBonusFen(taken);
}
