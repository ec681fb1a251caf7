import type { Change as Asked, ChangeTerms } from '#contract/changeOrder';
import { Refusal } from '#domain/refusal';
import type { Account } from '../accounts';
import { sideOf } from '../parties';
import { familyAgrees } from '../transfer/transfers';
import { NOTHING_CHANGES } from './lateness';

/** Whoever may decide for the family lets another nurse come. */
export async function agreeToTransfer(
  { orderId }: Asked<'agreeTransfer'>,
  account: Account,
  now: number,
): Promise<ChangeTerms> {
  const mayDecide = async (order: Parameters<typeof sideOf>[0]) => {
    const side = await sideOf(order, account, 'manage', now);
    if (side !== 'patient') throw new Refusal('FORBIDDEN', { orderId });
  };
  await familyAgrees(orderId, mayDecide, now);
  return NOTHING_CHANGES;
}
