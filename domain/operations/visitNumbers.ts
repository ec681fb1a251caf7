/** Numbers of an order once it has its nurse: the visit, its changes, its end. */
export interface VisitNumbers {
  /** Handing an accepted visit on (O-08, O-09). */
  readonly transfer: {
    readonly leadMinutes: number;
    readonly reviewMinutes: number;
    readonly consentMinutes: number;
  };
  /** What calling a visit off costs the patient, tiers R0 to R4; percent of the service fee. */
  readonly cancellation: {
    readonly freeLeadMinutes: number;
    readonly nearLeadMinutes: number;
    readonly lastLeadMinutes: number;
    readonly graceMinutes: number;
    readonly r1Percent: number;
    readonly r1CapFen: number;
    readonly r2Percent: number;
    readonly r2CapFen: number;
    readonly r3Percent: number;
    readonly r4Percent: number;
  };
  /** O-10: what the platform owes the family when the nurse does not come after all. */
  readonly nurseCancel: Readonly<
    Record<'freeLeadMinutes' | 'lateLeadMinutes' | 'compensationFen' | 'latePercent' | 'lateLeastFen', number>
  >;
  /** O-11: from how late on what holds. */
  readonly lateness: {
    readonly tellMinutes: number;
    readonly freeCancelMinutes: number;
    readonly discountPercent: number;
    readonly noShowMinutes: number;
  };
  /** Nobody opens: so long the nurse waits, so often she calls; and what a wrong answer before the visit costs. */
  readonly atTheDoor: {
    readonly waitMinutes: number;
    readonly calls: number;
    readonly assessmentItemFen: number;
  };
  readonly visit: {
    readonly geofenceMeters: number;
    /** So many wrong codes at the door, and no code is heard for so long: nobody guesses it. */
    readonly wrongCodesMax: number;
    readonly codeLockMinutes: number;
    readonly earliestDepartureMinutes: number;
    /** So long after the hour at which a visit should be over a person asks whether all is well (S4). */
    readonly overdueMinutes: number;
  };
  /** Money asked back after the visit (O-12, P-062). Who decides above the limit needs a second person. */
  readonly dispute: {
    readonly fileWithinDays: number;
    readonly appealWithinDays: number;
    readonly answerWithinHours: number;
    readonly remindAnswerHours: number;
    readonly decideWithinDays: number;
    readonly remindDecideDays: number;
    readonly secondLookAboveFen: number;
  };
  /** Closed orders move to the archive after so many months (stars look back 18). */
  readonly archive: { readonly afterMonths: number };
  /** How people are told (domain/messages/route.ts). */
  readonly messages: {
    /** From and to this minute of the day nothing rings that can wait … */
    readonly quietFromMinute: number;
    readonly quietToMinute: number;
    /** … unless it changes a visit that is nearer than this. */
    readonly soonHours: number;
    /** A channel that says nothing went out is asked so often, after pauses that double. */
    readonly mostTries: number;
    readonly firstPauseSeconds: number;
    /** Longer than a function may run: whoever was sending is not at it any more. */
    readonly abandonedSeconds: number;
    /** So long the network has to say whether a text message reached the phone. */
    readonly receiptSeconds: number;
    /** A text message without an answer is sent again within so long: less than the network refuses the same words for. 0: never. */
    readonly sameWordsSeconds: number;
  };
}
