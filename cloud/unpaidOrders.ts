/** Orders nobody paid yet keep nurses busy: one account has only a few at once. */
import { Refusal } from '#domain/refusal';
import type { Account } from './accounts';
import { _, db } from './database';
import type { Wish } from './wishes';

/** The request itself does not count: asking again is answered by the order it made. */
export async function assertFewUnpaid(
  { owner, p }: Pick<Wish, 'owner' | 'p'>,
  account: Account,
  requestId: string,
): Promise<void> {
  const { userId: patientUserId } = owner ?? account;
  const { total } = await db
    .collection('orders')
    .where({
      patientUserId,
      status: _.in(['pendingAcceptance', 'pendingPayment']),
      'money.paidFen': 0,
      seriesId: _.exists(false),
      _id: _.neq(requestId),
    })
    .count();
  const most = p.booking.maxUnpaidOrders;
  if ((total ?? 0) >= most) throw new Refusal('TOO_MANY_UNPAID', { unpaid: total, most });
}
