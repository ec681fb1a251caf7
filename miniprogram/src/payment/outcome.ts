import { strings } from '@/strings/order-payment';

/** What the phone says after its payment sheet. None of it proves anything: after each the server is asked. */
export type PaymentOutcome = 'confirmed' | 'cancelled' | 'failed' | 'unanswered';

/** WeChat words its outcomes `requestPayment:fail cancel`, `requestPayment:fail (the bank's words)`, `requestPayment:fail timeout`. */
export function outcomeOf(error: unknown): Exclude<PaymentOutcome, 'confirmed'> {
  const said = String((error as { errMsg?: string } | null)?.errMsg ?? error);
  if (/cancel/i.test(said)) return 'cancelled';
  return /time\s?-?out|超时|network|网络/i.test(said) ? 'unanswered' : 'failed';
}

/** What people read when the server, too, knows of no money. */
export const UNPAID_WORDS: Readonly<Record<PaymentOutcome, string>> = strings.unpaid;
