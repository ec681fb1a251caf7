/** Which package pays a visit, put before the patient like a coupon. */
import type { DiscountChoices } from '#contract/discounts';
import { type CarePackage, freeVisits } from '#domain/payment/packages/carePackage';
import { coveredFen } from '#domain/payment/packages/packaged';
import type { Price } from '#domain/payment/price';
import { Refusal } from '#domain/refusal';

/** The one that runs out first. */
const BEST = 'best';

type Choice = Pick<DiscountChoices, 'packages' | 'packageId'> & { readonly taken: CarePackage | null };

/** Whoever names one gets it or hears that it cannot be had. `usable`: the first to run out first. */
export function packageChoice(usable: readonly CarePackage[], price: Price, wanted: string | null): Choice {
  const paying = usable.filter(({ covers }) => coveredFen(price, covers) > 0);
  const packages = paying.map((one) => ({
    ...{ packageId: one._id, name: one.name, left: freeVisits(one).length },
    ...{ offFen: coveredFen(price, one.covers), validUntil: one.validUntil ?? 0 },
  }));
  const taken = wanted === BEST ? paying[0] : paying.find(({ _id }) => _id === wanted);
  if (!taken && wanted !== null && wanted !== BEST) throw new Refusal('PACKAGE_NOT_USABLE', { why: 'none' });
  return { packages, packageId: taken?._id ?? null, taken: taken ?? null };
}
