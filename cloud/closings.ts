/** The end of a request for money that nobody is to pay any more. */
import { Refusal } from '#domain/refusal';
import { db } from './database';
import { poke } from './functions';
import { doorOf } from './payDoor/payDoor';
import type { Payment } from './payments';
import { settlePaid } from './settlement';
import { isEnded, isPaid } from './weChatPay/transaction';

/** Lets nobody pay this request any more. If somebody was faster, the payment is settled instead. */
export async function closePayment(payment: Payment, now: number): Promise<void> {
  if (payment.amountFen === 0) return closeInsured(payment, now);
  const door = doorOf(payment);
  try {
    await door.close(payment._id);
  } catch (error) {
    if (!wasRefused(error)) throw error;
    // Paid already, or closed already and only our row does not know: WeChat Pay's word on it decides.
    const found = await door.query(payment._id);
    if (found && isPaid(found)) {
      await settlePaid(found, now);
      return poke('outboxTimer');
    }
    if (!found || !isEnded(found)) throw error;
  }
  await markClosed(payment);
}

/**
 * Paid by the insurance alone there is nothing at WeChat Pay that could be closed: nobody can pay it once the voucher has run out.
 * Until then it stands in the way of another payment.
 */
async function closeInsured({ _id, insured }: Payment, now: number): Promise<void> {
  if (insured && now <= insured.authorizedUntil + GRACE_MS)
    throw new Refusal('PAYMENT_SERVICE_FAILED', { code: 'ANOTHER_PAYMENT_OPEN' });
  await markClosed({ _id });
}

const GRACE_MS = 30_000;

/** WeChat Pay answered and said no; where it did not answer, asking once more would only take time. */
const wasRefused = (error: unknown): boolean =>
  error instanceof Refusal && Number(error.details.status) >= 400 && Number(error.details.status) < 500;

export async function markClosed({ _id }: Pick<Payment, '_id'>): Promise<void> {
  await db.collection('payments').where({ _id, state: 'requested' }).update({ state: 'closed' });
}
