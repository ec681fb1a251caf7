/** A planning problem as flat arrays: the search reads them millions of times a second. */
import type { PlannedVisit, PlanningProblem } from './problem';

export const NOBODY = -1;

/**
 * Nodes: the stops first, then one depot per nurse, which is both the beginning and the end of her route (a ring). `lag[s]`
 * is how long after the start of stop `s` its partner may begin at the earliest (negative: it may begin that much before).
 */
export class CompiledProblem {
  readonly stops: number;
  readonly nurses: number;
  readonly nodes: number;
  readonly places: number;
  readonly travel: Float64Array;
  /** The same, column by column. */
  readonly travelTo: Float64Array;
  /** Where one is when leaving a node, and when arriving: they differ for depots only. */
  readonly leavesFrom: Int32Array;
  readonly arrivesAt: Int32Array;
  readonly duration: Float64Array;
  readonly earliest: Float64Array;
  readonly due: Float64Array;
  readonly latest: Float64Array;
  readonly partner: Int32Array;
  readonly lag: Float64Array;
  readonly visitOf: Int32Array;
  readonly firstStop: Int32Array;
  readonly leftOutCost: Float64Array;
  /** One minute and one nurse are possible for each of its stops: nothing to search. */
  readonly fixed: Uint8Array;
  /** Stop by nurse; infinite when she may not come. */
  readonly fit: Float64Array;
  readonly mayServe: readonly Int32Array[];
  readonly shiftFrom: Float64Array;
  readonly shiftTo: Float64Array;
  readonly restFrom: Float64Array;
  readonly restUntil: Float64Array;
  readonly restMinutes: Float64Array;
  readonly hasRests: boolean;
  readonly maxVisits: Int32Array;
  readonly maxWork: Float64Array;
  readonly worked: Float64Array;

  constructor(readonly problem: PlanningProblem) {
    const { visits, nurses, places } = problem;
    const visitOf = visits.flatMap((visit, index) => visit.stops.map(() => index));
    const stops = visits.flatMap((visit) => [...visit.stops]);
    this.stops = stops.length;
    this.nurses = nurses.length;
    this.nodes = this.stops + this.nurses;
    this.places = places;
    this.travel = problem.travelMinutes;
    this.travelTo = transposed(problem.travelMinutes, places);
    this.leavesFrom = Int32Array.from([...stops.map(({ place }) => place), ...nurses.map((n) => n.startPlace)]);
    this.arrivesAt = Int32Array.from([...stops.map(({ place }) => place), ...nurses.map((n) => n.endPlace)]);
    this.duration = Float64Array.from(stops, ({ durationMinutes }) => durationMinutes);
    this.visitOf = Int32Array.from(visitOf);
    const ofVisit = (read: (visit: PlannedVisit) => number) =>
      Float64Array.from(visitOf, (index) => read(visits[index]!));
    this.earliest = ofVisit(({ earliestMinute }) => earliestMinute);
    this.due = ofVisit(({ dueMinute }) => dueMinute);
    this.latest = ofVisit(({ latestMinute }) => latestMinute);
    this.firstStop = Int32Array.from(visits, (_, index) => visitOf.indexOf(index));
    this.leftOutCost = Float64Array.from(visits, ({ leftOutCost }) => leftOutCost);
    this.partner = new Int32Array(this.stops).fill(NOBODY);
    this.lag = new Float64Array(this.stops);
    visits.forEach((visit, index) => this.couple(visit, this.firstStop[index]!));
    this.fit = Float64Array.from(stops.flatMap(({ fitCosts }) => [...fitCosts]));
    this.mayServe = stops.map(({ fitCosts }) =>
      Int32Array.from(fitCosts.flatMap((cost, nurse) => (cost < Infinity ? [nurse] : []))),
    );
    this.fixed = Uint8Array.from(visits, ({ earliestMinute, latestMinute, stops: its }) =>
      Number(earliestMinute === latestMinute && its.every(({ fitCosts }) => onlyOne(fitCosts))),
    );
    this.shiftFrom = Float64Array.from(nurses, ({ shift }) => shift.fromMinute);
    this.shiftTo = Float64Array.from(nurses, ({ shift }) => shift.toMinute);
    this.restFrom = Float64Array.from(nurses, ({ rest }) => rest?.fromMinute ?? 0);
    this.restUntil = Float64Array.from(nurses, ({ rest }) => rest?.latestStartMinute ?? Infinity);
    this.restMinutes = Float64Array.from(nurses, ({ rest }) => rest?.minutes ?? 0);
    this.hasRests = nurses.some(({ rest }) => rest !== undefined);
    this.maxVisits = Int32Array.from(nurses, ({ maxVisits }) => Math.min(maxVisits, this.stops));
    this.maxWork = Float64Array.from(nurses, ({ maxWorkMinutes }) => maxWorkMinutes);
    this.worked = Float64Array.from(nurses, ({ workedMinutes }) => workedMinutes);
  }

  private couple(visit: PlannedVisit, first: number): void {
    if (visit.stops.length < 2) return;
    this.partner[first] = first + 1;
    this.partner[first + 1] = first;
    this.lag[first] = visit.gap?.minMinutes ?? 0;
    this.lag[first + 1] = -(visit.gap?.maxMinutes ?? 0);
  }
}

const onlyOne = (fitCosts: readonly number[]): boolean => fitCosts.filter((cost) => cost < Infinity).length === 1;

function transposed(table: Float64Array, size: number): Float64Array {
  const columns = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) columns[column * size + row] = table[row * size + column]!;
  return columns;
}
