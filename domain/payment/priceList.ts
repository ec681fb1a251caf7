/**
 * Price lists as they are filed and published (P-052): one per city and institution, in versions, each from a midnight on. A version is
 * never overwritten; its successor only says when it ends. An order is made at the list that holds when it is asked for.
 */
import { Refusal } from '../refusal';
import type { ItemKind } from './price';

export interface PriceLine {
  readonly serviceCode: string;
  readonly serviceFen: number;
  readonly consumablesFen: number;
  readonly itemKind: ItemKind;
}

/** Whose prices: an institution's own, or (null) the platform's, which hold where an institution has none. */
export interface ListOwner {
  readonly city: string;
  readonly institutionId: string | null;
}

/** A document of `priceLists`. */
export interface PriceList extends ListOwner {
  readonly _id: string;
  /** 备案号: under this number it was filed with the medical insurance office. */
  readonly filingNumber: string;
  readonly version: number;
  readonly validFrom: number;
  /** The first instant at which it does not hold any more; null: until there is another one. */
  readonly validUntil: number | null;
  readonly lines: readonly PriceLine[];
  readonly publishedAt: number;
  readonly publishedBy: string;
  readonly reason: string;
}

/** A line with the list it stands on. */
export interface Tariff {
  readonly list: PriceList;
  readonly line: PriceLine;
}

export const priceListId = ({ city, institutionId }: ListOwner, version: number): string =>
  `${city}:${institutionId ?? 'platform'}:v${version}`;

const isOf = (list: PriceList, { city, institutionId }: ListOwner): boolean =>
  list.city === city && list.institutionId === institutionId;

/** All versions of one owner, oldest first. */
export const versionsOf = (lists: readonly PriceList[], owner: ListOwner): readonly PriceList[] =>
  lists.filter((list) => isOf(list, owner)).sort((a, b) => a.version - b.version);

/** The version that holds at an instant. There is never a second one: versions follow each other without overlap. */
export const listAt = (lists: readonly PriceList[], owner: ListOwner, at: number): PriceList | null =>
  versionsOf(lists, owner).find(
    ({ validFrom, validUntil }) => validFrom <= at && (validUntil === null || at < validUntil),
  ) ?? null;

/** The line by which a service is priced, or null: the institution's own if it has one, else the platform's. */
export function findTariff(
  lists: readonly PriceList[],
  { city, institutionId }: ListOwner,
  serviceCode: string,
  at: number,
): Tariff | null {
  for (const whose of institutionId === null ? [null] : [institutionId, null]) {
    const list = listAt(lists, { city, institutionId: whose }, at);
    const line = list?.lines.find((one) => one.serviceCode === serviceCode);
    if (list && line) return { list, line };
  }
  return null;
}

/** The same, where there must be one: nothing is sold without a published price. */
export function tariffOf(lists: readonly PriceList[], owner: ListOwner, serviceCode: string, at: number): Tariff {
  const found = findTariff(lists, owner, serviceCode, at);
  if (!found) throw new Refusal('PRICE_UNKNOWN', { serviceCode, city: owner.city });
  return found;
}

/** P-052: what is published already and will hold later; null where nothing changes for this service. */
export function nextTariff(
  lists: readonly PriceList[],
  owner: ListOwner,
  serviceCode: string,
  at: number,
): Tariff | null {
  const now = findTariff(lists, owner, serviceCode, at);
  const coming = versionsOf(lists, owner).filter(
    ({ validFrom, validUntil }) => validFrom > at && (validUntil === null || validUntil > validFrom),
  );
  for (const { validFrom } of coming) {
    const then = findTariff(lists, owner, serviceCode, validFrom);
    if (then && !samePrice(then.line, now?.line ?? null)) return then;
  }
  return null;
}

export const samePrice = (one: PriceLine, other: PriceLine | null): boolean =>
  one.serviceFen === other?.serviceFen &&
  one.consumablesFen === other.consumablesFen &&
  one.itemKind === other.itemKind;
