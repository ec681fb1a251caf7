/**
 * What the rules look at. Plain data that survives JSON, and nothing personal: no name, no address, no word somebody wrote.
 * A part that is null was not looked at, and the rules that need it do not speak.
 */
import type { Service } from '../care/service';
import type { ConsentState, OnBehalf } from '../consent/consent';
import type { ConsentKind } from '../consent/kinds';
import type { Nurse } from '../nurse/nurse';
import type { OperationParameters } from '../operations/parameters';
import type { Registration } from '../person/registration';
import type { Window } from '../schedule/window';

export interface Facts {
  readonly moment: 'booking' | 'acceptance' | 'departure' | 'checkIn';
  readonly now: number;
  /** The visit itself, without the way. */
  readonly visit: Window;
  readonly service: ServiceFacts;
  readonly provider: ProviderFacts | null;
  readonly lists: ListFacts | null;
  /** What stands on the negative list and was found in the family's note: `N-01` … */
  readonly forbiddenInNote: readonly NegativeName[] | null;
  readonly recipient: RecipientFacts | null;
  readonly consents: ConsentFacts | null;
  /** P-039: how it stands with being recorded; asked again on the day. */
  readonly recording: ConsentState | null;
  readonly assessment: AssessmentFacts | null;
  /** P-030: how it stands with the informed consent to this visit. */
  readonly visitConsent: ConsentState | null;
  readonly nurse: NurseFacts | null;
  readonly place: PlaceFacts | null;
  readonly diary: DiaryFacts | null;
}

export type ServiceFacts = Pick<
  Service,
  'code' | 'category' | 'riskLevel' | 'staff' | 'orderRequired' | 'offered' | 'bufferMinutes'
>;

/** The institution that sends the nurse, or would. */
export interface ProviderFacts {
  readonly id: string;
  readonly licenceNumber: string;
  readonly licenceUntil: number;
  readonly serviceModes: readonly string[];
  readonly filingNumber: string;
  readonly filedUntil: number;
  readonly agreementNumber: string;
  readonly agreementUntil: number;
}

/** One positive list: `null`: everything. */
export interface ServiceList {
  readonly version: number;
  readonly codes: readonly string[] | null;
}

/** The lists that hold for this visit: province, city, institution. */
export type ListFacts = readonly (ServiceList & { readonly level: 'province' | 'city' | 'institution' })[];

export interface NegativeName {
  readonly code: string;
  readonly name: string;
}

export interface RecipientFacts {
  readonly recipientId: string;
  readonly registration: Registration;
  readonly isSelf: boolean;
  readonly isMinor: boolean;
}

export type ConsentFacts = Readonly<
  Record<ConsentKind, { readonly state: ConsentState; readonly onBehalf: OnBehalf | null }>
>;

export interface AssessmentFacts {
  /** The latest first assessment; null: none was asked for. */
  readonly first: {
    readonly decision: 'allowed' | 'conditional' | 'refused' | 'waiting';
    readonly reasonCodes: readonly string[];
    readonly advice: readonly string[];
    readonly validUntil: number | null;
    /** The person's condition is no longer what was assessed. */
    readonly changed: boolean;
    /** Service code → until when its order or prescription counts, as the assessor saw it. */
    readonly papersUntil: Readonly<Record<string, number>>;
  } | null;
  /** Orders and prescriptions handed in for this very service, each by itself. Absent in decisions older than the rule. */
  readonly order?: {
    /** Until when what a reviewer saw counts; null: nothing was seen. */
    readonly passedUntil: number | null;
    /** One waits for a reviewer and counts so long by its own words. */
    readonly waitingUntil: number | null;
  };
  /** The latest answers for this very service. */
  readonly risk: {
    readonly decision: 'allowed' | 'conditional' | 'refused';
    readonly isEmergency: boolean;
    readonly reasonCodes: readonly string[];
    readonly advice: readonly string[];
    readonly limitedMobility: boolean;
    readonly validUntil: number;
  } | null;
}

export type NurseFacts = Pick<
  Nurse,
  | 'status'
  | 'role'
  | 'title'
  | 'years'
  | 'certificates'
  | 'institutionId'
  | 'practicePlaceIds'
  | 'licenceValidUntil'
  | 'insuredUntil'
  | 'healthCertificateUntil'
  | 'trainedUntil'
  | 'reviewedUntil'
  | 'competencies'
  | 'shifts'
  | 'exceptions'
  | 'withdrawnConsents'
> & {
  /** The nurse's own account is the family's, or one with which the person is shared. */
  readonly isOwnFamily: boolean;
  /** She or the family said that they do not want to meet again. Absent in decisions older than the rule. */
  readonly isBlocked?: boolean;
  /** The family wishes for the other sex. */
  readonly isOtherSex?: boolean;
  /** The family asks without exception for a dialect she does not speak. */
  readonly lacksDialect?: boolean;
};

export interface PlaceFacts {
  readonly distanceMeters: number;
  /** The nurse's own wish, at most the operators' radius. */
  readonly reachMeters: number;
  /** Within districts and drawn area. */
  readonly isInArea: boolean;
}

/** Bound time: the wished one first, then what the nurse has around it, and the minutes from each to each. */
export interface DiaryFacts {
  readonly spells: readonly Window[];
  readonly wayMinutes: readonly (readonly number[])[];
  readonly rest: OperationParameters['rest'];
}

/** Nothing was looked at yet: a question about one part fills in that part alone. */
export const NOTHING_LOOKED_AT = {
  provider: null,
  lists: null,
  forbiddenInNote: null,
  recipient: null,
  consents: null,
  recording: null,
  assessment: null,
  visitConsent: null,
  nurse: null,
  place: null,
  diary: null,
} satisfies Partial<Facts>;
