/** Who goes where in which order, what that costs without lateness, and a memory of it. Times are daySchedule's matter. */
import type { CompiledProblem } from './compiledProblem';

export const ABSENT = -1;

export class DayRoutes {
  readonly next: Int32Array;
  readonly prev: Int32Array;
  readonly route: Int32Array;
  readonly visitsOf: Int32Array;
  /** Earliest starts; minus infinity for a stop that is not in. */
  readonly start: Float64Array;
  readonly late: Float64Array;
  /** The way from a node to the next. */
  readonly leg: Float64Array;
  /** Work and way of each nurse. */
  readonly load: Float64Array;
  lateSum = 0;
  lateMax = 0;
  /** Everything but lateness. */
  steadyCost = 0;

  private readonly whole: Int32Array;
  private readonly times: Float64Array;

  constructor(readonly problem: CompiledProblem) {
    const { nodes, stops, nurses } = problem;
    this.whole = new Int32Array(3 * nodes + nurses);
    this.next = this.whole.subarray(0, nodes);
    this.prev = this.whole.subarray(nodes, 2 * nodes);
    this.route = this.whole.subarray(2 * nodes, 3 * nodes).fill(ABSENT);
    this.visitsOf = this.whole.subarray(3 * nodes);
    this.times = new Float64Array(3 * nodes + nurses);
    this.start = this.times.subarray(0, nodes).fill(-Infinity, 0, stops);
    this.late = this.times.subarray(nodes, 2 * nodes);
    this.leg = this.times.subarray(2 * nodes, 3 * nodes);
    this.load = this.times.subarray(3 * nodes);
    for (let depot = stops; depot < nodes; depot += 1) {
      this.next[depot] = this.prev[depot] = depot;
      this.route[depot] = depot - stops;
      this.leg[depot] = this.way(depot, depot);
    }
    this.price();
  }

  way(from: number, to: number): number {
    const { travel, places, leavesFrom, arrivesAt } = this.problem;
    return travel[leavesFrom[from]! * places + arrivesAt[to]!]!;
  }

  get cost(): number {
    const { weights } = this.problem.problem;
    return this.steadyCost + weights.lateMinute * this.lateSum + weights.latestMinute * this.lateMax;
  }

  protected link(stop: number, after: number): void {
    const before = this.next[after]!;
    this.next[after] = this.prev[before] = stop;
    this.prev[stop] = after;
    this.next[stop] = before;
    this.route[stop] = this.route[after]!;
    this.leg[after] = this.way(after, stop);
    this.leg[stop] = this.way(stop, before);
    this.start[stop] = -Infinity;
    this.late[stop] = 0;
  }

  protected unlink(stop: number): void {
    const before = this.prev[stop]!;
    const after = this.next[stop]!;
    this.next[before] = after;
    this.prev[after] = before;
    this.route[stop] = ABSENT;
    this.start[stop] = -Infinity;
    this.leg[before] = this.way(before, after);
  }

  protected countIn(stop: number): void {
    const nurse = this.route[stop]!;
    const before = this.prev[stop]!;
    const spared = this.visitsOf[nurse]! > 0 ? this.way(before, this.next[stop]!) : 0;
    this.visitsOf[nurse]! += 1;
    this.load[nurse]! += this.problem.duration[stop]! + this.leg[before]! + this.leg[stop]! - spared;
  }

  /** Takes a stop out; times are stale until `reschedule`, costs until `price`. */
  remove(stop: number): void {
    const nurse = this.route[stop]!;
    const before = this.prev[stop]!;
    const longWay = this.leg[before]! + this.leg[stop]!;
    this.unlink(stop);
    this.visitsOf[nurse]! -= 1;
    const left = this.visitsOf[nurse]! > 0 ? this.leg[before]! : 0;
    this.load[nurse]! -= this.problem.duration[stop]! + longWay - left;
  }

  isIn(stop: number): boolean {
    return this.route[stop] !== ABSENT;
  }

  /** Everything but lateness, from nothing: no error adds up. */
  price(): void {
    const { stops, nodes, nurses, fit, firstStop, leftOutCost, duration, worked, problem } = this.problem;
    const { travelMinute, nurse: calledOut, squaredWorkHour } = problem.weights;
    let cost = 0;
    for (let visit = 0; visit < firstStop.length; visit += 1)
      if (!this.isIn(firstStop[visit]!)) cost += leftOutCost[visit]!;
    for (let depot = stops; depot < nodes; depot += 1) {
      const nurse = depot - stops;
      let way = this.visitsOf[nurse]! > 0 ? this.leg[depot]! : 0;
      let work = 0;
      for (let stop = this.next[depot]!; stop < stops; stop = this.next[stop]!) {
        way += this.leg[stop]!;
        work += duration[stop]!;
        cost += fit[stop * nurses + nurse]!;
      }
      if (this.visitsOf[nurse]! > 0) cost += calledOut;
      this.load[nurse] = work + way;
      cost += travelMinute * way;
      if (squaredWorkHour > 0) cost += squaredWorkHour * ((worked[nurse]! + work + way) / 60) ** 2;
    }
    this.steadyCost = cost;
  }

  saveInto(memory: ScheduleMemory): void {
    memory.whole.set(this.whole);
    memory.times.set(this.times);
    memory.lateSum = this.lateSum;
    memory.lateMax = this.lateMax;
    memory.steadyCost = this.steadyCost;
    memory.cost = this.cost;
  }

  restoreFrom(memory: ScheduleMemory): void {
    this.whole.set(memory.whole);
    this.times.set(memory.times);
    this.lateSum = memory.lateSum;
    this.lateMax = memory.lateMax;
    this.steadyCost = memory.steadyCost;
  }

  memory(): ScheduleMemory {
    const memory = { whole: new Int32Array(this.whole.length), times: new Float64Array(this.times.length) };
    const kept: ScheduleMemory = { ...memory, lateSum: 0, lateMax: 0, steadyCost: 0, cost: 0 };
    this.saveInto(kept);
    return kept;
  }
}

/** A schedule put aside. */
export interface ScheduleMemory {
  readonly whole: Int32Array;
  readonly times: Float64Array;
  lateSum: number;
  lateMax: number;
  steadyCost: number;
  cost: number;
}
