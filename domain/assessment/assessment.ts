/** First assessments and answered questionnaires: how they are made, decided, and until when they count. */
import { Refusal } from '../refusal';
import { DAY, HOUR } from '../schedule/beijing';
import type { RiskDecision } from './questionnaire';

/** P-020: law. */
export const FIRST_VALID_MS = 180 * DAY;
/** Answers are about how somebody is today. */
export const RISK_VALID_MS = 24 * HOUR;

/** A document of `assessments` without what is sealed. */
export interface Assessment {
  readonly _id: string;
  readonly kind: 'risk' | 'first';
  readonly recipientId: string;
  readonly requestedBy: string;
  readonly decision: 'allowed' | 'conditional' | 'refused' | 'waiting';
  readonly isEmergency: boolean;
  readonly reasonCodes: readonly string[];
  readonly advice: readonly string[];
  readonly conditions: readonly string[];
  readonly limitedMobility: boolean;
  /** `risk`: the services that were asked about. */
  readonly serviceCodes: readonly string[];
  /** `first`: until when the order or prescription for a service counts, as the assessor saw it (P-027). */
  readonly papersUntil: Readonly<Record<string, number>>;
  readonly questionnaireVersion: number | null;
  /** `first`: what it was decided by: documents, or a finished assessment visit. */
  readonly basis: 'documents' | 'visit' | null;
  readonly visitOrderId: string | null;
  readonly decidedBy: string | null;
  readonly createdAt: number;
  readonly decidedAt: number | null;
  readonly validUntil: number | null;
  /** A change of condition ended it before its time. */
  readonly endedAt: number | null;
}

const BLANK = {
  isEmergency: false,
  reasonCodes: [],
  advice: [],
  conditions: [],
  limitedMobility: false,
  serviceCodes: [],
  papersUntil: {},
  questionnaireVersion: null,
  basis: null,
  visitOrderId: null,
  decidedBy: null,
  decidedAt: null,
  validUntil: null,
  endedAt: null,
} as const;

type Made = Pick<Assessment, '_id' | 'recipientId' | 'requestedBy'>;

/** Answers that were judged; they decide themselves. */
export function answered(
  made: Made & { readonly serviceCode: string; readonly version: number },
  { decision, isEmergency, reasonCodes, advice, conditions, limitedMobility }: RiskDecision,
  now: number,
): Assessment {
  const { serviceCode, version, ...ids } = made;
  return {
    ...BLANK,
    ...ids,
    kind: 'risk',
    decision,
    ...{ isEmergency, reasonCodes, advice, conditions, limitedMobility },
    serviceCodes: [serviceCode],
    questionnaireVersion: version,
    createdAt: now,
    decidedAt: now,
    validUntil: now + RISK_VALID_MS,
  };
}

/** Somebody is to look at the documents. One at a time. */
export function requested(made: Made, known: readonly Assessment[], now: number): Assessment {
  const waiting = known.find(({ kind, decision, endedAt }) => kind === 'first' && decision === 'waiting' && !endedAt);
  if (waiting) throw new Refusal('ASSESSMENT_WAITING', { assessmentId: waiting._id });
  return { ...BLANK, ...made, kind: 'first', decision: 'waiting', basis: 'documents', createdAt: now };
}

/** What an assessor says. */
export interface Verdict {
  readonly decision: 'allowed' | 'conditional' | 'refused';
  readonly reasonCodes: readonly string[];
  readonly advice: readonly string[];
  readonly conditions: readonly string[];
  readonly papersUntil: Readonly<Record<string, number>>;
}

/** P-021: a refusal names its reason and what to do; a condition is said; and nothing is decided twice. */
export function decideFirst(assessment: Assessment, verdict: Verdict, assessor: string, now: number): Assessment {
  if (assessment.kind !== 'first' || assessment.decision !== 'waiting' || assessment.endedAt !== null) {
    throw new Refusal('ILLEGAL_STEP', { decision: assessment.decision });
  }
  const { decision, reasonCodes, advice, conditions } = verdict;
  const isWhole =
    decision === 'refused'
      ? reasonCodes.length > 0 && advice.length > 0
      : reasonCodes.length === 0 && (decision === 'conditional') === conditions.length > 0;
  if (!isWhole) throw new Refusal('BAD_INPUT', { fields: ['reasonCodes', 'advice', 'conditions'] });
  return { ...assessment, ...verdict, decidedBy: assessor, decidedAt: now, validUntil: now + FIRST_VALID_MS };
}

/** A first assessment out of a finished assessment visit (SPC-09): it waits for the verdict like any other. */
export const fromVisit = (made: Made & { readonly visitOrderId: string }, now: number): Assessment => ({
  ...BLANK,
  ...made,
  kind: 'first',
  decision: 'waiting',
  basis: 'visit',
  createdAt: now,
});

/** The first assessment that speaks today: the latest that was not ended. */
export const latestFirst = (known: readonly Assessment[]): Assessment | null =>
  latest(known.filter(({ kind, endedAt }) => kind === 'first' && endedAt === null));

export const latestRisk = (known: readonly Assessment[], serviceCode: string): Assessment | null =>
  latest(known.filter(({ kind, serviceCodes }) => kind === 'risk' && serviceCodes.includes(serviceCode)));

const latest = (list: readonly Assessment[]) =>
  list.reduce<Assessment | null>((known, one) => (known && known.createdAt >= one.createdAt ? known : one), null);
