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
import { letUnpaidPackagesGo } from '#cloud/packages/sweeps';
import { queryPayments, queryRefunds } from '#cloud/paymentQueries';
import { reconcileBooks } from '#cloud/reconciliation/reconcileBooks';

/** The last row may still take three answers of WeChat Pay, 6 seconds each, and must be done within the function's 55. */
const BUDGET_MS = 30_000;

const SWEEPS = {
  payments: queryPayments,
  refunds: queryRefunds,
  payouts: sweepPayouts,
  invoices: lookAfterInvoices,
  confirmed: confirmSilent,
  reminded: remindOfDisputes,
  packages: letUnpaidPackagesGo,
};

export const main = fromTimer(async (now) => {
  // Side by side: a slow WeChat Pay must not keep silent visits waiting; and one that breaks keeps no other from its work.
  const ended = await Promise.allSettled(Object.values(SWEEPS).map((sweep) => sweep(now, BUDGET_MS)));
  const handled = ended.map((one) => (one.status === 'fulfilled' ? one.value : 0));
  if (handled.some((count) => count > 0)) await poke('outboxTimer');
  const reconciled = await reconcileBooks(now);
  const broken = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
  if (broken.length > 0) throw new AggregateError(broken, broken.map(({ message }) => message).join('; '));
  return { ...Object.fromEntries(Object.keys(SWEEPS).map((name, place) => [name, handled[place]])), reconciled };
});
