/** A price with what is taken off it: a coupon first, then points. One coupon each, points beside it (published stacking rule). */
import type { OperationParameters } from '../operations/parameters';
import { type CouponTerms, LEAST_PAYABLE_FEN, takenOffFen } from './coupons/coupon';
import { percentOf, split, sum } from './fen';
import type { Price, PriceItem } from './price';

/** Who pays beside the patient, by kind of line: the platform by coupon and points, a package by what was paid before. */
export const GIVEN_KINDS = ['coupon', 'points', 'package'] as const;
export type GivenKind = (typeof GIVEN_KINDS)[number];
export type Given = Readonly<Record<GivenKind, number>>;
export const NOTHING_GIVEN: Given = { coupon: 0, points: 0, package: 0 };
export const allGivenFen = ({ coupon, points, package: prepaid }: Given): number => coupon + points + prepaid;

/** How much of the price each of them pays, as positive amounts. */
export function givenOf({ items }: Pick<Price, 'items'>): Given {
  const of = (wanted: GivenKind) =>
    -sum(...items.filter(({ kind }) => kind === wanted).map(({ amountFen }) => amountFen));
  return { coupon: of('coupon') || 0, points: of('points') || 0, package: of('package') || 0 };
}

/** The most points this price takes: a share of it, and something always stays to be paid. */
export const mostPoints = (totalFen: number, p: OperationParameters['points']): number =>
  Math.max(0, Math.min(percentOf(totalFen, p.capPercent, 'down'), totalFen - LEAST_PAYABLE_FEN));

export interface Discounts {
  readonly coupon: (CouponTerms & { readonly title: string }) | null;
  /** How many there are to be used; 0: none are wanted. */
  readonly points: number;
  readonly serviceCode: string;
}

/** What is taken off counts in every line below; items still sum to the total. */
export function discounted(price: Price, { coupon, points, serviceCode }: Discounts, p: OperationParameters): Price {
  const couponFen = coupon ? takenOffFen(coupon, { totalFen: price.totalFen, serviceCode }) : 0;
  const left = price.totalFen - couponFen;
  const pointsFen = Math.min(points, mostPoints(left, p.points));
  const off: PriceItem[] = [
    { kind: 'coupon', label: `优惠券（${coupon?.title ?? ''}）`, amountFen: -couponFen },
    { kind: 'points', label: `积分抵扣（${pointsFen} 积分）`, amountFen: -pointsFen },
  ];
  const items = [...price.items, ...off.filter(({ amountFen }) => amountFen < 0)];
  const totalFen = left - pointsFen;
  // P-054: the deposit is a share of what is really to be paid.
  return { ...price, items, totalFen, depositFen: percentOf(totalFen, p.price.depositPercent, 'halfUp') };
}

export interface Borne {
  /** The patient's part. */
  readonly patientFen: number;
  readonly given: Given;
}

/** Who bears how much of an amount of the whole price: as the price itself was shared, every fen with somebody. */
export function borne(price: Price, wholeFen: number): Borne {
  const given = givenOf(price);
  if (allGivenFen(given) === 0) return { patientFen: wholeFen, given };
  const weights = [price.totalFen, given.coupon, given.points, given.package];
  const [patientFen = 0, coupon = 0, points = 0, prepaid = 0] = split(wholeFen, weights);
  return { patientFen, given: { coupon, points, package: prepaid } };
}
