/** What was sealed for half an hour and never taken up: a card that was read, a face session, a code. Nobody needs it any more. */
import { TRANSACTION_YEARS, yearsAfter } from '#domain/rights/retention';
import { DAY } from '#domain/schedule/beijing';
import { _, db } from '../database';

/** A code keeps the next one a minute away, and is long dead after a day. */
const CODES_KEPT_MS = DAY;
/** Who had a newcomer's coupon is no newcomer for as long as the books of it are kept. */
const CLAIMS_KEPT_YEARS = TRANSACTION_YEARS;

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
  await db
    .collection('couponClaims')
    .where({ at: _.lte(yearsAfter(now, -CLAIMS_KEPT_YEARS)) })
    .remove();
}
