import { sum } from './fen';

/** A price in parts, as the patient sees it before booking. Whole fen; the parts sum to `totalFen` exactly. */
export interface PriceItem {
  /** The last three are taken off (zero or less): what was prepaid, and what the platform gives. */
  readonly kind:
    'service' | 'transport' | 'consumables' | 'night' | 'holiday' | 'star' | 'change' | 'package' | 'coupon' | 'points';
  /** What the patient reads: 服务费, 交通费（3.2 公里）… */
  readonly label: string;
  readonly amountFen: number;
  /** How it was worked out, step by step, in plain words; absent where the label says it all. */
  readonly steps?: readonly string[];
}

/** The published list the price was made from (P-052); the order keeps it whatever is published later. */
export interface PriceBasis {
  readonly listId: string;
  readonly city: string;
  /** Whose list; null: the platform's own. */
  readonly institutionId: string | null;
  readonly version: number;
  readonly filingNumber: string;
  readonly itemKind: ItemKind;
  /** The nurse for whom a star premium is paid; null: none is. */
  readonly starNurseId: string | null;
}

/** P-053: of filed medical items the stars of a nurse are never on the patient's bill. */
export type ItemKind = 'medical' | 'lifeCare';

export interface Price {
  readonly items: readonly PriceItem[];
  readonly totalFen: number;
  /** 20 % of the total, rounded half up to the fen. */
  readonly depositFen: number;
  /** Absent: an order of before there were price lists. */
  readonly basis?: PriceBasis;
}

/** One part of a price; 0 where the price has no such part. */
export const partOf = (price: Pick<Price, 'items'>, kind: PriceItem['kind']): number =>
  sum(...price.items.filter((item) => item.kind === kind).map(({ amountFen }) => amountFen));
