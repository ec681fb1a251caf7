/**
 * Plans a day: takes a part of it apart, puts it together greedily, keeps what is better and, while the search is warm,
 * some of what is a little worse. The same seed and the same number of turns give the same day.
 */
import { CompiledProblem } from './compiledProblem';
import { DaySchedule } from './daySchedule';
import { Insertion } from './insertion';
import type { DayPlan, PlannedStop, PlanningProblem } from './problem';
import { Ruin, type RuinSizes } from './ruin';
import { SeededRandom } from './seededRandom';

export interface SearchSettings extends RuinSizes {
  readonly seed: number;
  /** How much worse, in parts of the average cost of a stop, is taken at the beginning and at the end. */
  readonly warmest: number;
  readonly coldest: number;
}

export const DEFAULT_SEARCH: SearchSettings = {
  seed: 1,
  averageStops: 15,
  longestString: 10,
  lateSeed: 0.1,
  warmest: 0.3,
  coldest: 0.01,
};

/** Whoever owns the clock says how far the search is, from 0 to 1; asked every few turns. */
export type Progress = (turns: number) => number;

const TURNS_BETWEEN_LOOKS = 16;

export function planDay(problem: PlanningProblem, progress: Progress, settings: Partial<SearchSettings> = {}): DayPlan {
  const search = new Search(new CompiledProblem(problem), { ...DEFAULT_SEARCH, ...settings });
  search.begin();
  search.run(progress);
  return search.plan();
}

class Search {
  private readonly schedule: DaySchedule;
  private readonly random: SeededRandom;
  private readonly insertion: Insertion;
  private readonly ruin: Ruin;
  private readonly current;
  private readonly best;
  private readonly keys: Float64Array;

  constructor(
    private readonly problem: CompiledProblem,
    private readonly settings: SearchSettings,
  ) {
    this.schedule = new DaySchedule(problem);
    this.random = new SeededRandom(settings.seed);
    this.insertion = new Insertion(this.schedule, this.random);
    this.ruin = new Ruin(this.schedule, this.random, settings);
    this.current = this.schedule.memory();
    this.best = this.schedule.memory();
    this.keys = new Float64Array(problem.firstStop.length);
  }

  /** What cannot be otherwise first, then each visit by its window where it costs least. */
  begin(): void {
    const { schedule, problem } = this;
    const key = (visit: number) => problem.due[problem.firstStop[visit]!]! - (problem.fixed[visit] ? 1e9 : 0);
    const visits = Int32Array.from(problem.firstStop.keys()).sort((a, b) => key(a) - key(b));
    for (const visit of visits) this.insertion.insert(visit);
    schedule.price();
    schedule.saveInto(this.current);
    schedule.saveInto(this.best);
  }

  run(progress: Progress): void {
    const { warmest, coldest } = this.settings;
    if (this.problem.stops === 0) return;
    let warmth = 0;
    for (let turn = 0; ; turn += 1) {
      if (turn % TURNS_BETWEEN_LOOKS === 0) {
        const done = progress(turn);
        if (done >= 1) return;
        const unit = this.best.cost / Math.max(1, this.problem.stops);
        warmth = unit * warmest * (coldest / warmest) ** done;
      }
      this.turn(warmth);
    }
  }

  private turn(warmth: number): void {
    const { schedule, ruin, insertion, current, best, random } = this;
    ruin.ruin();
    if (!schedule.reschedule()) return schedule.restoreFrom(current);
    schedule.price();
    schedule.measureSlack();
    this.sortRemoved();
    for (let index = 0; index < ruin.count; index += 1)
      if (!insertion.insert(ruin.removed[index]!)) return schedule.restoreFrom(current);
    if (schedule.cost >= current.cost - warmth * Math.log(random.unit())) return schedule.restoreFrom(current);
    schedule.saveInto(current);
    if (schedule.cost < best.cost - 1e-9) schedule.saveInto(best);
  }

  /** In which order the removed ones come back decides much: by chance, by window, by their way from the depot, doubles first. */
  private sortRemoved(): void {
    const { random, keys, problem, ruin } = this;
    const { removed, count } = ruin;
    const kind = random.below(10);
    for (let index = 0; index < count; index += 1) {
      const stop = problem.firstStop[removed[index]!]!;
      keys[index] = this.keyOf(stop, kind);
    }
    for (let index = 1; index < count; index += 1) {
      const key = keys[index]!;
      const visit = removed[index]!;
      let at = index;
      for (; at > 0 && keys[at - 1]! > key; at -= 1) {
        keys[at] = keys[at - 1]!;
        removed[at] = removed[at - 1]!;
      }
      keys[at] = key;
      removed[at] = visit;
    }
  }

  private keyOf(stop: number, kind: number): number {
    const { problem, random } = this;
    if (kind < 4) return random.unit();
    if (kind < 6) return problem.due[stop]!;
    if (kind < 7) return -problem.due[stop]!;
    const depot = problem.leavesFrom[problem.stops]! * problem.places;
    const way = problem.travel[depot + problem.arrivesAt[stop]!]!;
    if (kind < 8) return -way;
    if (kind < 9) return way;
    return (problem.partner[stop]! >= 0 ? 0 : 1) + random.unit();
  }

  plan(): DayPlan {
    const { schedule, problem, best } = this;
    schedule.restoreFrom(best);
    const routes = Array.from({ length: problem.nurses }, (_, nurse) => {
      const route: PlannedStop[] = [];
      for (let stop = schedule.next[problem.stops + nurse]!; stop < problem.stops; stop = schedule.next[stop]!) {
        const visit = problem.visitOf[stop]!;
        const part = stop - problem.firstStop[visit]!;
        route.push({ visit, part, startMinute: schedule.start[stop]! });
      }
      return route;
    });
    const visits = [...problem.firstStop.keys()];
    const leftOut = visits.filter((visit) => !schedule.isIn(problem.firstStop[visit]!));
    return { routes, leftOut, cost: best.cost };
  }
}
