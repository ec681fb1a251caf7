/** Stored decisions: what was decided, by which rules, over which facts. Written with the deed they allow. */
import { createHash } from 'node:crypto';
import { canonical, decideEligibility, type Eligibility } from '#domain/eligibility/decide';
import type { Facts } from '#domain/eligibility/facts';
import { write } from '../database';
import type { Transaction } from '../transact';

/** A document of `eligibilityDecisions`. It holds nothing personal: the facts are numbers, codes and dates. */
export interface DecisionRow extends Eligibility {
  readonly _id: string;
  readonly orderId: string;
  readonly nurseId: string | null;
  readonly moment: Facts['moment'];
  readonly facts: Facts;
  /** SHA-256 of the canonical facts. */
  readonly fingerprint: string;
  /** Sentences that hold for this visit because an assessment said so. */
  readonly conditions: readonly string[];
  readonly at: number;
}

export interface Judged {
  readonly facts: Facts;
  readonly eligibility: Eligibility;
}

export const judge = (facts: Facts): Judged => ({ facts, eligibility: decideEligibility(facts) });

export const fingerprint = (facts: Facts): string => createHash('sha256').update(canonical(facts)).digest('hex');

export const bookingDecisionId = (orderId: string): string => `${orderId}:booking`;

export function decisionRow(
  { facts, eligibility }: Judged,
  of: { readonly orderId: string; readonly nurseId: string | null; readonly conditions?: readonly string[] },
): DecisionRow {
  const { orderId, nurseId, conditions = [] } = of;
  const { moment } = facts;
  return {
    _id: moment === 'booking' ? bookingDecisionId(orderId) : `${orderId}:${moment}:${nurseId}`,
    orderId,
    nurseId,
    moment,
    ...eligibility,
    facts,
    fingerprint: fingerprint(facts),
    conditions,
    at: facts.now,
  };
}

/** A nurse who gets the same order once more is decided about once more. */
export const storeDecision = (transaction: Transaction, row: DecisionRow): Promise<void> =>
  transaction.put('eligibilityDecisions', row);

/**
 * A booking that was refused has no order, but operators are asked why: the last refusal for a person and service stays, so
 * however often somebody tries, it is one row.
 */
export function rememberRefused(
  judged: Judged,
  { userId, recipientId }: { readonly userId: string; readonly recipientId: string },
): Promise<void> {
  const row = decisionRow(judged, { orderId: '', nurseId: null });
  return write('eligibilityDecisions', {
    ...row,
    _id: `refused:${userId}:${recipientId}:${judged.facts.service.code}`,
  });
}
