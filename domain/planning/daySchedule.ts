/**
 * Routes of a day and the earliest times that fit them. Times are the least solution of "not before": after the stop
 * before and the way, not before the window, not before what the other nurse of a double visit asks for. Putting a stop in
 * only ever moves times later, so a trial may end as soon as it costs more than the best one known.
 */
import { NOBODY, type CompiledProblem } from './compiledProblem';
import { ABSENT, DayRoutes } from './dayRoutes';

const EPSILON = 1e-7;
/** Two routes that wait for each other in a ring would push each other for ever. */
const RAISES_PER_NODE = 12;

export class DaySchedule extends DayRoutes {
  /** How much later a stop could begin without making anything later than wanted; see `measureSlack`. */
  readonly slack: Float64Array;
  private readonly byStart: Int32Array;
  private readonly own: Float64Array;
  private readonly measured: Uint32Array;
  private measuring = 0;
  private readonly stack: Int32Array;
  private readonly touched: Int32Array;
  private readonly startBefore: Float64Array;
  private readonly lateBefore: Float64Array;
  private top = 0;
  private raises = 0;
  private lateSumBefore = 0;
  private lateMaxBefore = 0;

  constructor(problem: CompiledProblem) {
    super(problem);
    const { nodes, stops } = problem;
    this.slack = new Float64Array(nodes).fill(Infinity);
    this.byStart = Int32Array.from({ length: stops }, (_, stop) => stop);
    this.own = new Float64Array(stops);
    this.measured = new Uint32Array(stops);
    const room = RAISES_PER_NODE * nodes + 64;
    this.stack = new Int32Array(room);
    this.touched = new Int32Array(room);
    this.startBefore = new Float64Array(room);
    this.lateBefore = new Float64Array(room);
  }

  /** When the nurse of `node` is free to leave it. */
  freeAt(node: number): number {
    const { stops, duration, shiftFrom } = this.problem;
    return node < stops ? this.start[node]! + duration[node]! : shiftFrom[node - stops]!;
  }

  /** The earliest start of a stop that stands in a route, not before `atLeast`; her rest is due before what ends after its window. */
  private begin(stop: number, atLeast: number): number {
    const { earliest, duration, restUntil, restFrom, restMinutes } = this.problem;
    const before = this.prev[stop]!;
    const nurse = this.route[stop]!;
    const free = this.freeAt(before);
    const way = this.leg[before]!;
    let at = free + way;
    if (at < atLeast) at = atLeast;
    if (at < earliest[stop]!) at = earliest[stop]!;
    const until = restUntil[nurse]!;
    if (at + duration[stop]! > until && free <= until) {
      const rested = Math.max(free, restFrom[nurse]!) + restMinutes[nurse]! + way;
      if (rested > at) at = rested;
    }
    return at;
  }

  private raise(stop: number, at: number): boolean {
    const { latest, due } = this.problem;
    if (at > latest[stop]! + EPSILON || this.raises >= this.touched.length) return false;
    const index = this.raises++;
    this.touched[index] = stop;
    this.startBefore[index] = this.start[stop]!;
    const lateBefore = (this.lateBefore[index] = this.late[stop]!);
    this.start[stop] = at;
    const late = at - due[stop]!;
    if (late > 0) {
      this.lateSum += late - lateBefore;
      this.late[stop] = late;
      if (late > this.lateMax) this.lateMax = late;
    }
    this.stack[this.top++] = stop;
    return true;
  }

  /** Carries raised times on until all fit; false as soon as it cannot fit or costs `bound` or more. */
  private settle(bound: number): boolean {
    const { stops, partner, lag, shiftTo, problem } = this.problem;
    const { next, route, start, stack } = this;
    const { lateMinute, latestMinute } = problem.weights;
    while (this.top > 0) {
      if (this.steadyCost + lateMinute * this.lateSum + latestMinute * this.lateMax >= bound) return false;
      const stop = stack[--this.top]!;
      const after = next[stop]!;
      if (after >= stops) {
        if (this.freeAt(stop) + this.leg[stop]! > shiftTo[after - stops]! + EPSILON) return false;
      } else {
        const at = this.begin(after, start[after]!);
        if (at > start[after]! + EPSILON && !this.raise(after, at)) return false;
      }
      const other = partner[stop]!;
      if (other === NOBODY || route[other] === ABSENT) continue;
      const asked = start[stop]! + lag[stop]!;
      if (asked <= start[other]! + EPSILON) continue;
      if (!this.raise(other, this.begin(other, asked))) return false;
    }
    return true;
  }

  /** Lateness of every stop from nothing; false when no times fit. */
  reschedule(): boolean {
    const { stops, nodes } = this.problem;
    this.start.fill(-Infinity, 0, stops);
    this.late.fill(0);
    this.lateSum = this.lateMax = this.raises = this.top = 0;
    for (let depot = stops; depot < nodes; depot += 1) {
      const first = this.next[depot]!;
      if (first >= stops) continue;
      const at = this.begin(first, this.start[first]!);
      if (at > this.start[first]! + EPSILON && !(this.raise(first, at) && this.settle(Infinity))) return false;
    }
    return true;
  }

  /**
   * The slack of every stop, the last one first: what its own window leaves, what waiting before the next one takes up, what
   * the partner has. A delay above it makes at least one stop later by what it is above. Where rests are planned a delay
   * may also spare a rest, so nothing is said there.
   */
  measureSlack(): void {
    if (this.problem.hasRests) return;
    const { stops, due, latest, partner, lag, shiftTo } = this.problem;
    const { byStart, start, slack, own, next, measured } = this;
    this.sortByStart();
    this.measuring += 1;
    for (let index = stops - 1; index >= 0; index -= 1) {
      const stop = byStart[index]!;
      const at = start[stop]!;
      if (at === -Infinity) return;
      const after = next[stop]!;
      const arrival = this.freeAt(stop) + this.leg[stop]!;
      let least = after < stops ? start[after]! - arrival + slack[after]! : shiftTo[after - stops]! - arrival;
      const window = Math.max(0, Math.min(due[stop]!, latest[stop]!) - at);
      if (window < least) least = window;
      own[stop] = least;
      measured[stop] = this.measuring;
      const other = partner[stop]!;
      if (other !== NOBODY && measured[other] === this.measuring) {
        const back = at - start[other]! - lag[other]! + least;
        if (back < slack[other]!) slack[other] = back;
        const forth = start[other]! - at - lag[stop]! + own[other]!;
        if (forth < least) least = forth;
      }
      slack[stop] = least;
    }
  }

  private sortByStart(): void {
    const { byStart, start } = this;
    for (let index = 1; index < byStart.length; index += 1) {
      const stop = byStart[index]!;
      const key = start[stop]!;
      let at = index;
      for (; at > 0 && start[byStart[at - 1]!]! > key; at -= 1) byStart[at] = byStart[at - 1]!;
      byStart[at] = stop;
    }
  }

  private beginTrial(): void {
    this.raises = this.top = 0;
    this.lateSumBefore = this.lateSum;
    this.lateMaxBefore = this.lateMax;
  }

  private undoTimes(): void {
    for (let index = this.raises - 1; index >= 0; index -= 1) {
      const stop = this.touched[index]!;
      this.start[stop] = this.startBefore[index]!;
      this.late[stop] = this.lateBefore[index]!;
    }
    this.top = 0;
    this.lateSum = this.lateSumBefore;
    this.lateMax = this.lateMaxBefore;
  }

  private place(stop: number, after: number, other: number, otherAfter: number, bound: number): boolean {
    this.link(stop, after);
    if (other !== NOBODY) this.link(other, otherAfter);
    if (!this.raise(stop, this.begin(stop, -Infinity))) return false;
    if (other !== NOBODY) {
      const at = this.begin(other, this.start[stop]! + this.problem.lag[stop]!);
      if (!this.raise(other, at)) return false;
    }
    return this.settle(bound);
  }

  /** What the whole day would cost with the stop (and its partner) put after those nodes, `added` without lateness; infinite from `bound` on. */
  trial(stop: number, after: number, other: number, otherAfter: number, added: number, bound: number): number {
    this.beginTrial();
    this.steadyCost += added;
    const fits = this.place(stop, after, other, otherAfter, bound);
    const cost = fits ? this.cost : Infinity;
    this.steadyCost -= added;
    this.undoTimes();
    if (other !== NOBODY) this.unlink(other);
    this.unlink(stop);
    return cost;
  }

  /** As tried before, for good. */
  insert(stop: number, after: number, other: number, otherAfter: number, added: number): boolean {
    this.beginTrial();
    this.steadyCost += added;
    const fits = this.place(stop, after, other, otherAfter, Infinity);
    this.countIn(stop);
    if (other !== NOBODY) this.countIn(other);
    return fits;
  }
}
