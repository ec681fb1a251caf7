import type { InstitutionShare } from '../institution/share';

/** Numbers of prices, discounts and what people earn. */
export interface MoneyNumbers {
  readonly price: {
    readonly depositPercent: number;
    readonly baseKm: number;
    readonly baseFen: number;
    readonly perKmFenTo10: number;
    readonly perKmFenOver10: number;
    readonly nightFen: number;
    readonly transportCapFen: number;
    readonly nurseSharePercent: number;
    /** Beyond this the dearer rate per kilometre holds. */
    readonly farKm: number;
    /** The night supplement holds from and to this minute of the day. */
    readonly nightFromMinute: number;
    readonly nightToMinute: number;
    /** Of the service fee, on the State Council's days off (published rule, P-053). */
    readonly holidayPercent: number;
    /** From so many tenths of a star, and so many reviews, on a nurse counts as high-starred. */
    readonly starFromTenths: number;
    readonly starLeastReviews: number;
    /** Of the service fee: what the platform adds for her on filed medical items; what the family that chose her pays for life care. */
    readonly starBonusPercent: number;
    readonly starPremiumPercent: number;
    /** P-052: a price list is published so many days before it holds. */
    readonly listNoticeDays: number;
  };
  /** A nurse's share of the service fee by category of service; 0: the general one (`price.nurseSharePercent`). */
  readonly commission: Readonly<Record<'medPercent' | 'rehPercent' | 'lifPercent' | 'spcPercent', number>>;
  /**
   * What is agreed with institutions, as it holds now (domain/institution/share.ts): rules of their own beside the numbers, put in by
   * whoever reads the settings. Absent: nothing is agreed.
   */
  readonly institutionShares?: readonly InstitutionShare[];
  /** Paying nurses out (P10): no transfer above this; WeChat Pay's own limit for the merchant may be lower. `appealWithinDays`: against a deduction. */
  readonly payout: { readonly mostPerTransferFen: number; readonly appealWithinDays: number };
  /** Tax invoices: what failed is tried again after pauses that double, so often; an outcome nobody tells is asked for. */
  readonly invoice: {
    readonly mostTries: number;
    readonly firstRetryMinutes: number;
    readonly queryMinutes: number;
  };
  /** Coupons (P6). O-03: whose visit nobody accepted gets one. */
  readonly coupons: {
    readonly newUserFen: number;
    readonly newUserLeastFen: number;
    readonly newUserDays: number;
    readonly nobodyFoundFen: number;
    readonly nobodyFoundDays: number;
    /** What an operator may give for something that went wrong, at most, and how long it counts. */
    readonly compensationMostFen: number;
    readonly compensationDays: number;
    /** A coupon that comes back from a cancelled order is good for so many days at least. */
    readonly returnedDays: number;
    readonly reminderDays: number;
  };
  /** Packages of visits (P1): how long a purchase waits for its money, and when what is left of one goes back by itself. */
  readonly packages: {
    readonly payWithinMinutes: number;
    readonly refundAfterExpiryDays: number;
    readonly reminderDays: number;
  };
  /** Points (P6): a point is worth one fen. */
  readonly points: {
    /** Of what was really paid. */
    readonly earnPercent: number;
    /** Of an order's price. */
    readonly capPercent: number;
    /** Until the end of the month so many months later. */
    readonly validMonths: number;
    readonly returnedDays: number;
    readonly reminderDays: number;
  };
}
