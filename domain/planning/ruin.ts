/**
 * What is taken out before it is put back better: strings of neighbouring stops from routes that are near each other
 * (Christiaens and Vanden Berghe 2020, "Slack induction by string removals"), with the partners of double visits.
 */
import { NOBODY, type CompiledProblem } from './compiledProblem';
import type { DaySchedule } from './daySchedule';
import type { SeededRandom } from './seededRandom';

export interface RuinSizes {
  /** Stops taken out on average. */
  readonly averageStops: number;
  readonly longestString: number;
  /** The chance that the ruin begins with a late visit. */
  readonly lateSeed: number;
}

/** A minute between two windows counts this much of a minute of way. */
const TIME_NEARNESS = 0.15;
const SPLIT = 0.5;

export class Ruin {
  readonly removed: Int32Array;
  count = 0;
  private readonly neighbours: readonly Int32Array[];
  private readonly ruined: Uint32Array;
  private readonly line: Int32Array;
  private turn = 0;

  constructor(
    private readonly schedule: DaySchedule,
    private readonly random: SeededRandom,
    private readonly sizes: RuinSizes,
  ) {
    const { problem } = schedule;
    this.removed = new Int32Array(problem.firstStop.length);
    this.ruined = new Uint32Array(problem.nurses);
    this.line = new Int32Array(problem.nodes);
    this.neighbours = neighboursOf(problem);
  }

  /** Takes visits out; they stand in `removed`, those left out before among them. */
  ruin(): void {
    const { schedule, random, sizes } = this;
    const { firstStop, partner, stops } = schedule.problem;
    this.count = 0;
    this.turn += 1;
    for (let visit = 0; visit < firstStop.length; visit += 1)
      if (!schedule.isIn(firstStop[visit]!)) this.removed[this.count++] = visit;
    const meanLength = stops / this.usedRoutes();
    const longest = Math.max(1, Math.min(sizes.longestString, meanLength));
    const mostStrings = (4 * sizes.averageStops) / (1 + longest) - 1;
    let strings = Math.floor(1 + random.unit() * mostStrings);
    const near = this.neighbours[this.seed()]!;
    for (let index = 0; index < near.length && strings > 0; index += 1) {
      let stop = firstStop[near[index]!]!;
      for (; stop !== NOBODY; stop = stop === firstStop[near[index]!]! ? partner[stop]! : NOBODY) {
        if (!schedule.isIn(stop) || this.ruined[schedule.route[stop]!] === this.turn || strings === 0) continue;
        this.cutString(stop, longest);
        strings -= 1;
      }
    }
  }

  private usedRoutes(): number {
    let used = 0;
    for (const visits of this.schedule.visitsOf) if (visits > 0) used += 1;
    return Math.max(1, used);
  }

  private seed(): number {
    const { schedule, random, sizes } = this;
    const { visitOf, stops, firstStop } = schedule.problem;
    if (schedule.lateSum > 0 && random.unit() < sizes.lateSeed) {
      let left = random.unit() * schedule.lateSum;
      for (let stop = 0; stop < stops; stop += 1) {
        left -= schedule.late[stop]!;
        if (left <= 0 && schedule.isIn(stop)) return visitOf[stop]!;
      }
    }
    return random.below(firstStop.length);
  }

  /** A string that holds the stop; of half of them a part in the middle stays. */
  private cutString(stop: number, longest: number): void {
    const { schedule, random, line } = this;
    const { stops, visitOf } = schedule.problem;
    const nurse = schedule.route[stop]!;
    this.ruined[nurse] = this.turn;
    let size = 0;
    let place = 0;
    for (let at = schedule.next[stops + nurse]!; at < stops; at = schedule.next[at]!) {
      if (at === stop) place = size;
      line[size++] = at;
    }
    const length = Math.floor(1 + random.unit() * Math.min(size, longest));
    let kept = 0;
    if (length > 1 && length < size && random.unit() < SPLIT) kept = 1 + random.below(size - length);
    const span = length + kept;
    const lowest = Math.max(0, place - span + 1);
    const highest = Math.min(place, size - span);
    const from = lowest + random.below(highest - lowest + 1);
    const keptFrom = kept > 0 ? from + 1 + random.below(length - 1) : from + span;
    for (let index = from; index < from + span; index += 1)
      if (index < keptFrom || index >= keptFrom + kept) this.takeOut(visitOf[line[index]!]!);
  }

  private takeOut(visit: number): void {
    const { schedule } = this;
    const { firstStop, partner, fixed } = schedule.problem;
    const stop = firstStop[visit]!;
    if (fixed[visit] || !schedule.isIn(stop)) return;
    schedule.remove(stop);
    if (partner[stop] !== NOBODY) schedule.remove(partner[stop]!);
    this.removed[this.count++] = visit;
  }
}

/** For each visit all visits, the nearest first, itself at the head. */
function neighboursOf(problem: CompiledProblem): readonly Int32Array[] {
  const { firstStop, arrivesAt, travel, places, earliest } = problem;
  return Array.from(firstStop, (stop) => {
    const nearness = Array.from(firstStop, (other) =>
      other === stop
        ? -1
        : travel[arrivesAt[stop]! * places + arrivesAt[other]!]! +
          TIME_NEARNESS * Math.abs(earliest[stop]! - earliest[other]!),
    );
    return Int32Array.from(firstStop.keys()).sort((a, b) => nearness[a]! - nearness[b]!);
  });
}
