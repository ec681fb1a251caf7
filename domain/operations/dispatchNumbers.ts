/** Numbers of booking and of finding the nurse. */
export interface DispatchNumbers {
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
}
