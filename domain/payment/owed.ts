/** What the order costs after all, and what of it is with us. */
import type { OrderMoney } from '../order/order';
import type { OperationParameters } from '../operations/parameters';
import { sum } from './fen';
import { type Given, givenOf } from './discounted';
import { ratesOf } from './commission';
import { nurseIncomeFen } from './income';

/** The agreed price less what was taken off it. */
export const owedFen = ({ price, reductions = [] }: Pick<OrderMoney, 'price' | 'reductions'>): number =>
  Math.max(0, price.totalFen - sum(...reductions.map(({ amountFen }) => amountFen)));

/** What coupons, points and a package pay of it, less their part of what was taken off. */
export function givenFen({ price, reductions = [] }: Pick<OrderMoney, 'price' | 'reductions'>): Given {
  const { coupon, points, package: prepaid } = givenOf(price);
  return {
    coupon: coupon - sum(...reductions.map(({ couponFen = 0 }) => couponFen)),
    points: points - sum(...reductions.map(({ pointsFen = 0 }) => pointsFen)),
    package: prepaid - sum(...reductions.map(({ packageFen = 0 }) => packageFen)),
  };
}

/** Paid, and neither back nor on its way back. */
export const netPaidFen = ({
  paidFen,
  refundedFen,
  refundingFen,
}: Pick<OrderMoney, 'paidFen' | 'refundedFen' | 'refundingFen'>): number => paidFen - refundedFen - refundingFen;

/** The family's own money in it: what the medical insurance pays brings no points and stands on no tax invoice of ours. */
export const ownPaidFen = (
  money: Pick<OrderMoney, 'paidFen' | 'refundedFen' | 'refundingFen' | 'insuredFen'>,
): number => Math.max(0, netPaidFen(money) - (money.insuredFen ?? 0));

/** What the nurse earns by it, less what was not done. */
export const earnedFen = (
  { price, reductions = [], commission }: Pick<OrderMoney, 'price' | 'reductions' | 'commission'>,
  p: OperationParameters['price'],
): number => nurseIncomeFen(price, ratesOf({ commission }, p)) - sum(...reductions.map(({ nurseFen }) => nurseFen));

/**
 * After the visit all of its money went back: then coupon and redeemed points go back too, for the family paid with them. What the nurse
 * and the platform earned by them stays a cost of the platform's.
 */
export const isWhollyRefunded = (money: Pick<OrderMoney, 'price' | 'reductions'>): boolean =>
  owedFen(money) === 0 && (money.reductions ?? []).some(({ kind, amountFen }) => kind === 'dispute' && amountFen > 0);
