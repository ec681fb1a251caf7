/** What WeChat Pay told us, as it came: kept before anything is made of it, so that no word of it is lost. */
import { db, isDuplicate, read } from './database';

/** A document of `payNotifications`. */
interface PayNotification {
  readonly _id: string;
  readonly eventType: string;
  /** Sealed as it came. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly receivedAt: number;
  /** `received` until handled; then what came of it. */
  readonly outcome: string;
}

/** Keeps a notification; answers the outcome of an earlier delivery, or null where there was none. */
export async function keep(notification: Omit<PayNotification, 'outcome'>): Promise<string | null> {
  try {
    await db.collection('payNotifications').add({ ...notification, outcome: 'received' });
    return null;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const known = await read<PayNotification>('payNotifications', notification._id);
    return known && known.outcome !== 'received' ? known.outcome : null;
  }
}

export async function noteOutcome(id: string, outcome: string): Promise<void> {
  await db.collection('payNotifications').doc(id).update({ outcome });
}
