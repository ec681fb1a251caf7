/** What was sealed for half an hour and never taken up: a card that was read, a face session, a code. Nobody needs it any more. */
import { DAY } from '#domain/schedule/beijing';
import { _, db } from '../database';

/** A code keeps the next one a minute away, and is long dead after a day. */
const CODES_KEPT_MS = DAY;

export async function sweepExpired(now: number): Promise<void> {
  for (const collection of ['cardReadings', 'faceChecks']) {
    await db
      .collection(collection)
      .where({ expiresAt: _.lte(now) })
      .remove();
  }
  await db
    .collection('phoneCodes')
    .where({ sentAt: _.lte(now - CODES_KEPT_MS) })
    .remove();
}
