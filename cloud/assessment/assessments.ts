/** Documents of `assessments`: what was decided; what the family wrote and uploaded stands sealed in `assessmentPrivate`. */
import { latestFirst, latestRisk, orderStanding, type Assessment } from '#domain/assessment/assessment';
import type { AssessmentFacts } from '#domain/eligibility/facts';
import { _, db, everyRow } from '../database';
import { seal, type Cipher } from '../personalData';
import type { Recipient } from '../recipients';
import type { Transaction } from '../transact';

/** A document of `assessmentPrivate`, under the assessment's id. */
export interface AssessmentPrivate {
  readonly _id: string;
  readonly recipientId: string;
  /** JSON of the answers, or of `{ note }`. */
  readonly saidCipher: Cipher;
  readonly documents: readonly { readonly kind: string; readonly fileId: string }[];
}

/** What `saidCipher` is bound to. */
export const saidField = (assessmentId: string): string => `assessments/${assessmentId}/said`;

export const privatePart = (
  { _id, recipientId }: Pick<Assessment, '_id' | 'recipientId'>,
  said: object,
  documents: AssessmentPrivate['documents'] = [],
): AssessmentPrivate => ({ _id, recipientId, saidCipher: seal(JSON.stringify(said), saidField(_id)), documents });

/** Newest first. What counts is the latest, but history stays; an account can make only so many a day. */
export const assessmentsOf = (recipientId: string, since: number): Promise<readonly Assessment[]> =>
  everyRow<Assessment>(
    db
      .collection('assessments')
      .where({ recipientId, createdAt: _.gte(since) })
      .orderBy('createdAt', 'desc')
      .orderBy('_id', 'asc'),
  );

/** The first assessments that still speak, inside a transaction. */
export const firstsIn = (transaction: Transaction, recipientId: string): Promise<readonly Assessment[]> =>
  transaction.find<Assessment>('assessments', { recipientId, kind: 'first', endedAt: null });

/** Doctors' orders that still speak, inside a transaction. */
export const ordersIn = (transaction: Transaction, recipientId: string): Promise<readonly Assessment[]> =>
  transaction.find<Assessment>('assessments', { recipientId, kind: 'order', endedAt: null });

export function assessmentFacts(
  known: readonly Assessment[],
  { healthChangedAt }: Pick<Recipient, 'healthChangedAt'>,
  serviceCode: string,
): AssessmentFacts {
  const first = latestFirst(known);
  const risk = latestRisk(known, serviceCode);
  return {
    first: first && {
      decision: first.decision,
      reasonCodes: first.reasonCodes,
      advice: first.advice,
      validUntil: first.validUntil,
      changed: hasChanged(first, healthChangedAt),
      papersUntil: first.papersUntil,
    },
    order: orderStanding(known, serviceCode),
    risk: risk && {
      // Answers decide themselves, so none waits.
      decision: risk.decision === 'waiting' ? 'refused' : risk.decision,
      isEmergency: risk.isEmergency,
      reasonCodes: risk.reasonCodes,
      advice: risk.advice,
      limitedMobility: risk.limitedMobility,
      validUntil: risk.validUntil ?? 0,
    },
  };
}

/** What was told about the person's health after it was assessed makes it somebody else's assessment. */
export const hasChanged = ({ createdAt }: Assessment, healthChangedAt: number): boolean => healthChangedAt > createdAt;

/** Under which conditions it was allowed: for the family and for the nurse who comes. */
export function conditionsOf(known: readonly Assessment[], serviceCode: string): readonly string[] {
  const speaking = [latestFirst(known), latestRisk(known, serviceCode)];
  return [...new Set(speaking.flatMap((one) => (one?.decision === 'conditional' ? one.conditions : [])))];
}
