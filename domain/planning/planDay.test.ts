import fc from 'fast-check';
import { faultsOf } from './faultsOf';
import { planDay, type Progress } from './planDay';
import type { DayPlan, PlannedVisit, PlanningNurse, PlanningProblem, PlanningWeights } from './problem';
import { SeededRandom } from './seededRandom';

const turns =
  (number: number): Progress =>
  (done) =>
    done / number;

const WEIGHTS: PlanningWeights = { travelMinute: 1, lateMinute: 1, latestMinute: 0, nurse: 0, squaredWorkHour: 0 };
/** Places on a line, ten minutes from one to the next; everybody lives at place 0. */
const line = (places: number) =>
  Float64Array.from(
    { length: places * places },
    (_, cell) => 10 * Math.abs(Math.floor(cell / places) - (cell % places)),
  );

const nurse = (id: string, changes: Partial<PlanningNurse> = {}): PlanningNurse => ({
  id,
  startPlace: 0,
  endPlace: 0,
  shift: { fromMinute: 480, toMinute: 1080 },
  maxVisits: 8,
  maxWorkMinutes: 600,
  workedMinutes: 0,
  ...changes,
});

/** A visit of half an hour that begins between nine and six, anybody's. */
const visit = (id: string, place: number, nurses: number, changes: Partial<PlannedVisit> = {}): PlannedVisit => ({
  id,
  stops: [{ place, durationMinutes: 30, fitCosts: Array<number>(nurses).fill(0) }],
  earliestMinute: 540,
  dueMinute: 1080,
  latestMinute: 1080,
  leftOutCost: 1000,
  ...changes,
});

const aDay = (
  nurses: readonly PlanningNurse[],
  visits: readonly PlannedVisit[],
  weights: Partial<PlanningWeights> = {},
): PlanningProblem => ({ places: 10, travelMinutes: line(10), visits, nurses, weights: { ...WEIGHTS, ...weights } });

/** `anna: a 9:00, b 9:40` */
const told = (problem: PlanningProblem, plan: DayPlan) =>
  plan.routes.map((route, index) =>
    [
      `${problem.nurses[index]?.id}:`,
      route
        .map(
          ({ visit: number, startMinute }) =>
            `${problem.visits[number]?.id} ${Math.floor(startMinute / 60)}:${startMinute % 60}`,
        )
        .join(', '),
    ].join(' '),
  );
const planned = (problem: PlanningProblem) => {
  const plan = planDay(problem, turns(400));
  expect(faultsOf(problem, plan)).toEqual([]);
  return { cost: plan.cost, leftOut: plan.leftOut, told: told(problem, plan) };
};

test('one way along the line instead of back and forth', () => {
  const visits = [visit('far', 3, 1), visit('near', 1, 1), visit('middle', 2, 1)];
  const { cost, told: day } = planned(aDay([nurse('anna')], visits));
  // To place 3 and back: 30 + 30 minutes, in either direction.
  expect(cost).toBe(60);
  expect(day[0]).toMatch(/near.*middle.*far|far.*middle.*near/);
});

test('who may not come is not sent, whatever the way', () => {
  const stops: PlannedVisit['stops'] = [{ place: 1, durationMinutes: 30, fitCosts: [Infinity, 0] }];
  const { told: day, cost } = planned(
    aDay([nurse('near'), nurse('far', { startPlace: 9, endPlace: 9 })], [visit('a', 1, 2, { stops })]),
  );
  expect(day).toEqual(['near: ', 'far: a 9:20']);
  expect(cost).toBe(160);
});

test('whoever knows the patient comes from further away, up to what that is worth', () => {
  const at = (worth: number) => {
    const stops: PlannedVisit['stops'] = [{ place: 1, durationMinutes: 30, fitCosts: [worth, 0] }];
    return planned(
      aDay([nurse('stranger'), nurse('known', { startPlace: 4, endPlace: 4 })], [visit('a', 1, 2, { stops })]),
    ).told;
  };
  // The way there and back: 20 minutes against 60.
  expect(at(41)).toEqual(['stranger: ', 'known: a 9:0']);
  expect(at(39)).toEqual(['stranger: a 9:0', 'known: ']);
});

test('two at once: who is there first waits', () => {
  const stop = { place: 2, durationMinutes: 60, fitCosts: [0, 0] };
  const both = visit('lift', 2, 2, { stops: [stop, stop], earliestMinute: 480 });
  const day = planned(aDay([nurse('early'), nurse('later', { shift: { fromMinute: 600, toMinute: 1080 } })], [both]));
  expect(day.told).toEqual(['early: lift 10:20', 'later: lift 10:20']);
});

test('the second between thirty and forty-five minutes after the first', () => {
  const only = (index: number) => [0, 0].map((_, nurseIndex) => (nurseIndex === index ? 0 : Infinity));
  const stops: PlannedVisit['stops'] = [
    { place: 1, durationMinutes: 15, fitCosts: only(0) },
    { place: 1, durationMinutes: 15, fitCosts: only(1) },
  ];
  const gap = { minMinutes: 30, maxMinutes: 45 };
  const inStep = (from: number) =>
    planned(
      aDay(
        [nurse('blood'), nurse('drip', { shift: { fromMinute: from, toMinute: 1080 } })],
        [visit('a', 1, 2, { stops, gap })],
      ),
    ).told;
  expect(inStep(480)).toEqual(['blood: a 9:0', 'drip: a 9:30']);
  // Who comes second cannot be there before ten past ten, so the first one begins at 9:25.
  expect(inStep(600)).toEqual(['blood: a 9:25', 'drip: a 10:10']);
});

test('a window that cannot be kept: the visit is left out, and said to be', () => {
  const day = planned(
    aDay([nurse('anna')], [visit('a', 9, 1, { earliestMinute: 480, dueMinute: 500, latestMinute: 500 })]),
  );
  expect(day).toEqual({ cost: 1000, leftOut: [0], told: ['anna: '] });
});

test('late costs, later than allowed is not done', () => {
  const late = (latestMinute: number) =>
    planned(aDay([nurse('anna')], [visit('a', 3, 1, { earliestMinute: 480, dueMinute: 490, latestMinute })])).cost;
  expect(late(510)).toBe(60 + 20);
  expect(late(509)).toBe(1000);
});

test('home by the end of the shift', () => {
  const until = (toMinute: number) =>
    planned(aDay([nurse('anna', { shift: { fromMinute: 480, toMinute } })], [visit('a', 3, 1)])).leftOut;
  expect(until(600)).toEqual([]);
  expect(until(599)).toEqual([0]);
});

test('no more work than a day may have, the way included', () => {
  const most = (maxWorkMinutes: number) =>
    planned(aDay([nurse('anna', { maxWorkMinutes })], [visit('a', 3, 1)])).leftOut;
  expect(most(90)).toEqual([]);
  expect(most(89)).toEqual([0]);
});

test('her rest is kept, also where waiting would be shorter', () => {
  const rest = { fromMinute: 690, latestStartMinute: 750, minutes: 30 };
  const visits = [
    visit('a', 1, 1, { earliestMinute: 660, dueMinute: 660, latestMinute: 660 }),
    visit('b', 1, 1, {
      earliestMinute: 690,
      dueMinute: 690,
      latestMinute: 1000,
      stops: [{ place: 1, durationMinutes: 61, fitCosts: [0] }],
    }),
  ];
  // Without a rest b would be from 11:30 to 12:31, and the latest beginning of a rest is 12:30.
  expect(planned(aDay([nurse('anna', { rest })], visits)).told).toEqual(['anna: a 11:0, b 12:0']);
  expect(planned(aDay([nurse('anna')], visits)).told).toEqual(['anna: a 11:0, b 11:30']);
});

test('an even week, when fairness counts', () => {
  const visits = [visit('a', 1, 2), visit('b', 1, 2)];
  const nurses = [nurse('busy', { workedMinutes: 1200 }), nurse('idle')];
  const { told: day } = planned(aDay(nurses, visits, { squaredWorkHour: 5 }));
  expect(day[0]).toBe('busy: ');
});

test('fewer are called out, when that counts', () => {
  const visits = [visit('a', 1, 2), visit('b', 4, 2)];
  const nurses = [nurse('here'), nurse('there', { startPlace: 5, endPlace: 5 })];
  const used = (weight: number) =>
    planned(aDay(nurses, visits, { nurse: weight })).told.filter((day) => day.length > 7).length;
  expect([used(0), used(100)]).toEqual([2, 1]);
});

test('a day without visits, and one without nurses', () => {
  expect(planned(aDay([nurse('anna')], []))).toEqual({ cost: 0, leftOut: [], told: ['anna: '] });
  expect(planned(aDay([], [visit('a', 1, 0)]))).toEqual({ cost: 1000, leftOut: [0], told: [] });
});

test('the same seed gives the same day', () => {
  const problem = anyDay(7);
  const once = planDay(problem, turns(300), { seed: 3 });
  expect(planDay(problem, turns(300), { seed: 3 })).toEqual(once);
});

/** A day by chance: windows, abilities, doubles at once and in sequence, rests. */
function anyDay(seed: number): PlanningProblem {
  const random = new SeededRandom(seed);
  const nurses = Array.from({ length: 2 + random.below(4) }, (_, index) => {
    const from = 480 + 30 * random.below(4);
    const rests = random.below(3) === 0;
    return nurse(`n${index}`, {
      startPlace: random.below(10),
      endPlace: random.below(10),
      shift: { fromMinute: from, toMinute: from + 300 + 60 * random.below(5) },
      maxVisits: 2 + random.below(6),
      maxWorkMinutes: 200 + 50 * random.below(9),
      ...(rests ? { rest: { fromMinute: from + 60, latestStartMinute: from + 200, minutes: 20 } } : {}),
    });
  });
  const visits = Array.from({ length: 1 + random.below(14) }, (_, index): PlannedVisit => {
    const place = random.below(10);
    const stop = () => ({
      place,
      durationMinutes: 15 + 15 * random.below(5),
      fitCosts: nurses.map(() => (random.below(3) === 0 ? Infinity : random.below(20))),
    });
    const earliest = 480 + 15 * random.below(24);
    const double = random.below(3) === 0;
    const least = 15 * random.below(3);
    return visit(`v${index}`, place, nurses.length, {
      stops: double ? [stop(), stop()] : [stop()],
      ...(double && random.below(2) === 0
        ? { gap: { minMinutes: least, maxMinutes: least + 15 * random.below(3) } }
        : {}),
      earliestMinute: earliest,
      dueMinute: earliest + 15 * random.below(5),
      latestMinute: earliest + 60 + 15 * random.below(5),
      leftOutCost: 200,
    });
  });
  return aDay(nurses, visits, {
    latestMinute: random.below(2),
    nurse: 10 * random.below(2),
    squaredWorkHour: random.below(2),
  });
}

/** The price of a plan, counted anew. */
function priceOf(
  { visits, nurses, weights, travelMinutes, places }: PlanningProblem,
  { routes, leftOut }: DayPlan,
): number {
  const lateness = routes
    .flat()
    .map(({ visit: index, startMinute }) => Math.max(0, startMinute - (visits[index]?.dueMinute ?? NaN)));
  let cost = leftOut.reduce((sum, index) => sum + (visits[index]?.leftOutCost ?? NaN), 0);
  cost +=
    weights.lateMinute * lateness.reduce((sum, late) => sum + late, 0) +
    weights.latestMinute * Math.max(0, ...lateness);
  routes.forEach((route, index) => {
    const who = nurses[index] as PlanningNurse;
    const stops = route.map(({ visit: number, part }) => visits[number]?.stops[part]);
    const way = [who.startPlace, ...stops.map((stop) => stop?.place ?? NaN), who.endPlace]
      .slice(0, route.length > 0 ? undefined : 1)
      .reduce(
        (sum, place, at, all) => sum + (at > 0 ? (travelMinutes[(all[at - 1] ?? NaN) * places + place] ?? NaN) : 0),
        0,
      );
    const work = stops.reduce((sum, stop) => sum + (stop?.durationMinutes ?? NaN), way);
    cost += weights.travelMinute * way + (route.length > 0 ? weights.nurse : 0);
    cost += weights.squaredWorkHour * ((who.workedMinutes + work) / 60) ** 2;
    cost += stops.reduce((sum, stop) => sum + (stop?.fitCosts[index] ?? NaN), 0);
  });
  return cost;
}

test('whatever the day: no hard rule is broken, and it costs what it says', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      const problem = anyDay(seed);
      const plan = planDay(problem, turns(60), { seed });
      expect(faultsOf(problem, plan)).toEqual([]);
      expect(priceOf(problem, plan)).toBeCloseTo(plan.cost, 6);
    }),
    { numRuns: 300 },
  );
});

test('the judge sees what is wrong', () => {
  const problem = aDay([nurse('anna'), nurse('berta')], [visit('a', 1, 2), visit('b', 5, 2)]);
  const at = (visitIndex: number, startMinute: number) => ({ visit: visitIndex, part: 0, startMinute });
  const faults = (...routes: DayPlan['routes'][number][]) => faultsOf(problem, { routes, leftOut: [], cost: 0 });
  expect(faults([at(0, 540), at(1, 610)], [])).toEqual([]);
  expect(faults([at(0, 540), at(1, 609)], [])).toEqual(['anna cannot be at b in time']);
  expect(faults([at(0, 539), at(1, 610)], [])).toEqual(['a begins too early']);
  expect(faults([at(0, 540)], [])).toEqual(['b is not served once']);
  expect(faults([at(0, 540), at(1, 610)], [at(0, 540)])).toEqual(['a is not served once']);
});
