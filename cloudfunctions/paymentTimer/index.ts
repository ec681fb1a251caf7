/**
 * Every minute: payments, refunds and transfers WeChat Pay did not tell us about, visits nobody objected to for two days, requests for
 * money back that wait too long, the daily bill.
 */
import { confirmSilent } from '#cloud/confirmations';
import { remindOfDisputes } from '#cloud/dispute/reminders';
import { fromTimer } from '#cloud/doors/fromTimer';
import { poke } from '#cloud/functions';
import { sweepPayouts } from '#cloud/income/payoutSweep';
import { lookAfterInvoices } from '#cloud/invoices/sweep';
import { queryPayments, queryRefunds } from '#cloud/paymentQueries';
import { reconcileBooks } from '#cloud/reconciliation/reconcileBooks';

/** The last row may still take three answers of WeChat Pay, 6 seconds each, and must be done within the function's 55. */
const BUDGET_MS = 30_000;

export const main = fromTimer(async (now) => {
  // Side by side: a slow WeChat Pay must not keep silent visits waiting.
  const sweeps = [queryPayments, queryRefunds, sweepPayouts, lookAfterInvoices, confirmSilent, remindOfDisputes].map(
    (sweep) => sweep(now, BUDGET_MS),
  );
  const [payments = 0, refunds = 0, payouts = 0, invoices = 0, confirmed = 0] = await Promise.all(sweeps);
  if (payments + refunds + payouts + invoices + confirmed > 0) await poke('outboxTimer');
  const reconciled = await reconcileBooks(now);
  return { payments, refunds, payouts, invoices, confirmed, reconciled };
});
