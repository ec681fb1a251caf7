/** Every minute: payments and refunds WeChat Pay did not tell us about, and visits nobody objected to for two days. */
import { confirmSilent } from '#cloud/confirmations';
import { fromTimer } from '#cloud/doors/fromTimer';
import { poke } from '#cloud/functions';
import { queryPayments, queryRefunds } from '#cloud/paymentQueries';

export const main = fromTimer(async (now) => {
  const payments = await queryPayments(now, 20_000);
  const refunds = await queryRefunds(now, 10_000);
  const confirmed = await confirmSilent(now, 10_000);
  if (payments + refunds + confirmed > 0) await poke('outboxTimer');
  return { payments, refunds, confirmed };
});
