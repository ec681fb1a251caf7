import type { PayOrderReply } from '#contract/payOrder';
import type { PaymentOutcome } from './outcome';

/** Shows the person WeChat's payment sheet. `confirmed` is the phone's word only: the money counts when the server heard it. */
export declare function requestPayment(payment: PayOrderReply['payment'], amountFen: number): Promise<PaymentOutcome>;
