/** The numbers of operation. One document of `settings`; the default is database/data/operations.json. Operators may change each. */
export interface OperationParameters {
  readonly acceptance: {
    readonly deadlineMinutes: number;
    readonly waveSize: number;
    readonly waveMinutes: number;
    readonly alternatesSize: number;
    readonly operatorsAfterMinutes: number;
    readonly autoCancelMinutes: number;
    /** From and to this minute of the day the clock of the search stands still … */
    readonly quietFromMinute: number;
    readonly quietToMinute: number;
    /** … unless the visit is nearer than this. */
    readonly urgentLeadMinutes: number;
  };
  readonly booking: {
    readonly gridMinutes: number;
    readonly horizonDays: number;
    readonly minimumLeadMinutes: number;
    readonly payWithinMinutes: number;
    readonly autoConfirmHours: number;
  };
  readonly dispatch: {
    readonly searchRadiusMeters: number;
    readonly bandMeters: number;
    readonly candidateLimit: number;
    readonly speedKmPerHour: number;
    readonly detourFactor: number;
    readonly fixedTravelMinutes: number;
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
  readonly papers: {
    readonly firstReminderDays: number;
    readonly secondReminderDays: number;
    readonly lastReminderDays: number;
  };
  readonly visit: { readonly geofenceMeters: number; readonly earliestDepartureMinutes: number };
  readonly price: {
    readonly depositPercent: number;
    readonly baseKm: number;
    readonly baseFen: number;
    readonly perKmFenTo10: number;
    readonly perKmFenOver10: number;
    readonly nightFen: number;
    readonly transportCapFen: number;
    readonly nurseSharePercent: number;
  };
}
