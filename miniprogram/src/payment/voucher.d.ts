import type { InsuranceReply } from '#contract/ownInsurance';

/** Lets the person show the voucher of the medical insurance; answers the code that proves it. null: she did not. */
export declare function showVoucher(voucher: InsuranceReply['voucher']): Promise<string | null>;
