import { AppError } from '@/cloud/app-error';
import { UNPAID_WORDS, type PaymentOutcome } from './outcome';

/** How often the server is asked after each outcome: money the phone speaks of is waited for, other money is looked for once. */
const LOOKS: Readonly<Record<PaymentOutcome, number>> = { confirmed: 15, unanswered: 15, failed: 2, cancelled: 1 };
const BETWEEN_LOOKS_MS = 1_000;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The phone's word proves nothing: only when the server knows of no money is it said that there was none. */
export async function lookUntilPaid(outcome: PaymentOutcome, isPaid: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < LOOKS[outcome]; n += 1) {
    if (n > 0) await pause(BETWEEN_LOOKS_MS);
    if (await isPaid()) return;
  }
  throw new AppError(outcome === 'confirmed' ? 'UNREACHABLE' : 'DEVICE', UNPAID_WORDS[outcome]);
}
