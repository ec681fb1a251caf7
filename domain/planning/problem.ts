/**
 * A day to be planned: which nurse goes to which home, in which order and when. Minutes count from the midnight of the day.
 * A *stop* is one nurse's work in one home; a *visit* is one stop, or two that belong together (a double visit: both
 * nurses at once, or the second so long after the first).
 */

export interface Stop {
  /** Index into the travel table. */
  readonly place: number;
  readonly durationMinutes: number;
  /** What the nurse costs on top of the way: `Infinity` when she may not come; less for one who knows the patient. One per nurse. */
  readonly fitCosts: readonly number[];
}

export interface PlannedVisit {
  readonly id: string;
  readonly stops: readonly [Stop] | readonly [Stop, Stop];
  /** Nobody begins before; later than `dueMinute` costs, later than `latestMinute` is forbidden. */
  readonly earliestMinute: number;
  readonly dueMinute: number;
  readonly latestMinute: number;
  /** Of a double visit: minutes from the first start to the second; 0 and 0 is at once. */
  readonly gap?: { readonly minMinutes: number; readonly maxMinutes: number };
  /** What it costs to leave it out. */
  readonly leftOutCost: number;
}

export interface PlanningNurse {
  readonly id: string;
  readonly startPlace: number;
  readonly endPlace: number;
  readonly shift: { readonly fromMinute: number; readonly toMinute: number };
  /** Rest that begins within the window, between two visits; waiting counts as rest. */
  readonly rest?: { readonly fromMinute: number; readonly latestStartMinute: number; readonly minutes: number };
  readonly maxVisits: number;
  /** Work and way together. */
  readonly maxWorkMinutes: number;
  /** What she has worked this week already; fairness looks at the sum. */
  readonly workedMinutes: number;
}

export interface PlanningWeights {
  readonly travelMinute: number;
  readonly lateMinute: number;
  /** The lateness of the latest visit of all. */
  readonly latestMinute: number;
  /** A nurse called out at all. */
  readonly nurse: number;
  /** Per squared hour of work in the week: uneven weeks cost more. */
  readonly squaredWorkHour: number;
}

export interface PlanningProblem {
  readonly places: number;
  /** Minutes from place to place, row by row. */
  readonly travelMinutes: Float64Array;
  readonly visits: readonly PlannedVisit[];
  readonly nurses: readonly PlanningNurse[];
  readonly weights: PlanningWeights;
}

export interface PlannedStop {
  readonly visit: number;
  /** 0, or 1 for the second nurse of a double visit. */
  readonly part: number;
  readonly startMinute: number;
}

export interface DayPlan {
  /** One per nurse, in the order of her day. */
  readonly routes: readonly (readonly PlannedStop[])[];
  readonly leftOut: readonly number[];
  readonly cost: number;
}
