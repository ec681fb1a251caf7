/**
 * After a visit either side may say that it does not want to meet the other again; the other side is not told. What she is asked
 * for by this household ends with it, and the search goes on; what she accepted already stays until somebody calls it off.
 */
import type { Change as Asked, ChangeTerms } from '#contract/changeOrder';
import { Refusal } from '#domain/refusal';
import type { Account } from '../accounts';
import { block, unblock } from '../blocks';
import { orderById } from '../orders';
import { sideOf } from '../parties';
import { endOffersOf } from '../standing/openOffers';
import { NOTHING_CHANGES } from './lateness';

export async function neverAgain({ orderId, on }: Asked<'block'>, account: Account, now: number): Promise<ChangeTerms> {
  const order = await orderById(orderId);
  const by = await sideOf(order, account, 'manage', now);
  const { nurseId, patientUserId: familyUserId } = order;
  if (nurseId === null) throw new Refusal('ILLEGAL_STEP', { status: order.status });
  const pair = { familyUserId, nurseId, by };
  await (on ? block(pair, now) : unblock(pair));
  if (on) await endOffersOf(pair, now);
  return NOTHING_CHANGES;
}
