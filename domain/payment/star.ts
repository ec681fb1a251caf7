/**
 * What a nurse's stars mean for money (P-053). Filed medical items: the platform adds a bonus for her, the family never pays for stars.
 * Life care: a premium the family sees before it books, and only for the nurse it chose itself; if she does not come, it falls away.
 */
import type { Nurse } from '../nurse/nurse';
import type { OperationParameters } from '../operations/parameters';
import type { OrderMoney, Reduction } from '../order/order';
import { borne } from './discounted';
import { percentOf, sum, yuan } from './fen';
import { owedFen } from './owed';
import { type ItemKind, partOf, type Price, type PriceItem } from './price';

type Rates = OperationParameters['price'];
export type Starred = Pick<Nurse, '_id' | 'displayName' | 'stars' | 'reviewCount'>;

/** Few reviews say little: a new nurse is not high-starred yet. */
export const isHighStarred = ({ stars, reviewCount }: Pick<Nurse, 'stars' | 'reviewCount'>, p: Rates): boolean =>
  Math.round(stars * 10) >= p.starFromTenths && reviewCount >= p.starLeastReviews;

/** The disclosed premium of a life-care item, or null. */
export function starPremium(
  serviceFen: number,
  itemKind: ItemKind,
  chosen: Starred | null,
  p: Rates,
): PriceItem | null {
  if (chosen === null || itemKind !== 'lifeCare' || !isHighStarred(chosen, p)) return null;
  const amountFen = percentOf(serviceFen, p.starPremiumPercent, 'down');
  if (amountFen === 0) return null;
  const stars = chosen.stars.toFixed(1);
  return {
    kind: 'star',
    label: `星级服务费（您选的${chosen.displayName} ${stars} 星）`,
    amountFen,
    steps: [
      `${(p.starFromTenths / 10).toFixed(1)} 星及以上的护士，生活照料项目加收服务费的 ${p.starPremiumPercent}%：${yuan(serviceFen)} × ${p.starPremiumPercent}% = ${yuan(amountFen)}`,
      '只在您自己选定这位护士时收。她没来、换了别人，就不收',
      '医疗护理项目不收星级费',
    ],
  };
}

/** The money of an order as this nurse takes it: whether the platform adds a bonus is settled when she says yes. */
export function moneyWith(
  money: OrderMoney,
  nurse: Pick<Nurse, '_id' | 'stars' | 'reviewCount'>,
  p: Rates,
): OrderMoney {
  const { starBonusPercent: _before, ...others } = money;
  const isBonus = money.price.basis?.itemKind === 'medical' && isHighStarred(nurse, p) && p.starBonusPercent > 0;
  return isBonus ? { ...others, starBonusPercent: p.starBonusPercent } : others;
}

/** The premium was for another nurse than the one who comes now: it is not charged. Null where there is nothing to take off. */
export function withoutPremium(money: OrderMoney, nurseId: string): Reduction | null {
  const { price, reductions = [] } = money;
  const premiumFen = premiumLostFen(price, nurseId);
  if (premiumFen === 0 || reductions.some(({ kind }) => kind === 'star')) return null;
  // Coupon and points paid their part of it. One fen stays: nobody can pay nothing.
  const { patientFen, given } = borne(price, premiumFen);
  const amountFen = Math.min(patientFen, Math.max(0, owedFen(money) - 1));
  return {
    ...{ kind: 'star', label: '换了护士，星级服务费不收', amountFen, nurseFen: premiumFen },
    ...(given.coupon > 0 && { couponFen: given.coupon }),
    ...(given.points > 0 && { pointsFen: given.points }),
    ...(given.package > 0 && { packageFen: given.package }),
  };
}

/** What she does not earn of the price, since the premium was for somebody else. */
export const premiumLostFen = (price: Price, nurseId: string): number =>
  price.basis?.starNurseId === nurseId ? 0 : partOf(price, 'star');

/** What the platform adds for her stars: of the service fee, as far as the service was done. */
export function starBonusFen({ price, reductions = [], starBonusPercent = 0 }: OrderMoney): number {
  const serviceFen = partOf(price, 'service');
  const careFen = serviceFen + partOf(price, 'holiday');
  const undone = reductions
    .filter(({ kind }) => kind === 'partial')
    .map(({ amountFen, couponFen = 0, pointsFen = 0, packageFen = 0 }) =>
      sum(amountFen, couponFen, pointsFen, packageFen),
    );
  const doneFen = Math.max(0, careFen - sum(...undone));
  const share = careFen === 0 ? 0 : Math.floor((serviceFen * doneFen) / careFen);
  return percentOf(share, starBonusPercent, 'down');
}
