/** Operators decide about an application; once. */
import { Refusal } from '../refusal';
import type { Nurse } from './nurse';

function assertPending(nurse: Nurse): void {
  if (nurse.status !== 'pending') throw new Refusal('ILLEGAL_STEP', { status: nurse.status, event: 'review' });
}

/** P-006, P-015: nobody is let in on papers that have already run out. */
export function approve(nurse: Nurse, now: number): Nurse {
  assertPending(nurse);
  if (nurse.licenceValidUntil <= now || nurse.insuredUntil <= now) {
    throw new Refusal('NURSE_NOT_QUALIFIED', {
      licenceValidUntil: nurse.licenceValidUntil,
      insuredUntil: nurse.insuredUntil,
    });
  }
  return { ...nurse, status: 'active', statusReason: '' };
}

/** The nurse reads the reason, so there must be one. */
export function reject(nurse: Nurse, reason: string): Nurse {
  assertPending(nurse);
  if (reason.trim() === '') throw new Refusal('BAD_INPUT', { field: 'reason' });
  return { ...nurse, status: 'rejected', statusReason: reason.trim() };
}
