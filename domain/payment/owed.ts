/** What the order costs after all, and what of it is with us. */
import type { OrderMoney } from '../order/order';
import type { OperationParameters } from '../operations/parameters';
import { sum } from './fen';
import { nurseIncomeFen } from './income';

/** The agreed price less what was taken off it. */
export const owedFen = ({ price, reductions = [] }: Pick<OrderMoney, 'price' | 'reductions'>): number =>
  price.totalFen - sum(...reductions.map(({ amountFen }) => amountFen));

/** Paid, and neither back nor on its way back. */
export const netPaidFen = ({
  paidFen,
  refundedFen,
  refundingFen,
}: Pick<OrderMoney, 'paidFen' | 'refundedFen' | 'refundingFen'>): number => paidFen - refundedFen - refundingFen;

/** What the nurse earns by it, less what was not done. */
export const earnedFen = (
  { price, reductions = [] }: Pick<OrderMoney, 'price' | 'reductions'>,
  p: OperationParameters['price'],
): number => nurseIncomeFen(price, p) - sum(...reductions.map(({ nurseFen }) => nurseFen));
