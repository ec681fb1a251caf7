/** A nurse's application, part by part, as its owner sends and reads it. */
import * as v from 'valibot';
import {
  DOCUMENT_KINDS,
  type ApplicationPart,
  type ApplicationState,
  type ApplicationEvent,
  type DocumentMark,
  type Parts,
  type ReturnReason,
  STAFF_ROLES,
} from '#domain/onboarding/application';
import type { Check } from '#domain/onboarding/checks';
import { FileId, Id, Phone, ServiceCode, Text } from './fields';

/** `2026-11-23` */
export const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const Words = (most: number) => v.pipe(Text, v.minLength(1), v.maxLength(most));

const PersonInput = v.strictObject({
  kind: v.literal('saveDraft'),
  part: v.literal('person'),
  name: v.pipe(v.string(), v.trim(), v.maxLength(30)),
  idNumber: v.pipe(v.string(), v.trim(), v.maxLength(18)),
  phone: Phone,
});

const LicenceInput = v.strictObject({
  kind: v.literal('saveDraft'),
  part: v.literal('licence'),
  role: v.picklist(STAFF_ROLES),
  /** 护士 · 护师 · 主管护师 … 治疗师 …; `''` for care workers. */
  title: v.pipe(v.string(), v.trim(), v.maxLength(12)),
  /** Nurses: 护士执业证书编号; therapists: 资格证书编号; care workers: 技能等级证书编号. */
  number: v.pipe(v.string(), v.trim(), v.maxLength(30)),
  validUntilDay: Day,
});

const WorkInput = v.strictObject({
  kind: v.literal('saveDraft'),
  part: v.literal('work'),
  employments: v.pipe(
    v.array(
      v.strictObject({
        employer: Words(60),
        department: v.optional(v.pipe(Text, v.maxLength(40)), ''),
        fromDay: Day,
        toDay: v.nullable(Day),
      }),
    ),
    v.minLength(1),
    v.maxLength(15),
  ),
  institutionId: Id,
  practicePlaceIds: v.pipe(v.array(Id), v.minLength(1), v.maxLength(5)),
});

const CertificatesInput = v.strictObject({
  kind: v.literal('saveDraft'),
  part: v.literal('certificates'),
  certificates: v.pipe(
    v.array(
      v.strictObject({
        name: Words(40),
        issuedBy: Words(60),
        issuedDay: Day,
        validUntilDay: v.nullable(Day),
      }),
    ),
    v.maxLength(20),
  ),
  wishedServiceCodes: v.pipe(v.array(ServiceCode), v.minLength(1), v.maxLength(60)),
  serviceRadiusMeters: v.pipe(v.number(), v.integer(), v.minValue(1000), v.maxValue(30_000)),
});

/** Upload first, below `applications/<user id>/`; only that folder is taken. */
const DocumentsInput = v.strictObject({
  kind: v.literal('saveDraft'),
  part: v.literal('documents'),
  documents: v.pipe(
    v.array(
      v.strictObject({
        kind: v.picklist(DOCUMENT_KINDS),
        fileId: FileId,
        /** criminalRecord: the day on the paper. */
        issuedDay: v.optional(v.nullable(Day), null),
        /** healthCertificate: its last day. */
        validUntilDay: v.optional(v.nullable(Day), null),
      }),
    ),
    v.minLength(1),
    v.maxLength(30),
  ),
});

export const ApplyAsNurse = v.variant('kind', [
  v.strictObject({ kind: v.literal('read') }),
  v.variant('part', [PersonInput, LicenceInput, WorkInput, CertificatesInput, DocumentsInput]),
  /** Opens the face check of Tencent Cloud; the reply's `faceUrl` is where she goes. The person part must be filled. */
  v.strictObject({ kind: v.literal('faceStart') }),
  /** Asks the service how it went; only its own word counts. */
  v.strictObject({ kind: v.literal('faceResult') }),
  v.strictObject({ kind: v.literal('submit') }),
  v.strictObject({ kind: v.literal('withdraw') }),
]);
export type ApplyAsNurseInput = v.InferInput<typeof ApplyAsNurse>;
/** As it is after the check. */
export type CheckedApplyAsNurse = v.InferOutput<typeof ApplyAsNurse>;
export type DraftInput = Extract<CheckedApplyAsNurse, { kind: 'saveDraft' }>;
export type DraftOf<P extends ApplicationPart> = Extract<DraftInput, { part: P }>;

/** Every variant answers the whole application as it stands then. */
export interface ApplicationView {
  /** `none`: nothing was begun. */
  readonly state: ApplicationState | 'none';
  /** The first part that is still empty; null: all are there. */
  readonly missingPart: ApplicationPart | null;
  /** Masked: what she typed is not sent back. A part is sent again whole when it is changed. */
  readonly parts: Parts;
  /** Which papers her role needs, and which are still missing (of these `submit` refuses to go on). */
  readonly neededDocuments: readonly DocumentMark['kind'][];
  readonly missingDocuments: readonly DocumentMark['kind'][];
  /** Where photographs are to be uploaded: `applications/<user id>/`. */
  readonly uploadFolder: string;
  /** Her face beside the public source: `none` not begun, `pending` begun, then the outcome. Optional; a reviewer compares otherwise. */
  readonly face: 'none' | 'pending' | 'match' | 'mismatch';
  /** Only in the reply to `faceStart`. */
  readonly faceUrl?: string;
  readonly checks: readonly Check[];
  readonly returnReasons: readonly ReturnReason[];
  readonly rejectReason: string;
  readonly submittedAt: number | null;
  /** Until when the platform owes a decision; null when nothing was handed in. */
  readonly dueAt: number | null;
  /** False: that year's holidays are not published yet, plain weekdays were counted. Say so beside `dueAt`. */
  readonly calendarKnown: boolean;
  readonly history: readonly Pick<ApplicationEvent, 'at' | 'kind' | 'text' | 'reasons'>[];
  /** Once approved: her nurse id and what still stands between her and the first offer, each a sentence. */
  readonly nurseId: string | null;
  readonly nextSteps: readonly string[];
  /** The institutions she may choose from. */
  readonly institutions: readonly { readonly institutionId: string; readonly name: string }[];
}
export type ApplyAsNurseReply = ApplicationView;
