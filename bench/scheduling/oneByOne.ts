/** The rules a plan is compared with: orders one after the other as they are asked for, each to one nurse, never moved again. */
import type { DayPlan, PlannedStop, PlanningProblem } from '#domain/planning/problem';
import { SeededRandom } from '#domain/planning/seededRandom';
import type { CityDay } from './cityDay';

/** `random`: any nurse who can. `firstCome`: the first on the list. `nearest`: the one with the shortest way from where she is before. */
export type Rule = 'random' | 'firstCome' | 'nearest';

interface Place {
  readonly nurse: number;
  readonly at: number;
  readonly wayBefore: number;
}

export function oneByOne(day: CityDay, rule: Rule, seed: number): DayPlan {
  const { problem } = day;
  const random = new SeededRandom(seed);
  const routes: number[][] = problem.nurses.map(() => []);
  const leftOut: number[] = [];
  for (const visit of day.asked) {
    const places = problem.nurses.flatMap((_, nurse) => placeIn(problem, routes[nurse] ?? [], nurse, visit));
    const place = choose(places, rule, random);
    if (place) routes[place.nurse]?.splice(place.at, 0, visit);
    else leftOut.push(visit);
  }
  return { routes: routes.map((route, nurse) => timesOf(problem, route, nurse) ?? []), leftOut, cost: NaN };
}

function choose(places: readonly Place[], rule: Rule, random: SeededRandom): Place | undefined {
  if (rule === 'random') return places[random.below(places.length)];
  if (rule === 'firstCome') return places[0];
  return [...places].sort((a, b) => a.wayBefore - b.wayBefore)[0];
}

/** Where the visit fits into the day of this nurse with the least detour, if anywhere. */
function placeIn(problem: PlanningProblem, route: readonly number[], nurse: number, visit: number): Place[] {
  const stop = problem.visits[visit]?.stops[0];
  if (!stop || stop.fitCosts[nurse] === Infinity) return [];
  const home = problem.nurses[nurse]?.startPlace ?? NaN;
  const placeOf = (index: number) => problem.visits[route[index] ?? -1]?.stops[0].place ?? home;
  const way = (from: number, to: number) => problem.travelMinutes[from * problem.places + to] ?? NaN;
  const fitting = Array.from({ length: route.length + 1 }, (_, at) => {
    const [from, to] = [placeOf(at - 1), placeOf(at)];
    const wayBefore = way(from, stop.place);
    return { nurse, at, wayBefore, detour: wayBefore + way(stop.place, to) - way(from, to) };
  }).filter(({ at }) => timesOf(problem, [...route.slice(0, at), visit, ...route.slice(at)], nurse) !== null);
  return fitting.sort((a, b) => a.detour - b.detour).slice(0, 1);
}

/** Earliest starts, or null when a rule would be broken. */
function timesOf(problem: PlanningProblem, route: readonly number[], nurse: number): PlannedStop[] | null {
  const who = problem.nurses[nurse];
  if (!who || route.length > who.maxVisits) return null;
  let [place, free, work] = [who.startPlace, who.shift.fromMinute, 0];
  const stops: PlannedStop[] = [];
  for (const visit of route) {
    const {
      stops: [stop],
      earliestMinute,
      latestMinute,
    } = problem.visits[visit] as (typeof problem.visits)[number];
    const way = problem.travelMinutes[place * problem.places + stop.place] ?? NaN;
    const startMinute = Math.max(earliestMinute, free + way);
    if (startMinute > latestMinute) return null;
    stops.push({ visit, part: 0, startMinute });
    [place, free, work] = [stop.place, startMinute + stop.durationMinutes, work + way + stop.durationMinutes];
  }
  const home = problem.travelMinutes[place * problem.places + who.endPlace] ?? NaN;
  return free + home <= who.shift.toMinute && work + home <= who.maxWorkMinutes ? stops : null;
}
