/** What is left to pay, and which payments a patient may choose from now. */
import type { Order } from '../order/order';
import type { OrderStatus } from '../order/status';
import { netPaidFen, owedFen } from './owed';

export type PaymentPart = 'deposit' | 'full' | 'balance';

const CALLED_OFF: readonly OrderStatus[] = ['cancelled', 'refunding', 'refunded'];
const BALANCE_MAY_BE_PAID: readonly OrderStatus[] = [
  'pendingService',
  'travelling',
  'inService',
  'pendingConfirmation',
  'pendingBalance',
];

/** Nothing is due on an order that was called off. */
export const dueFen = ({ status, money }: Order): number =>
  CALLED_OFF.includes(status) ? 0 : Math.max(0, owedFen(money) - netPaidFen(money));

/** The first payment: what was taken off before anything was paid counts at once. */
export function firstFen(money: Order['money'], part: 'deposit' | 'full'): number {
  const owed = owedFen(money);
  return part === 'full' ? owed : Math.min(money.price.depositFen, owed);
}

/** After acceptance the deposit or all of it (P-054); later what is left. */
export function payable(order: Order): { part: PaymentPart; amountFen: number }[] {
  if (order.status === 'pendingPayment') {
    const parts = [
      { part: 'deposit' as const, amountFen: firstFen(order.money, 'deposit') },
      { part: 'full' as const, amountFen: firstFen(order.money, 'full') },
    ];
    // A fifth of two fen is nothing, and nobody can pay nothing.
    return parts.filter(({ amountFen }) => amountFen > 0);
  }
  const due = dueFen(order);
  return BALANCE_MAY_BE_PAID.includes(order.status) && due > 0 ? [{ part: 'balance', amountFen: due }] : [];
}
