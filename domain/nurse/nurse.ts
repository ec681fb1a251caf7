export type NurseStatus = 'pending' | 'active' | 'rejected' | 'suspended';

/** A competency: this nurse may perform this very service until `validUntil`. */
export interface Competency {
  readonly serviceCode: string;
  readonly validUntil: number;
}

/** Weekly working hours, Beijing time; minutes of the day, `toMinute` up to 1440. */
export interface Shift {
  /** 0 = Sunday … 6 = Saturday. */
  readonly weekday: number;
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
  readonly status: NurseStatus;
  readonly statusReason: string;
  readonly licenceValidUntil: number;
  readonly insuredUntil: number;
  readonly competencies: readonly Competency[];
  /** The codes of `competencies`, for the geo index `{status, serviceCodes, location}`. */
  readonly serviceCodes: readonly string[];
  readonly location: { readonly type: 'Point'; readonly coordinates: readonly [number, number] };
  /** How far she travels; at most the operators' search radius. */
  readonly serviceRadiusMeters: number;
  readonly shifts: readonly Shift[];
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
