/** What a look into the public register must show before anybody is approved (P-006). */
import { Refusal } from '../refusal';
import { DAY, MINUTE, startOfBeijingDay } from '../schedule/beijing';
import type { RegistryEvidence, StaffRole } from './application';

/** Older than this the register may say something else by now. */
const FRESH_DAYS = 30;
/** Two clocks of one office. */
const CLOCK_SKEW = 5 * MINUTE;

/** When it is written down: not of the future, not of last year. */
export function assertLookedAt(lookedAt: number, now: number): void {
  if (lookedAt > now + CLOCK_SKEW || lookedAt < now - FRESH_DAYS * DAY) {
    throw new Refusal('BAD_INPUT', { field: 'lookedAt' });
  }
}

/** Answers until when the register says the licence is good; where it names no end: for ever. */
export function assertEvidence(evidence: RegistryEvidence | null, role: StaffRole, now: number): number {
  if (!evidence || evidence.lookedAt < now - FRESH_DAYS * DAY) throw new Refusal('REVIEW_EVIDENCE_MISSING');
  const against = [
    !evidence.numberMatches && 'number',
    evidence.status !== '在册' && 'status',
    // Only nurses are registered with a place of practice (P-007) and for a term.
    role === 'registered_nurse' && !evidence.placeMatches && 'place',
    role === 'registered_nurse' && evidence.validUntilDay === null && 'term',
  ].filter((word) => word !== false);
  const endsAt = evidence.validUntilDay === null ? Infinity : startOfBeijingDay(evidence.validUntilDay);
  if (endsAt + DAY <= now) against.push('term');
  if (against.length > 0) throw new Refusal('NURSE_NOT_QUALIFIED', { register: against });
  return endsAt;
}
