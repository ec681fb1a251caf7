/** Operators decide about an application; once. */
import { assertEvidence } from '../onboarding/evidence';
import type { NurseApplication } from '../onboarding/application';
import type { Check } from '../onboarding/checks';
import { Refusal } from '../refusal';
import { DAY, startOfBeijingDay } from '../schedule/beijing';
import { admitted } from './admission';
import type { Nurse } from './nurse';

function assertPending(nurse: Nurse): void {
  if (nurse.status !== 'pending') throw new Refusal('ILLEGAL_STEP', { status: nurse.status, event: 'review' });
}

/**
 * P-006, P-009: every system check is answered, somebody has looked into the register, and nothing speaks against her. She may be
 * dispatched when she is trained, certified and insured as well.
 */
export function approve(
  nurse: Nurse,
  { checks, evidence, role }: Pick<NurseApplication, 'evidence'> & { checks: readonly Check[]; role: Nurse['role'] },
  { recheckDays }: { readonly recheckDays: number },
  now: number,
): Nurse {
  assertPending(nurse);
  const failed = checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);
  if (checks.length === 0 || failed.length > 0) throw new Refusal('NURSE_NOT_QUALIFIED', { failed });
  const seen = assertEvidence(evidence, role, now);
  const approved: Nurse = {
    ...nurse,
    status: 'training',
    statusReason: '',
    licenceValidUntil: Math.min(nurse.licenceValidUntil, seen),
    reviewedUntil: startOfBeijingDay(now) + recheckDays * DAY,
  };
  return admitted(approved, now);
}

/** The nurse reads the reason, so there must be one. */
export function reject(nurse: Nurse, reason: string): Nurse {
  assertPending(nurse);
  if (reason.trim() === '') throw new Refusal('BAD_INPUT', { field: 'reason' });
  return { ...nurse, status: 'rejected', statusReason: reason.trim() };
}
