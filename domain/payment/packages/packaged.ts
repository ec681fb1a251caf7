/** A price of which a package pays its part. Neither coupons nor points go with it (published stacking rule). */
import type { OperationParameters } from '../../operations/parameters';
import { LEAST_PAYABLE_FEN } from '../coupons/coupon';
import { percentOf, sum } from '../fen';
import { partOf, type Price } from '../price';
import type { PackageTerms } from './offer';

/** One fen at least stays: WeChat Pay takes no payment of nothing, and paying is how a family says yes to the nurse. */
export function coveredFen(price: Price, covers: PackageTerms['covers']): number {
  const wishedFen = covers === 'visit' ? price.totalFen : sum(partOf(price, 'service'), partOf(price, 'consumables'));
  return Math.max(0, Math.min(wishedFen, price.totalFen - LEAST_PAYABLE_FEN));
}

export function packaged(
  price: Price,
  { name, covers }: Pick<PackageTerms, 'name' | 'covers'>,
  p: Pick<OperationParameters['price'], 'depositPercent'>,
): Price {
  const fen = coveredFen(price, covers);
  if (fen === 0) return price;
  const totalFen = price.totalFen - fen;
  const items = [...price.items, { kind: 'package' as const, label: `套餐抵扣（${name}）`, amountFen: -fen }];
  // P-054: the deposit is a share of what is really to be paid.
  return { ...price, items, totalFen, depositFen: percentOf(totalFen, p.depositPercent, 'halfUp') };
}
