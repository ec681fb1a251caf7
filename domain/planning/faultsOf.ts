/**
 * Every hard rule a plan breaks, in words; none for a plan that may be used. Written from the problem alone and sharing no
 * code with the search, so that a mistake there is seen here.
 */
import type { DayPlan, PlannedStop, PlanningNurse, PlanningProblem } from './problem';

const ROUNDING = 1e-6;

export function faultsOf(problem: PlanningProblem, plan: DayPlan): readonly string[] {
  const faults = problem.nurses.flatMap((nurse, index) =>
    faultsOfRoute(problem, nurse, index, plan.routes[index] ?? []),
  );
  const starts = new Map<string, { minute: number; nurse: number }[]>();
  plan.routes.forEach((route, nurse) => {
    for (const { visit, part, startMinute } of route) {
      const key = `${visit}.${part}`;
      starts.set(key, [...(starts.get(key) ?? []), { minute: startMinute, nurse }]);
    }
  });
  problem.visits.forEach((visit, index) => {
    const times = visit.stops.map((_, part) => starts.get(`${index}.${part}`) ?? []);
    const wanted = plan.leftOut.includes(index) ? 0 : 1;
    if (times.some((one) => one.length !== wanted)) return faults.push(`${visit.id} is not served once`);
    const [first, second] = times.map(([one]) => one);
    if (!first || !second) return;
    const { minMinutes, maxMinutes } = visit.gap ?? { minMinutes: 0, maxMinutes: 0 };
    const gap = second.minute - first.minute;
    if (gap < minMinutes - ROUNDING || gap > maxMinutes + ROUNDING) faults.push(`${visit.id}: the two are not in step`);
    if (first.nurse === second.nurse) faults.push(`${visit.id} needs two nurses`);
  });
  return faults;
}

function faultsOfRoute(
  problem: PlanningProblem,
  nurse: PlanningNurse,
  index: number,
  route: readonly PlannedStop[],
): string[] {
  if (route.length === 0) return [];
  const faults: string[] = [];
  let [place, free, work, rested] = [nurse.startPlace, nurse.shift.fromMinute, 0, false];
  const { rest } = nurse;
  for (const { visit: number, part, startMinute } of route) {
    const visit = problem.visits[number];
    const stop = visit?.stops[part];
    if (!visit || !stop) return [`${nurse.id} has a stop that is not there`];
    const way = problem.travelMinutes[place * problem.places + stop.place] ?? NaN;
    if (!((stop.fitCosts[index] ?? Infinity) < Infinity)) faults.push(`${nurse.id} may not serve ${visit.id}`);
    if (startMinute < visit.earliestMinute - ROUNDING) faults.push(`${visit.id} begins too early`);
    if (startMinute > visit.latestMinute + ROUNDING) faults.push(`${visit.id} begins too late`);
    if (!(startMinute >= free + way - ROUNDING)) faults.push(`${nurse.id} cannot be at ${visit.id} in time`);
    if (rest && free <= rest.latestStartMinute + ROUNDING)
      rested ||= startMinute - way - Math.max(free, rest.fromMinute) >= rest.minutes - ROUNDING;
    free = startMinute + stop.durationMinutes;
    if (rest && !rested && free > rest.latestStartMinute + ROUNDING) faults.push(`${nurse.id} has no rest`);
    work += way + stop.durationMinutes;
    place = stop.place;
  }
  const home = problem.travelMinutes[place * problem.places + nurse.endPlace] ?? NaN;
  if (!(free + home <= nurse.shift.toMinute + ROUNDING)) faults.push(`${nurse.id} comes home after her shift`);
  if (!(work + home <= nurse.maxWorkMinutes + ROUNDING)) faults.push(`${nurse.id} works too long`);
  if (route.length > nurse.maxVisits) faults.push(`${nurse.id} has too many visits`);
  return faults;
}
