/**
 * Assignment in one go, the published home care instances, days of a city. One thread; seconds are processor seconds of this
 * process, so that other work on the machine does not count. `SCHEDULING_QUICK=1` shortens every search (to see that it runs).
 */
import { assign } from '#domain/planning/assignment/assign';
import { faultsOf } from '#domain/planning/faultsOf';
import { planDay } from '#domain/planning/planDay';
import type { DayPlan, PlanningProblem } from '#domain/planning/problem';
import { assignmentBatch } from './scheduling/assignmentBatch';
import { district, recordedDay, type CityDay } from './scheduling/cityDay';
import { judge } from './scheduling/hhcrspChecker';
import { bestKnown, readInstance, readSolution } from './scheduling/hhcrspFiles';
import { problemOf, solutionOf } from './scheduling/hhcrspProblem';
import { oneByOne, type Rule } from './scheduling/oneByOne';
import { onlineDay, type Dispatching, type OnlineFigures } from './scheduling/onlineDay';
import { median, rounded, type Figures } from './measure';

const QUICK = process.env.SCHEDULING_QUICK === '1';
const SHARE = QUICK ? 0.05 : 1;

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function within(seconds: number, problem: PlanningProblem, seed = 1): DayPlan {
  const from = processorSeconds();
  return planDay(problem, () => (processorSeconds() - from) / (seconds * SHARE), { seed });
}

function assignments() {
  return [
    [50, 100],
    [200, 200],
    [400, 200],
    [200, 400],
    [1000, 1000],
  ].map(([orders = 0, nurses = 0]) => {
    const millis = Array.from({ length: 15 }, (_, index) => {
      const batch = assignmentBatch(orders, nurses, (index % 5) + 1);
      const from = process.cpuUsage();
      assign(batch);
      const { user, system } = process.cpuUsage(from);
      return (user + system) / 1000;
    });
    return { orders, nurses, p50Ms: rounded(median(millis), 2) };
  });
}

/** The judge is held against the published solutions first: a judge that disagrees with them ends the run. */
function instances() {
  return Object.entries(bestKnown()).flatMap(([name, best]) => {
    const instance = readInstance(name);
    const published = judge(instance, readSolution(best.solution));
    if (published.broken.length > 0 || Math.abs(published.cost - best.cost) > 0.01)
      throw new Error(`${name}: the judge does not agree with the published solution: ${JSON.stringify(published)}`);
    const { length: patients } = instance.patients;
    return (patients >= 100 ? [10, 60] : [10]).map((seconds) => {
      const verdict = judge(instance, solutionOf(instance, within(seconds, problemOf(instance))));
      if (verdict.broken.length > 0) throw new Error(`${name}: ${verdict.broken.join('; ')}`);
      const row = {
        patients,
        seconds,
        bestKnown: published.cost,
        cost: verdict.cost,
        abovePercent: (verdict.cost / published.cost - 1) * 100,
      };
      const shown = Object.fromEntries(Object.entries(row).map(([key, value]) => [key, rounded(value, 2)]));
      console.log(name, JSON.stringify(shown));
      return { name, ...shown };
    });
  });
}

function figuresOf({ nurses, visits, places, travelMinutes }: PlanningProblem, plan: DayPlan) {
  let [way, served] = [0, 0];
  plan.routes.forEach((route, index) => {
    const { startPlace = 0, endPlace = 0 } = nurses[index] ?? {};
    const stops = route.map(({ visit }) => visits[visit]?.stops[0].place ?? NaN);
    if (stops.length === 0) return;
    served += stops.length;
    const stations = [startPlace, ...stops, endPlace];
    for (let at = 1; at < stations.length; at += 1)
      way += travelMinutes[(stations[at - 1] ?? NaN) * places + (stations[at] ?? NaN)] ?? NaN;
  });
  const nursesUsed = plan.routes.filter(({ length }) => length > 0).length;
  return { served, travelPerVisit: rounded(way / served, 2), nursesUsed };
}

function cityDay(day: CityDay) {
  const sound = (plan: DayPlan): DayPlan => {
    const faults = faultsOf(day.problem, plan);
    if (faults.length > 0) throw new Error(`${day.name}: ${faults.join('; ')}`);
    return plan;
  };
  const by = (rule: Rule) => figuresOf(day.problem, sound(oneByOne(day, rule, 1)));
  const row = {
    day: day.name,
    recordedGreedyServed: day.greedyServed,
    random: by('random'),
    firstCome: by('firstCome'),
    nearest: by('nearest'),
    planned: figuresOf(day.problem, sound(within(10, day.problem))),
  };
  console.log(JSON.stringify(row));
  return row;
}

const SEEDS = [1, 2, 3];

function online(nurses: number, orders: number) {
  const means = (how: Dispatching) => {
    const days = SEEDS.map((seed) => onlineDay(nurses, orders, seed, how));
    const mean = (read: (day: OnlineFigures) => number) =>
      rounded(days.reduce((sum, day) => sum + read(day), 0) / days.length, 3);
    return {
      servedShare: mean(({ servedShare }) => servedShare),
      travelPerVisit: mean(({ travelPerVisit }) => travelPerVisit),
      waitPerVisit: mean(({ waitPerVisit }) => waitPerVisit),
      batches: mean(({ batches }) => batches),
    };
  };
  const row = { nurses, orders, random: means('random'), nearest: means('nearest'), switching: means('switching') };
  console.log(JSON.stringify(row));
  return row;
}

export default async function scheduling(): Promise<Figures> {
  const recorded = ['hangzhou_s1_o120_n30', 'hangzhou_s2_o40_n10'].map(recordedDay);
  const districts = [
    [20, 100],
    [60, 200],
    [100, 400],
    [200, 400],
  ].map(([nurses = 0, visits = 0]) => district(nurses, visits, 1));
  return {
    assignments: assignments(),
    instances: instances(),
    cityDays: [...recorded, ...districts].map(cityDay),
    onlineDays: [
      [60, 240],
      [60, 400],
      [60, 600],
    ].map(([nurses = 0, orders = 0]) => online(nurses, orders)),
  };
}
