/** Days of a city as problems of the planner: the recorded ones, and districts made by chance with a seed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedVisit, PlanningNurse, PlanningProblem, PlanningWeights } from '#domain/planning/problem';
import { SeededRandom } from '#domain/planning/seededRandom';
import { root } from '../../scripts/build/products';

export interface CityDay {
  readonly name: string;
  readonly problem: PlanningProblem;
  /** The visits in the order in which they were asked for. */
  readonly asked: readonly number[];
  /** Visits served by the recorded greedy rule. */
  readonly greedyServed?: number;
}

/** A visit left out is worth more than any way; a nurse called out about as much as half an hour of way. */
const LEFT_OUT = 10_000;
export const CITY_WEIGHTS: PlanningWeights = {
  travelMinute: 1,
  lateMinute: 0,
  latestMinute: 0,
  nurse: 20,
  squaredWorkHour: 0,
};

interface RecordedDay {
  readonly orders: readonly {
    readonly id: string;
    readonly service: string;
    readonly duration: number;
    readonly window: readonly [number, number];
    readonly created_before_min: number;
  }[];
  readonly nurses: readonly {
    readonly id: string;
    readonly skills: readonly string[];
    readonly shift: readonly [number, number];
    readonly max_visits: number;
  }[];
  readonly travel_min: readonly (readonly number[])[];
  readonly baseline: { readonly greedyServed: number };
}

/** All start at the depot of the file and come back to it within their shift. */
export function recordedDay(name: string): CityDay {
  const file = join(root, 'bench/data/sim', `${name}.json`);
  const { orders, nurses, travel_min: travel, baseline } = JSON.parse(readFileSync(file, 'utf8')) as RecordedDay;
  const visits = orders.map(({ id, service, duration, window: [from, to] }, index): PlannedVisit => ({
    id,
    stops: [
      {
        place: index + 1,
        durationMinutes: duration,
        fitCosts: nurses.map(({ skills }) => (skills.includes(service) ? 0 : Infinity)),
      },
    ],
    earliestMinute: from,
    dueMinute: to,
    latestMinute: to,
    leftOutCost: LEFT_OUT,
  }));
  const askedAt = orders.map(({ window, created_before_min: before }) => window[0] - before);
  return {
    name,
    problem: {
      places: travel.length,
      travelMinutes: Float64Array.from(travel.flat()),
      visits,
      nurses: nurses.map((nurse) => aNurse(nurse.id, 0, nurse.shift[0], nurse.shift[1], nurse.max_visits)),
      weights: CITY_WEIGHTS,
    },
    asked: [...orders.keys()].sort((a, b) => (askedAt[a] ?? 0) - (askedAt[b] ?? 0)),
    greedyServed: baseline.greedyServed,
  };
}

const aNurse = (id: string, home: number, fromMinute: number, toMinute: number, maxVisits: number): PlanningNurse => ({
  id,
  startPlace: home,
  endPlace: home,
  shift: { fromMinute, toMinute },
  maxVisits,
  maxWorkMinutes: 600,
  workedMinutes: 0,
});

const SKILLS = 6;
const SIDE_KM = 12;
/** Four minutes, and 18 km/h along streets 1.3 times as long as the crow flies. */
export const minutesFor = (km: number): number => 4 + (km * 1.3 * 60) / 18;

/** `nurses` with three of six skills each, `visits` of an hour with a window of an hour, evenly over twelve by twelve kilometres. */
export function district(nurses: number, visits: number, seed: number): CityDay {
  const random = new SeededRandom(seed);
  const places = Array.from(
    { length: nurses + visits },
    () => [random.unit() * SIDE_KM, random.unit() * SIDE_KM] as const,
  );
  const skills = Array.from({ length: nurses }, () => drawSkills(random));
  const travel = places.flatMap(([x, y]) =>
    places.map(([otherX, otherY]) => minutesFor(Math.hypot(x - otherX, y - otherY))),
  );
  return {
    name: `${nurses} nurses, ${visits} visits, seed ${seed}`,
    problem: {
      places: places.length,
      travelMinutes: Float64Array.from(travel),
      visits: Array.from({ length: visits }, (_, index): PlannedVisit => {
        const skill = random.below(SKILLS);
        const earliestMinute = 480 + 30 * random.below(20);
        const fitCosts = skills.map((own) => (own.has(skill) ? 0 : Infinity));
        return {
          id: `visit ${index}`,
          stops: [{ place: nurses + index, durationMinutes: 60, fitCosts }],
          earliestMinute,
          dueMinute: earliestMinute + 60,
          latestMinute: earliestMinute + 60,
          leftOutCost: LEFT_OUT,
        };
      }),
      nurses: skills.map((_, index) => {
        const from = 450 + 60 * random.below(3);
        return aNurse(`nurse ${index}`, index, from, from + 600, 8);
      }),
      weights: CITY_WEIGHTS,
    },
    asked: Array.from({ length: visits }, (_, index) => index),
  };
}

function drawSkills(random: SeededRandom): ReadonlySet<number> {
  const skills = new Set<number>();
  while (skills.size < 3) skills.add(random.below(SKILLS));
  return skills;
}
