/** How an order ends before its time, and whose each fen is: the patient's, the nurse's, the platform's. */
import type { OperationParameters } from '../operations/parameters';
import { ratesOf } from '../payment/commission';
import { allGivenFen, borne, type Given, givenOf } from '../payment/discounted';
import { percentOf } from '../payment/fen';
import { netPaidFen } from '../payment/owed';
import { type Decision, move, type Order, type OrderMoney } from './order';
import type { Actor, OrderEvent } from './status';

export interface Ending {
  /** Kept of what was paid. */
  readonly feeFen: number;
  /** The nurse's part of it: a way that was gone, time that was kept for nobody. */
  readonly nurseFeeFen: number;
  /** Paid to the nurse by the platform, since the patient pays nothing. */
  readonly fundFen: number;
  /** Owed to the family by the platform, beside all that goes back (O-10). */
  readonly compensationFen: number;
  /** What coupon, points and a package bear of the fee beside the patient; absent: nothing. */
  readonly givenFee?: Given;
}

export const FREE: Ending = { feeFen: 0, nurseFeeFen: 0, fundFen: 0, compensationFen: 0 };

type Fee = Pick<Ending, 'feeFen' | 'nurseFeeFen' | 'givenFee'>;

/**
 * A fee of the whole price, shared as the price was: patient, coupon, points, package. It never exceeds what was paid, a balance is
 * never chased, and what coupon and points bear shrinks with it. A package was paid in full long ago: it bears its whole part, but
 * nothing where the family had not even confirmed the visit by paying. The way is the nurse's, and of the rest she has her share;
 * nothing where she had not to go.
 */
export function keptFee(
  { price, paidFen, commission }: Pick<OrderMoney, 'price' | 'paidFen' | 'commission'>,
  { wholeFen, wayFen }: { readonly wholeFen: number; readonly wayFen: number },
  p: OperationParameters['price'],
): Fee {
  const { patientFen, given } = borne(price, wholeFen);
  const feeFen = Math.min(patientFen, paidFen);
  const shrunk = (fen: number) => (patientFen === 0 ? 0 : Math.floor((fen * feeFen) / patientFen));
  const prepaid = paidFen > 0 ? given.package : 0;
  const givenFee = { coupon: shrunk(given.coupon), points: shrunk(given.points), package: prepaid };
  const all = feeFen + allGivenFen(givenFee);
  const way = Math.min(wayFen, all);
  const nurseFeeFen = way === 0 ? 0 : way + percentOf(all - way, ratesOf({ commission }, p).nurseSharePercent, 'down');
  return { feeFen, nurseFeeFen, ...(all > feeFen && { givenFee }) };
}

/** What of coupon and points its owner has again. */
export interface GivenBack {
  /** Null: there was none. */
  readonly coupon: 'back' | 'gone' | null;
  readonly points: number;
  /** The visit of a package: free again, or used up by its part of a fee, the rest of its share back in money. Absent: there was none. */
  readonly package?: 'back' | 'used';
}

/** A coupon is whole or gone: it comes back where no fee is kept; points do as far as no fee needed them. Null: there were none. */
export function givenBack(
  { money }: Order,
  { feeFen, givenFee }: Pick<Ending, 'feeFen' | 'givenFee'>,
): GivenBack | null {
  const { points } = givenOf(money.price);
  const prepaid = money.packageId === undefined ? null : (givenFee?.package ?? 0) > 0 ? 'used' : 'back';
  if (money.couponId === undefined && points === 0 && prepaid === null) return null;
  const coupon = money.couponId === undefined ? null : feeFen === 0 ? 'back' : 'gone';
  return { coupon, points: points - (givenFee?.points ?? 0), ...(prepaid && { package: prepaid }) };
}

/** What goes back to whoever paid. */
export const refundOf = (order: Order, { feeFen }: Pick<Ending, 'feeFen'>): number => netPaidFen(order.money) - feeFen;

interface Ends {
  readonly event: Extract<OrderEvent, 'cancel' | 'nurseNoShow' | 'patientNoShow' | 'refuseVisit' | 'interrupt'>;
  readonly by: Actor;
  /** Fixed words: both sides read them. */
  readonly reason: string;
  readonly ending: Ending;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** `refunding` while money goes back, `cancelled` where there is none to return. */
export function end(order: Order, { event, by, reason, ending, details = {} }: Ends, now: number): Decision {
  const refundFen = refundOf(order, ending);
  const money = {
    ...order.money,
    cancellationFeeFen: ending.feeFen,
    refundingFen: order.money.refundingFen + refundFen,
    ...(ending.compensationFen > 0 && { compensationFen: ending.compensationFen }),
  };
  return move(order, {
    event,
    by,
    now,
    to: order.money.refundingFen + refundFen > 0 ? 'refunding' : 'cancelled',
    change: { money, cancelReason: reason, payBy: null, proposal: null },
    details: { ...details, ...ending, refundFen, reason },
  });
}
