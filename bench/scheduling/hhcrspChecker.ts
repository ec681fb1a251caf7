/**
 * Judges a solution by the description of the problem alone: it reads an instance and a solution and knows nothing of the
 * planner. Written to be checked against the published solutions first.
 */
import type { Instance, Solution } from './hhcrspFiles';

/** The files carry three decimals. */
const ROUNDING = 0.0021;

export interface Verdict {
  readonly distance: number;
  readonly totalTardiness: number;
  readonly maxTardiness: number;
  readonly cost: number;
  /** Every rule that is broken, in words; a feasible solution has none. */
  readonly broken: readonly string[];
}

interface Served {
  readonly caregiver: string;
  readonly service: string;
  readonly begins: number;
}

export function judge(instance: Instance, solution: Solution): Verdict {
  const broken: string[] = [];
  const served = new Map<string, Served[]>();
  let distance = 0;
  const seen = new Set<string>();
  for (const route of solution.routes) {
    if (seen.has(route.caregiver_id)) broken.push(`${route.caregiver_id} has two routes`);
    seen.add(route.caregiver_id);
    distance += walk(instance, route, served, broken);
  }
  const tardiness = instance.patients.flatMap((patient) => judgePatient(patient, served.get(patient.id) ?? [], broken));
  const totalTardiness = tardiness.reduce((sum, late) => sum + late, 0);
  const maxTardiness = Math.max(0, ...tardiness);
  return { distance, totalTardiness, maxTardiness, cost: (distance + totalTardiness + maxTardiness) / 3, broken };
}

/** One caregiver's day: abilities, durations, time for the way. Answers how far she goes. */
function walk(
  instance: Instance,
  route: Solution['routes'][number],
  served: Map<string, Served[]>,
  broken: string[],
): number {
  const caregiver = instance.caregivers.find(({ id }) => id === route.caregiver_id);
  if (!caregiver) {
    broken.push(`there is no ${route.caregiver_id}`);
    return 0;
  }
  let [place, free, distance] = [0, 0, 0];
  for (const { patient: id, service, arrival_time: begins, departure_time: ends } of route.locations ?? []) {
    const index = instance.patients.findIndex((patient) => patient.id === id);
    const required = instance.patients[index]?.required_caregivers.find((one) => one.service === service);
    if (!required) {
      broken.push(`${id} does not need ${service}`);
      continue;
    }
    const way = instance.distances[place]?.[index + 1] ?? NaN;
    if (!caregiver.abilities.includes(service)) broken.push(`${caregiver.id} cannot do ${service}`);
    if (!(begins >= free + way - ROUNDING)) broken.push(`${caregiver.id} is at ${id} before she can be there`);
    if (Math.abs(ends - begins - required.duration) > ROUNDING) broken.push(`${id} is not served as long as needed`);
    served.set(id, [...(served.get(id) ?? []), { caregiver: caregiver.id, service, begins }]);
    distance += way;
    [place, free] = [index + 1, ends];
  }
  return distance + (instance.distances[place]?.[0] ?? NaN);
}

/** Everything needed, once, not before the window, in step. Answers the tardiness of each service. */
function judgePatient(patient: Instance['patients'][number], served: readonly Served[], broken: string[]): number[] {
  const { id, time_window: window, required_caregivers: required, synchronization } = patient;
  const wanted = required.map(({ service }) => service).sort();
  if (wanted.join() !== [...served.map(({ service }) => service)].sort().join()) {
    broken.push(`${id} is not served what is needed, each once`);
    return [];
  }
  if (served.some(({ begins }) => begins < window[0] - ROUNDING)) broken.push(`${id} is served too early`);
  if (new Set(served.map(({ caregiver }) => caregiver)).size < served.length)
    broken.push(`${id} is served by one alone`);
  if (synchronization) {
    const [first, second] = required.map(({ service }) => served.find((one) => one.service === service)?.begins ?? NaN);
    const [least, most] = synchronization.type === 'simultaneous' ? [0, 0] : (synchronization.distance ?? [NaN, NaN]);
    const gap = (second ?? NaN) - (first ?? NaN);
    if (!(gap >= least - ROUNDING && gap <= most + ROUNDING))
      broken.push(`${id}: ${gap} minutes between both services`);
  }
  return served.map(({ begins }) => Math.max(0, begins - window[1]));
}
