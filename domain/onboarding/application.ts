/** Who wants to work here: an application is filled in part by part, handed in, judged by people, and kept whole. */
import type { Check } from './checks';

export const APPLICATION_PARTS = ['person', 'licence', 'work', 'certificates', 'documents'] as const;
export type ApplicationPart = (typeof APPLICATION_PARTS)[number];

/** `returned` is hers again to mend; `rejected` is the end; `withdrawn` may be taken up again. */
export const APPLICATION_STATES = [
  'draft',
  'submitted',
  'reviewing',
  'returned',
  'approved',
  'rejected',
  'withdrawn',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export const STAFF_ROLES = ['registered_nurse', 'care_worker', 'rehab_therapist'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Photographs of papers. `qualification`: certificates by procedure; everything else by its name. */
export const DOCUMENT_KINDS = [
  'idCardFront',
  'idCardBack',
  'portrait',
  'licence',
  'titleCertificate',
  'employmentProof',
  'permissionLetter',
  'criminalRecord',
  'healthCertificate',
  'qualification',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Days are `2026-11-23`, Beijing. */
export interface Employment {
  readonly employer: string;
  readonly department: string;
  readonly fromDay: string;
  /** null: still there. */
  readonly toDay: string | null;
}

export interface Certificate {
  /** As the catalogue names it. */
  readonly name: string;
  readonly issuedBy: string;
  readonly issuedDay: string;
  readonly validUntilDay: string | null;
}

/** What operators may read without opening anything: masks, and what is not personal. */
export interface PersonPart {
  readonly maskedName: string;
  readonly maskedPhone: string;
  readonly maskedIdNumber: string;
  readonly sex: 'female' | 'male';
  readonly birthYear: number;
}

export interface LicencePart {
  readonly role: StaffRole;
  /** `''` for care workers. */
  readonly title: string;
  readonly maskedNumber: string;
  readonly validUntilDay: string;
}

export interface WorkPart {
  readonly employments: readonly Employment[];
  /** The licensed institution that is to send her, and every place her registration names. */
  readonly institutionId: string;
  readonly practicePlaceIds: readonly string[];
}

export interface CertificatesPart {
  readonly certificates: readonly Certificate[];
  readonly wishedServiceCodes: readonly string[];
  readonly serviceRadiusMeters: number;
}

/** A photograph as lists show it: which file it is stands with the sealed parts. */
export interface DocumentMark {
  readonly kind: DocumentKind;
  /** Which of several of one kind, from 0. */
  readonly place: number;
  /** The day on the paper, where it matters: criminal record. */
  readonly issuedDay: string | null;
  /** The last day it is good for: health certificate. */
  readonly validUntilDay: string | null;
}

export interface Parts {
  readonly person: PersonPart | null;
  readonly licence: LicencePart | null;
  readonly work: WorkPart | null;
  readonly certificates: CertificatesPart | null;
  readonly documents: readonly DocumentMark[] | null;
}

export interface ReturnReason {
  readonly part: ApplicationPart;
  readonly reason: string;
}

/** Who looked in which register when, and what stood there (P-006). */
export interface RegistryEvidence {
  readonly source: string;
  readonly lookedAt: number;
  readonly lookedBy: string;
  readonly numberMatches: boolean;
  readonly maskedNumber: string;
  readonly status: RegistryStatus;
  readonly validUntilDay: string | null;
  readonly placeFound: string;
  readonly placeMatches: boolean;
}

export const REGISTRY_STATUSES = ['在册', '变更中', '暂停', '注销', '未查到'] as const;
export type RegistryStatus = (typeof REGISTRY_STATUSES)[number];

/** When a decision is owed. `calendarKnown` false: that year's holidays were not published, plain weekdays were counted. */
export interface ReviewClock {
  readonly submittedAt: number;
  readonly escalateAt: number;
  readonly dueAt: number;
  readonly calendarKnown: boolean;
  /** When the timer has to look again; null: nothing is owed any more. */
  readonly nextAlertAt: number | null;
}

/** A document of `nurseApplications`, id = the account's. What identifies her stands in `nurseApplicationPrivate`. */
export interface NurseApplication {
  readonly _id: string;
  readonly nurseId: string;
  readonly openid: string;
  readonly uid: string;
  readonly state: ApplicationState;
  readonly parts: Parts;
  /** How often it was handed in; also the number of the sealed copy of that time. */
  readonly submission: number;
  readonly checks: readonly Check[];
  readonly checkedAt: number | null;
  readonly review: ReviewClock | null;
  readonly reviewer: string | null;
  readonly evidence: RegistryEvidence | null;
  readonly returnReasons: readonly ReturnReason[];
  readonly rejectReason: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Counts every step, so that the history has an id for each. */
  readonly version: number;
}

/** One line of the history: a document of `nurseApplicationEvents`, id = `<account>:<version>`. */
export interface ApplicationEvent {
  readonly applicationId: string;
  readonly at: number;
  readonly kind:
    'submitted' | 'withdrawn' | 'reviewStarted' | 'registryLookedUp' | 'returned' | 'rejected' | 'approved';
  /** User id of the applicant or the operator's uid. */
  readonly by: string;
  readonly submission: number;
  readonly text: string;
  readonly reasons: readonly ReturnReason[];
  readonly checks: readonly Check[];
}
