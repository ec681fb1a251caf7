/**
 * The cheapest place for a visit in a day that stands. A lower bound (the way, and the lateness one sees at once) sorts out
 * nearly everything; only what may beat the best one known is tried with all that follows from it.
 */
import { NOBODY } from './compiledProblem';
import type { DaySchedule } from './daySchedule';
import type { SeededRandom } from './seededRandom';

/** Each place is overlooked with this chance: a search that always takes the best one stands still. */
const BLINK = 0.01;

/** Where one stop could stand: after which node, what that costs at least, when it would begin. */
class Places {
  readonly after: Int32Array;
  readonly added: Float64Array;
  readonly bound: Float64Array;
  readonly start: Float64Array;
  /** Nothing that stands becomes late: `bound` is what it costs. */
  readonly harmless: Uint8Array;
  readonly order: Int32Array;
  count = 0;

  constructor(room: number) {
    this.after = new Int32Array(room);
    this.added = new Float64Array(room);
    this.bound = new Float64Array(room);
    this.start = new Float64Array(room);
    this.harmless = new Uint8Array(room);
    this.order = new Int32Array(room);
  }

  lowest(): number {
    let best = -1;
    let bound = Infinity;
    for (let index = 0; index < this.count; index += 1) {
      if (this.bound[index]! >= bound) continue;
      best = index;
      bound = this.bound[index]!;
    }
    return best;
  }

  /** Those below `limit`, cheapest first, into `order`; how many. */
  sortBelow(limit: number): number {
    let kept = 0;
    for (let index = 0; index < this.count; index += 1) {
      const bound = this.bound[index]!;
      if (bound >= limit) continue;
      let at = kept++;
      for (; at > 0 && this.bound[this.order[at - 1]!]! > bound; at -= 1) this.order[at] = this.order[at - 1]!;
      this.order[at] = index;
    }
    return kept;
  }
}

export class Insertion {
  private readonly first: Places;
  private readonly second: Places;
  private untilBlink = 0;
  private best = Infinity;
  private bestAfter = NOBODY;
  private bestOtherAfter = NOBODY;
  private bestAdded = 0;
  private pairIsHarmless = false;

  constructor(
    private readonly schedule: DaySchedule,
    private readonly random: SeededRandom,
  ) {
    this.first = new Places(schedule.problem.nodes);
    this.second = new Places(schedule.problem.nodes);
    this.drawBlink();
  }

  /** Puts the visit where it costs least, or leaves it out when that is cheaper; false when the day no longer fits together. */
  insert(visit: number): boolean {
    const { firstStop, partner, leftOutCost } = this.schedule.problem;
    const stop = firstStop[visit]!;
    const other = partner[stop]!;
    this.best = this.schedule.cost;
    this.schedule.steadyCost -= leftOutCost[visit]!;
    this.bestAfter = NOBODY;
    this.listPlaces(stop, this.first);
    if (other === NOBODY) this.trySingle(stop);
    else {
      this.listPlaces(other, this.second);
      this.tryPair(stop, other);
    }
    if (this.bestAfter === NOBODY) {
      this.schedule.steadyCost += leftOutCost[visit]!;
      return true;
    }
    const fits = this.schedule.insert(stop, this.bestAfter, other, this.bestOtherAfter, this.bestAdded);
    this.schedule.measureSlack();
    return fits;
  }

  /** The number of places until the next blink has a geometric distribution. */
  private drawBlink(): void {
    this.untilBlink = Math.floor(Math.log(1 - this.random.unit()) / Math.log(1 - BLINK));
  }

  private listPlaces(stop: number, places: Places): void {
    const { schedule } = this;
    const { problem } = schedule;
    const { stops, nurses, mayServe, fit, travel, travelTo, leavesFrom, arrivesAt } = problem;
    const { duration, earliest, due, latest, shiftTo } = problem;
    const { next, leg, start, slack, load, visitsOf } = schedule;
    const known = problem.hasRests ? 0 : 1;
    const { travelMinute, lateMinute, nurse: calledOut, squaredWorkHour } = problem.problem.weights;
    const room = this.best - schedule.cost;
    const row = arrivesAt[stop]! * problem.places;
    const length = duration[stop]!;
    const dueAt = due[stop]!;
    let count = 0;
    for (const nurse of mayServe[stop]!) {
      const used = visitsOf[nurse]!;
      if (used >= problem.maxVisits[nurse]!) continue;
      const own = fit[stop * nurses + nurse]! + (used > 0 ? 0 : calledOut);
      const spare = problem.maxWork[nurse]! - load[nurse]! - length;
      const worked = squaredWorkHour > 0 ? (problem.worked[nurse]! + load[nurse]!) / 60 : 0;
      let after = stops + nurse;
      do {
        const before = next[after]!;
        const to = travelTo[row + leavesFrom[after]!]!;
        const from = travel[row + arrivesAt[before]!]!;
        const way = used > 0 ? to + from - leg[after]! : to + from;
        const here = after;
        after = before;
        if (this.untilBlink-- === 0) {
          this.drawBlink();
          continue;
        }
        let bound = travelMinute * way + own;
        if (squaredWorkHour > 0) {
          const hours = (length + way) / 60;
          bound += squaredWorkHour * hours * (2 * worked + hours);
        }
        const added = bound;
        if (bound >= room || way > spare) continue;
        let at = schedule.freeAt(here) + to;
        if (at < earliest[stop]!) at = earliest[stop]!;
        if (at > latest[stop]!) continue;
        let sum = at > dueAt ? at - dueAt : 0;
        const arrival = at + length + from;
        const beyond = before < stops ? arrival - start[before]! - slack[before]! : arrival - shiftTo[nurse]!;
        if (beyond > 0) {
          if (before >= stops || arrival > latest[before]!) continue;
          sum += beyond;
        }
        bound += lateMinute * sum;
        if (bound >= room) continue;
        places.after[count] = here;
        places.added[count] = added;
        places.bound[count] = bound;
        places.start[count] = at;
        places.harmless[count] = beyond <= 0 ? known : 0;
        count += 1;
      } while (after < stops);
    }
    places.count = count;
  }

  private trySingle(stop: number): void {
    const { first, schedule } = this;
    const before = schedule.cost;
    const lowest = first.lowest();
    if (lowest < 0) return;
    this.tryOne(stop, lowest);
    for (let index = 0; index < first.count; index += 1)
      if (index !== lowest && before + first.bound[index]! < this.best) this.tryOne(stop, index);
  }

  private tryOne(stop: number, index: number): void {
    const { schedule, first } = this;
    const after = first.after[index]!;
    const added = first.added[index]!;
    const late = first.start[index]! - schedule.problem.due[stop]!;
    const worst = schedule.problem.problem.weights.latestMinute * Math.max(0, late - schedule.lateMax);
    const least = schedule.cost + first.bound[index]! + worst;
    if (least >= this.best) return;
    const cost = first.harmless[index] ? least : schedule.trial(stop, after, NOBODY, NOBODY, added, this.best);
    if (cost >= this.best) return;
    this.best = cost;
    this.bestAfter = after;
    this.bestAdded = added;
  }

  private tryPair(stop: number, other: number): void {
    const { first, second, schedule } = this;
    const before = schedule.cost;
    const lowestFirst = first.lowest();
    const lowestSecond = second.lowest();
    if (lowestFirst < 0 || lowestSecond < 0) return;
    const leastFirst = first.bound[lowestFirst]!;
    const leastSecond = second.bound[lowestSecond]!;
    // What looks best with the cheapest of each is nearly always as good as it gets: then little is left to sort.
    let [least, bestFirst, bestSecond] = [Infinity, -1, -1];
    for (let index = 0; index < second.count; index += 1) {
      if (before + leastFirst + second.bound[index]! >= least) continue;
      const bound = this.pairBound(stop, lowestFirst, other, index, before);
      if (bound < least) [least, bestFirst, bestSecond] = [bound, lowestFirst, index];
    }
    for (let index = 0; index < first.count; index += 1) {
      if (before + first.bound[index]! + leastSecond >= least) continue;
      const bound = this.pairBound(stop, index, other, lowestSecond, before);
      if (bound < least) [least, bestFirst, bestSecond] = [bound, index, lowestSecond];
    }
    if (bestFirst >= 0) this.tryTwo(stop, bestFirst, other, bestSecond, before);
    const firsts = first.sortBelow(this.best - before - leastSecond);
    const seconds = second.sortBelow(this.best - before - leastFirst);
    for (let i = 0; i < firsts; i += 1) {
      const index = first.order[i]!;
      for (let j = 0; j < seconds; j += 1) {
        const otherIndex = second.order[j]!;
        if (before + first.bound[index]! + second.bound[otherIndex]! >= this.best) break;
        this.tryTwo(stop, index, other, otherIndex, before);
      }
    }
  }

  private tryTwo(stop: number, index: number, other: number, otherIndex: number, before: number): void {
    const least = this.pairBound(stop, index, other, otherIndex, before);
    if (least >= this.best) return;
    const after = this.first.after[index]!;
    const otherAfter = this.second.after[otherIndex]!;
    const added = this.first.added[index]! + this.second.added[otherIndex]!;
    const cost = this.pairIsHarmless ? least : this.schedule.trial(stop, after, other, otherAfter, added, this.best);
    if (cost >= this.best) return;
    this.best = cost;
    this.bestAfter = after;
    this.bestOtherAfter = otherAfter;
    this.bestAdded = added;
  }

  /** What the day would cost at least with both put there; exactly that when nothing that stands is pushed. */
  private pairBound(stop: number, index: number, other: number, otherIndex: number, before: number): number {
    const { first, second, schedule } = this;
    const after = first.after[index]!;
    const otherAfter = second.after[otherIndex]!;
    const { lag, due, latest, problem } = schedule.problem;
    if (schedule.route[after] === schedule.route[otherAfter]) return Infinity;
    // Who is there first waits for the other one.
    let at = first.start[index]!;
    const otherAt = Math.max(second.start[otherIndex]!, at + lag[stop]!);
    at = Math.max(at, otherAt + lag[other]!);
    if (at > latest[stop]! || otherAt > latest[other]!) return Infinity;
    const late = Math.max(0, at - due[stop]!);
    const otherLate = Math.max(0, otherAt - due[other]!);
    const { lateMinute, latestMinute } = problem.weights;
    const pushed = this.pushAfter(stop, after, at);
    const otherPushed = this.pushAfter(other, otherAfter, otherAt);
    this.pairIsHarmless = pushed <= 0 && otherPushed <= 0 && !schedule.problem.hasRests;
    const beyond =
      Math.max(0, pushed - this.slackAfter(after)) + Math.max(0, otherPushed - this.slackAfter(otherAfter));
    const worst = Math.max(0, late - schedule.lateMax, otherLate - schedule.lateMax);
    const added = first.added[index]! + second.added[otherIndex]!;
    return before + added + lateMinute * (late + otherLate + beyond) + latestMinute * worst;
  }

  /** How much later the next one would begin (or the nurse be at home) than it may without any consequence. */
  private pushAfter(stop: number, after: number, at: number): number {
    const { schedule } = this;
    const { stops, duration, shiftTo } = schedule.problem;
    const before = schedule.next[after]!;
    const arrival = at + duration[stop]! + schedule.way(stop, before);
    return arrival - (before < stops ? schedule.start[before]! : shiftTo[before - stops]!);
  }

  private slackAfter(after: number): number {
    const before = this.schedule.next[after]!;
    return before < this.schedule.problem.stops ? this.schedule.slack[before]! : 0;
  }
}
