/** Whose prices the desk shows, and where a version stands in its life. */
import { type ListOwner, type PriceList, versionsOf } from '#domain/payment/priceList';
import type { Row } from './models';

export interface OwnerOption extends ListOwner {
  readonly key: string;
  readonly name: string;
}

const keyOf = ({ city, institutionId }: ListOwner): string => `${city}:${institutionId ?? 'platform'}`;

/** The platform's list of each city, then each institution: those with prices of their own say so. */
export function ownerOptions(lists: readonly PriceList[], institutions: readonly Row[]): readonly OwnerOption[] {
  const cities = [...new Set(lists.map(({ city }) => city))];
  const option = (owner: ListOwner, name: string): OwnerOption => ({ ...owner, key: keyOf(owner), name });
  return cities.flatMap((city) => [
    option({ city, institutionId: null }, `${city} · 平台`),
    ...institutions.map(({ _id, name }) => {
      const has = versionsOf(lists, { city, institutionId: _id }).length > 0;
      return option({ city, institutionId: _id }, `${city} · ${String(name)}${has ? '' : '（按平台价）'}`);
    }),
  ]);
}

export type Life = '生效中' | '待生效' | '已结束' | '已被替换';

export function lifeOf({ validFrom, validUntil }: PriceList, now: number): Life {
  if (validUntil !== null && validUntil <= validFrom) return '已被替换';
  if (now < validFrom) return '待生效';
  return validUntil === null || now < validUntil ? '生效中' : '已结束';
}

/** `+8.5%`; '' where there was no price before. */
export function riseOf(beforeFen: number, afterFen: number): string {
  if (beforeFen === 0) return '';
  const percent = ((afterFen - beforeFen) * 100) / beforeFen;
  return `${percent >= 0 ? '+' : ''}${percent.toFixed(1)}%`;
}
