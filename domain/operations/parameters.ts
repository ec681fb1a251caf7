import type { InstitutionShare } from '../institution/share';

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
    /** Urgent visits (B5): asked at once; so many minutes without an answer and people take over, then it is let go. */
    readonly urgentAtOnce: number;
    readonly urgentOperatorsAfterMinutes: number;
    readonly urgentAutoCancelMinutes: number;
  };
  readonly booking: {
    readonly gridMinutes: number;
    readonly horizonDays: number;
    readonly minimumLeadMinutes: number;
    /** Visits start from and to these minutes of the day. */
    readonly firstStartMinute: number;
    readonly lastStartMinute: number;
    /** Urgent visits (B5): the nurse is at the door within so many minutes, never sooner than the least. */
    readonly urgentWithinMinutes: number;
    readonly urgentMinimumLeadMinutes: number;
    /** What she needs before she can set out. */
    readonly urgentAnswerMinutes: number;
    readonly urgentPayWithinMinutes: number;
    /** So long a price that was shown is kept. */
    readonly quoteMinutes: number;
    /** Recurring care (B9): visits are booked so many days ahead; how long and how sparse a series may be. */
    readonly seriesHorizonDays: number;
    readonly seriesMaxDays: number;
    readonly seriesMaxVisits: number;
    readonly seriesMaxEveryWeeks: number;
    /** Visits of a series are accepted when nobody is waiting at the phone. */
    readonly seriesPayWithinMinutes: number;
    /** So many unpaid orders of one account may hold a nurse's time at once; visits of a series are not counted. */
    readonly maxUnpaidOrders: number;
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
    /** So many offers a nurse may accept with one tap. */
    readonly batchAcceptMax: number;
  };
  /** Many orders, few nurses (domain/dispatch/overload): all waiting orders of an area get their nurses together. */
  readonly batching: {
    /** Visits so near to each other in time want the same nurses. */
    readonly withinMinutes: number;
    /** Waiting orders per hundred free nurses, above which it begins (0: never) … */
    readonly onPercent: number;
    /** … and down to which it goes on. */
    readonly offPercent: number;
    /** What leaving an order to the next batch costs in minutes of way: above any way, so that nobody free is kept back. */
    readonly waitCostMinutes: number;
    readonly perWaitedMinute: number;
    /** Stars, continuity and fairness together are worth so many minutes of way. */
    readonly scoreMinutes: number;
    readonly mostOrders: number;
  };
  /** The published score by which nurses are asked; the weights need not sum to one. */
  readonly score: {
    readonly travelWeight: number;
    readonly starsWeight: number;
    readonly continuityWeight: number;
    /** Of a series the nurse who knows the patient counts more. */
    readonly seriesContinuityWeight: number;
    readonly fairnessWeight: number;
    /** She speaks the dialect the family wishes for. */
    readonly dialectWeight: number;
    readonly travelScaleMinutes: number;
    /** Of a nurse with fewer reviews than `newcomerBelowReviews` nothing is known yet, and people read 新: this stands for her stars, 0 to 1. */
    readonly newcomerQuality: number;
    readonly newcomerBelowReviews: number;
    /** One in so many offers is kept for newcomers. */
    readonly newcomerEvery: number;
    readonly continuityVisits: number;
    readonly continuityDays: number;
    readonly targetWeekMinutes: number;
  };
  /** Ways between places: asked of the map as long as the day's quota lasts, else estimated by distance and hour. */
  readonly travel: {
    readonly morningRushFromMinute: number;
    readonly morningRushToMinute: number;
    readonly eveningRushFromMinute: number;
    readonly eveningRushToMinute: number;
    /** Of working days; 100: no longer than at other hours. */
    readonly rushPercent: number;
    /** Nearer than this she rides a bicycle. */
    readonly bicycleWithinMeters: number;
    readonly mapQuestionsADay: number;
    /** So many of the best are asked about; the others stay estimates. */
    readonly mapCandidates: number;
    readonly rememberedDays: number;
  };
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
  /** Closed orders move to the archive after so many months (stars look back 18). */
  readonly archive: { readonly afterMonths: number };
  /** Smart scheduling (X3): planning a day's open visits. Costs are minutes of way. */
  readonly planning: {
    /** From this minute of the day on tomorrow is planned. */
    readonly nightlyFromMinute: number;
    readonly partVisits: number;
    /** A part is searched so many turns, at most so many seconds. */
    readonly searchTurns: number;
    readonly searchSeconds: number;
    readonly candidates: number;
    readonly leftOutMinutes: number;
    readonly calledOutMinutes: number;
    /** A nurse who does not know the patient. */
    readonly strangerMinutes: number;
    /** Per squared hour of work in the week. */
    readonly unevenWeekMinutes: number;
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
  /** Tax invoices: what failed is tried again after pauses that double, so often; an outcome nobody tells is asked for. */
  readonly invoice: {
    readonly mostTries: number;
    readonly firstRetryMinutes: number;
    readonly queryMinutes: number;
  };
  /** A photograph that was uploaded and never handed in is deleted after so many hours. */
  readonly photos: { readonly unusedHours: number };
  /** A nurse's share of the service fee by category of service; 0: the general one (`price.nurseSharePercent`). */
  readonly commission: Readonly<Record<'medPercent' | 'rehPercent' | 'lifPercent' | 'spcPercent', number>>;
  /**
   * What is agreed with institutions, as it holds now (domain/institution/share.ts): rules of their own beside the numbers, put in by
   * whoever reads the settings. Absent: nothing is agreed.
   */
  readonly institutionShares?: readonly InstitutionShare[];
  /** Paying nurses out (P10): no transfer above this; WeChat Pay's own limit for the merchant may be lower. `appealWithinDays`: against a deduction. */
  readonly payout: { readonly mostPerTransferFen: number; readonly appealWithinDays: number };
  /** Coupons (P6). O-03: whose visit nobody accepted gets one. */
  readonly coupons: {
    readonly newUserFen: number;
    readonly newUserLeastFen: number;
    readonly newUserDays: number;
    readonly nobodyFoundFen: number;
    readonly nobodyFoundDays: number;
    /** What an operator may give for something that went wrong, at most, and how long it counts. */
    readonly compensationMostFen: number;
    readonly compensationDays: number;
    /** A coupon that comes back from a cancelled order is good for so many days at least. */
    readonly returnedDays: number;
    readonly reminderDays: number;
  };
  /** Packages of visits (P1): how long a purchase waits for its money, and when what is left of one goes back by itself. */
  readonly packages: {
    readonly payWithinMinutes: number;
    readonly refundAfterExpiryDays: number;
    readonly reminderDays: number;
  };
  /** Points (P6): a point is worth one fen. */
  readonly points: {
    /** Of what was really paid. */
    readonly earnPercent: number;
    /** Of an order's price. */
    readonly capPercent: number;
    /** Until the end of the month so many months later. */
    readonly validMonths: number;
    readonly returnedDays: number;
    readonly reminderDays: number;
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
  readonly price: {
    readonly depositPercent: number;
    readonly baseKm: number;
    readonly baseFen: number;
    readonly perKmFenTo10: number;
    readonly perKmFenOver10: number;
    readonly nightFen: number;
    readonly transportCapFen: number;
    readonly nurseSharePercent: number;
    /** Beyond this the dearer rate per kilometre holds. */
    readonly farKm: number;
    /** The night supplement holds from and to this minute of the day. */
    readonly nightFromMinute: number;
    readonly nightToMinute: number;
    /** Of the service fee, on the State Council's days off (published rule, P-053). */
    readonly holidayPercent: number;
    /** From so many tenths of a star, and so many reviews, on a nurse counts as high-starred. */
    readonly starFromTenths: number;
    readonly starLeastReviews: number;
    /** Of the service fee: what the platform adds for her on filed medical items; what the family that chose her pays for life care. */
    readonly starBonusPercent: number;
    readonly starPremiumPercent: number;
    /** P-052: a price list is published so many days before it holds. */
    readonly listNoticeDays: number;
  };
}
