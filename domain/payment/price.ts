/** A price in parts, as the patient sees it before booking. Whole fen; the parts sum to `totalFen` exactly. */
export interface PriceItem {
  /** The last three are taken off (zero or less): what was prepaid, and what the platform gives. */
  readonly kind:
    'service' | 'transport' | 'consumables' | 'night' | 'holiday' | 'star' | 'change' | 'package' | 'coupon' | 'points';
  /** What the patient reads: 服务费, 交通费（3.2 公里）… */
  readonly label: string;
  readonly amountFen: number;
}

export interface Price {
  readonly items: readonly PriceItem[];
  readonly totalFen: number;
  /** 20 % of the total, rounded half up to the fen. */
  readonly depositFen: number;
}
