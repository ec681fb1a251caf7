/** The price becomes smaller after it was agreed; what was paid beyond it goes back. */
import { netPaidFen, owedFen } from '../payment/owed';
import type { OrderMoney, Reduction } from './order';

/** `refundFen`: what is to be sent back now. */
export function reduced(
  money: OrderMoney,
  reduction: Reduction | null,
): { readonly money: OrderMoney; readonly refundFen: number } {
  if (reduction === null || reduction.amountFen === 0) return { money, refundFen: 0 };
  const after = { ...money, reductions: [...(money.reductions ?? []), reduction] };
  const refundFen = Math.max(0, netPaidFen(money) - owedFen(after));
  return { money: { ...after, refundingFen: money.refundingFen + refundFen }, refundFen };
}
