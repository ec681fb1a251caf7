import type { ChangeTerms } from '#contract/changeOrder';
import type { Order } from '#domain/order/order';

/** What a change that was made has cost and brought back. */
export const termsOf = (before: Order, { money }: Order, tier: ChangeTerms['tier']): ChangeTerms => ({
  tier,
  feeFen: money.cancellationFeeFen,
  refundFen: money.refundingFen - before.money.refundingFen,
  ...(money.compensationFen && { compensationFen: money.compensationFen }),
});
