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
  /** `order`: a doctor's order or prescription for one service (P-027). */
  readonly kind: 'risk' | 'first' | 'order';
  readonly recipientId: string;
  readonly requestedBy: string;
  readonly decision: 'allowed' | 'conditional' | 'refused' | 'waiting';
  readonly isEmergency: boolean;
  readonly reasonCodes: readonly string[];
  readonly advice: readonly string[];
  readonly conditions: readonly string[];
  readonly limitedMobility: boolean;
  /** `risk`: the services that were asked about; `order`: the one it is for. */
  readonly serviceCodes: readonly string[];
  /** `first`: until when the order or prescription for a service counts, as the assessor saw it (P-027). */
  readonly papersUntil: Readonly<Record<string, number>>;
  /** `order`: until when it counts by its own words, before somebody looked at it. Absent: nothing was said. */
  readonly statedUntil?: number;
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

/** A family hands in a doctor's order: the hospital's photograph, when it was written and for how long. One at a time for a service. */
export function handedIn(
  made: Made & { readonly serviceCode: string; readonly issuedAt: number; readonly validDays: number },
  known: readonly Assessment[],
  now: number,
): Assessment {
  const { serviceCode, issuedAt, validDays, ...ids } = made;
  const waiting = ordersFor(known, serviceCode).find(({ decision }) => decision === 'waiting');
  if (waiting) throw new Refusal('ASSESSMENT_WAITING', { assessmentId: waiting._id });
  // The day it was written is the first of them; it counts to the end of the last.
  const statedUntil = issuedAt + validDays * DAY - 1;
  if (issuedAt > now || statedUntil <= now) throw new Refusal('ORDER_PAPER_EXPIRED', { issuedAt, statedUntil });
  const order = { kind: 'order', decision: 'waiting', basis: 'documents', serviceCodes: [serviceCode] } as const;
  return { ...BLANK, ...ids, ...order, statedUntil, createdAt: now };
}

/** P-027: seen whole, until a day that the reviewer read on it; or refused with a reason and what to do. */
export function decideOrder(order: Assessment, verdict: Verdict, reviewer: string, now: number): Assessment {
  if (order.kind !== 'order' || order.decision !== 'waiting' || order.endedAt !== null)
    throw new Refusal('ILLEGAL_STEP', { decision: order.decision });
  const { decision, reasonCodes, advice, papersUntil } = verdict;
  const [serviceCode = ''] = order.serviceCodes;
  const until = papersUntil[serviceCode];
  const others = Object.keys(papersUntil).filter((code) => code !== serviceCode);
  const isWhole =
    decision === 'refused'
      ? reasonCodes.length > 0 && advice.length > 0 && until === undefined
      : decision === 'allowed' && reasonCodes.length === 0 && until !== undefined && until > now;
  if (!isWhole || others.length > 0)
    throw new Refusal('BAD_INPUT', { fields: ['decision', 'papers', 'reasonCodes', 'advice'] });
  const kept = { decision, reasonCodes, advice, papersUntil };
  return { ...order, ...kept, decidedBy: reviewer, decidedAt: now, validUntil: until ?? null };
}

const ordersFor = (known: readonly Assessment[], serviceCode: string): readonly Assessment[] =>
  known.filter(({ kind, serviceCodes, endedAt }) => kind === 'order' && serviceCodes.includes(serviceCode) && !endedAt);

/** How it stands with the orders for a service: until when what was seen counts, and what still waits, by its own words. */
export function orderStanding(known: readonly Assessment[], serviceCode: string): OrderStanding {
  const all = ordersFor(known, serviceCode);
  const latestOf = (untils: readonly number[]) => (untils.length > 0 ? Math.max(...untils) : null);
  return {
    passedUntil: latestOf(all.flatMap(({ papersUntil }) => papersUntil[serviceCode] ?? [])),
    waitingUntil: latestOf(
      all.flatMap(({ decision, statedUntil }) => (decision === 'waiting' ? (statedUntil ?? []) : [])),
    ),
  };
}

export interface OrderStanding {
  readonly passedUntil: number | null;
  readonly waitingUntil: number | null;
}

/** The last one handed in for a service, with its answer. */
export const latestOrder = (known: readonly Assessment[], serviceCode: string): Assessment | null =>
  latest(ordersFor(known, serviceCode));

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
