import type { SettledView } from '#contract/ownInsurance';
import type { PaymentOutcome } from './outcome';

/** Both parts by one confirmation: the insurance's and one's own. The phone's word only, as after every payment. */
export declare function requestInsured(settled: SettledView): Promise<PaymentOutcome>;
