import type { GeoPoint } from '../geo/distance';

/**
 * `training`: approved, but the exam, a competency or the insurance is still missing (domain/nurse/admission.ts). `left`: she closed
 * her account (domain/nurse/leave.ts); nothing follows.
 */
export type NurseStatus = 'pending' | 'training' | 'active' | 'rejected' | 'suspended' | 'left';

/** A line of the competency ledger: this nurse may perform this very service until `validUntil` (P-008). */
export interface Competency {
  readonly serviceCode: string;
  readonly validUntil: number;
  /** When she was trained and passed, and when an experienced colleague watched her do it. */
  readonly trainedAt: number | null;
  readonly observedAt: number | null;
  /** When she last did it for somebody through us. */
  readonly lastDoneAt: number | null;
}

/** Weekly working hours, Beijing time; minutes of the day, `toMinute` up to 1440. */
export interface Shift {
  /** 0 = Sunday … 6 = Saturday. */
  readonly weekday: number;
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** One day that differs from the weekly hours. `extra` adds hours, `off` takes them away, `hospitalNight` also binds the rest after it (P-060). */
export interface DayException {
  readonly kind: 'extra' | 'off' | 'hospitalNight';
  /** `2026-11-23`, Beijing; minutes of that day, `toMinute` beyond 1440 reaches into the next. */
  readonly day: string;
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** A nurse as dispatch sees her: a document of `nurses`. Name, phone and papers stand in `nursePrivate`. */
export interface Nurse {
  readonly _id: string;
  readonly userId: string;
  readonly openid: string;
  readonly uid: string;
  /** `王护士`: what patients read before the visit. */
  readonly displayName: string;
  readonly sex: 'female' | 'male';
  readonly role: 'registered_nurse' | 'care_worker' | 'rehab_therapist';
  /** 护士 · 护师 · 主管护师 · 副主任护师 · 主任护师 · 治疗师 … `''` for care workers. */
  readonly title: string;
  readonly years: number;
  readonly certificates: readonly string[];
  readonly institution: string;
  /** The licensed institution that sends her (P-001), and every place her registration names (P-007). */
  readonly institutionId: string;
  readonly practicePlaceIds: readonly string[];
  readonly status: NurseStatus;
  readonly statusReason: string;
  readonly licenceValidUntil: number;
  /** The end of whichever of the three policies ends first: liability, medical accident, personal accident (P-015). */
  readonly insuredUntil: number;
  /** Care workers must have one (P-011); null where the role needs none. */
  readonly healthCertificateUntil: number | null;
  /** Pre-job training and its exam (P-010). */
  readonly trainedUntil: number;
  /** The half-yearly re-check (P-009). */
  readonly reviewedUntil: number;
  readonly competencies: readonly Competency[];
  /** The codes of `competencies`, for the geo index `{status, serviceCodes, location}`. */
  readonly serviceCodes: readonly string[];
  readonly location: GeoPoint;
  /** How far she travels; at most the operators' search radius. */
  readonly serviceRadiusMeters: number;
  /** Only these districts; empty: every one. */
  readonly areaDistricts: readonly string[];
  /** A drawn ring `[lng, lat][]`, first point repeated at the end; null: none drawn. What counts is what circle, districts and ring share. */
  readonly areaPolygon: readonly (readonly [number, number])[] | null;
  readonly shifts: readonly Shift[];
  readonly exceptions: readonly DayException[];
  /** Certified, but not offered by her own wish; absent: none. */
  readonly servicesOff?: readonly string[];
  /** Of a suspended nurse: `papers` ends with the proof that was missing, `operators` by a person's decision. */
  readonly suspendedBy?: 'papers' | 'operators';
  /** What she says she speaks beside Mandarin: codes of `settings/dialects`. Absent: nothing said. */
  readonly dialects?: readonly string[];
  /** What she agreed to and took back (P-031): without `location` she is not sent anywhere. Absent: nothing. */
  readonly withdrawnConsents?: readonly ('location' | 'recording' | 'face')[];
  /** When her stars were counted last; absent: never. */
  readonly standingAt?: number;
  readonly stars: number;
  readonly reviewCount: number;
  readonly completedVisits: number;
  readonly appliedAt: number;
}

/** Time a nurse is bound, travel buffer included: a document of `bookings`, id = order id. */
export interface Booking {
  readonly _id: string;
  readonly nurseId: string;
  readonly startAt: number;
  readonly endAt: number;
  /** Where she is then; whether she can be elsewhere in time depends on it. */
  readonly coordinates: readonly [number, number];
}
