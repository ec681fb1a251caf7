import type { PayoutView } from '#contract/ownIncome';

/** Shows her WeChat's page of the transfer. False: she went back without taking it. True proves nothing either. */
export declare function receive(transfer: NonNullable<PayoutView['transfer']>, amountFen: number): Promise<boolean>;
