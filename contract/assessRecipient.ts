import * as v from 'valibot';
import { FileId, Id, Note, ServiceCode } from './fields';

/** What the family uploads for the first assessment (P-018), below `assessments/<recipient id>/` of the storage. */
export const DOCUMENT_KINDS = ['dischargeSummary', 'outpatientRecord', 'doctorOrder', 'prescription', 'other'] as const;

const Version = v.pipe(v.number(), v.integer(), v.minValue(1));
const Answers = v.record(v.pipe(v.string(), v.maxLength(40)), v.pipe(v.string(), v.maxLength(20)));

/**
 * The questionnaire before a visit and the first assessment. `answer`: signs of an emergency are refused with
 * EMERGENCY_CALL_120 at once (show a button that dials 120); any other outcome is an answer, also `refused`. It counts for
 * 24 hours and this service. `urgent`: the answers so far, sent as soon as an urgent question is answered; an emergency among
 * them is kept and refused like that, anything else is not kept and means nothing yet. `requestFirst`: an assessor looks at the documents; nothing can be asked twice while one waits
 * (ASSESSMENT_WAITING). `handInOrder`: a doctor's order or prescription for one service (P-027); with one that waits a visit may
 * be booked, and a nurse is looked for once it was seen.
 */
export const AssessRecipient = v.variant('step', [
  v.strictObject({ step: v.literal('questions'), recipientId: Id, serviceCode: ServiceCode }),
  v.strictObject({
    step: v.literal('answer'),
    recipientId: Id,
    serviceCode: ServiceCode,
    /** Of the questions as read; another version is refused with QUESTIONNAIRE_CHANGED: read them again. */
    version: Version,
    /** Question id → value of the chosen option; every question read must be answered. */
    answers: Answers,
  }),
  v.strictObject({
    step: v.literal('urgent'),
    recipientId: Id,
    serviceCode: ServiceCode,
    version: Version,
    answers: Answers,
  }),
  v.strictObject({
    step: v.literal('requestFirst'),
    recipientId: Id,
    documents: v.pipe(
      v.array(v.strictObject({ kind: v.picklist(DOCUMENT_KINDS), fileId: FileId })),
      v.minLength(1),
      v.maxLength(12),
    ),
    note: v.optional(Note, ''),
  }),
  v.strictObject({
    step: v.literal('handInOrder'),
    recipientId: Id,
    serviceCode: ServiceCode,
    documents: v.pipe(
      v.array(v.strictObject({ kind: v.picklist(['doctorOrder', 'prescription']), fileId: FileId })),
      v.minLength(1),
      v.maxLength(4),
    ),
    hospital: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(60)),
    /** The day it was written, Beijing, `2026-11-23`; the day it is written it counts already. */
    issuedOn: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
    validDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(180)),
  }),
  v.strictObject({ step: v.literal('read'), recipientId: Id, serviceCode: v.optional(ServiceCode) }),
]);
export type AssessRecipientInput = v.InferInput<typeof AssessRecipient>;

export interface QuestionView {
  readonly id: string;
  readonly text: string;
  readonly hint: string;
  /** To be sent with `urgent` as soon as it is answered. */
  readonly isUrgent: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export type AssessmentDecision = 'allowed' | 'conditional' | 'refused';

/** Sentences are simple Chinese, ready to show. */
export interface AssessmentView {
  readonly assessmentId: string;
  readonly kind: 'risk' | 'first' | 'order';
  /** `waiting`: for an assessor. */
  readonly decision: AssessmentDecision | 'waiting';
  readonly reasons: readonly { readonly code: string; readonly sentence: string }[];
  readonly advice: readonly string[];
  readonly conditions: readonly string[];
  readonly serviceCodes: readonly string[];
  /** Until when it counts; null while it waits. */
  readonly validUntil: number | null;
  /** True: it counts today. A change of condition ends it before its time. */
  readonly counts: boolean;
  readonly createdAt: number;
}

/** Always all of it; what the step does not ask for is empty, null or false. */
export interface AssessRecipientReply {
  readonly version: number | null;
  readonly questions: readonly QuestionView[];
  /** `answer`: the decision just made. */
  readonly risk: AssessmentView | null;
  /** The latest first assessment; null: none was ever asked for. `needed`: this service (or, for `read`, medical care) asks for one. */
  readonly first: AssessmentView | null;
  readonly firstNeeded: boolean;
  /** The last doctor's order handed in for the service; null: none, or no service was named. `waiting`: for a reviewer. */
  readonly order: AssessmentView | null;
}
