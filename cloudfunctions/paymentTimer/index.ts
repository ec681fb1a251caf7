/** Every minute: payments and refunds WeChat Pay did not tell us about, visits nobody objected to for two days, the daily bill. */
import { confirmSilent } from '#cloud/confirmations';
import { fromTimer } from '#cloud/doors/fromTimer';
import { poke } from '#cloud/functions';
import { queryPayments, queryRefunds } from '#cloud/paymentQueries';
import { reconcileBooks } from '#cloud/reconciliation/reconcileBooks';

/** The last row may still take three answers of WeChat Pay, 6 seconds each, and must be done within the function's 55. */
const BUDGET_MS = 30_000;

export const main = fromTimer(async (now) => {
  // Side by side: a slow WeChat Pay must not keep silent visits waiting.
  const sweeps = [queryPayments, queryRefunds, confirmSilent].map((sweep) => sweep(now, BUDGET_MS));
  const [payments = 0, refunds = 0, confirmed = 0] = await Promise.all(sweeps);
  if (payments + refunds + confirmed > 0) await poke('outboxTimer');
  const reconciled = await reconcileBooks(now);
  return { payments, refunds, confirmed, reconciled };
});
