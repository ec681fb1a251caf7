/** Numbers of the nurses: their stars, hours, papers and training. */
export interface NurseNumbers {
  /** The published formula of a nurse's stars (P-061; domain/nurse/stars). The four kinds of points are parts of their sum, the three shares too. */
  readonly rating: {
    readonly professionalPercent: number;
    readonly attitudePercent: number;
    readonly environmentPercent: number;
    readonly qualityPoints: number;
    readonly volumePoints: number;
    readonly complaintPoints: number;
    readonly punctualityPoints: number;
    /** What is taken to be known of everybody: so many reviews of so many tenths of a mark. */
    readonly priorReviews: number;
    readonly priorMeanTenths: number;
    readonly halfLifeDays: number;
    /** The newest so many reviews of so many days count. */
    readonly newestReviews: number;
    readonly oldestDays: number;
    readonly fullVolumeVisits: number;
    /** From this rate of complaints on no points are left, and the stars are capped. */
    readonly complaintsPerThousand: number;
    readonly complaintsOfAtLeastVisits: number;
    readonly complaintCapTenths: number;
    readonly severeDays: number;
    readonly severeCapTenths: number;
    /** A rate of late cancellations that takes the half of the punctuality points they stand for. */
    readonly lateCancelZeroPercent: number;
  };
  readonly rest: {
    readonly afterWorkMinutes: number;
    readonly restMinutes: number;
    readonly dayMaxMinutes: number;
    readonly betweenShiftsMinutes: number;
    readonly weekMaxMinutes: number;
  };
  readonly onboarding: {
    /** P-009: so many working days after it was handed in an application is decided; so many and it is escalated. */
    readonly reviewWorkingDays: number;
    readonly escalateWorkingDays: number;
    readonly criminalRecordMaxMonths: number;
    /** P-009: the half-yearly re-check. */
    readonly recheckDays: number;
    readonly competencyMonths: number;
  };
  readonly training: {
    readonly examQuestions: number;
    readonly examMinutes: number;
    /** The way of the last answer through the network. */
    readonly examGraceSeconds: number;
    readonly passPoints: number;
    readonly triesADay: number;
    readonly validMonths: number;
  };
  /** Reminders so many days before a nurse's paper runs out, each once. */
  readonly papers: Readonly<Record<'firstReminderDays' | 'secondReminderDays' | 'lastReminderDays', number>>;
  /** A photograph that was uploaded and never handed in is deleted after so many hours. */
  readonly photos: { readonly unusedHours: number };
}
