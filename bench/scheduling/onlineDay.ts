/** A day on which orders come one after the other and nurses become free again: at once to the nearest, or together when too many wait. */
import { assign } from '#domain/planning/assignment/assign';
import { NONE } from '#domain/planning/assignment/assignmentState';
import { batchingIsDue, batchOf, type WaitingOrder } from '#domain/planning/assignment/batching';
import { SeededRandom } from '#domain/planning/seededRandom';
import { minutesFor } from './cityDay';

export type Dispatching = 'random' | 'nearest' | 'switching';

const [DAY_MINUTES, SIDE_KM, SKILLS, PATIENCE_MINUTES, STEP_MINUTES] = [600, 12, 6, 120, 0.5];
const RULE = { waitCost: 120, perWaitedMinute: 0.05 };

interface Order {
  readonly askedAt: number;
  readonly at: readonly [number, number];
  readonly skill: number;
  readonly minutes: number;
}
interface Carer {
  at: readonly [number, number];
  readonly skills: ReadonlySet<number>;
  freeAt: number;
}
interface Tally {
  served: number;
  travel: number;
  waiting: number;
  batches: number;
}

export interface OnlineFigures {
  readonly servedShare: number;
  readonly travelPerVisit: number;
  readonly waitPerVisit: number;
  /** The share of steps with somebody waiting in which all were given out together. */
  readonly batches: number;
}

export function onlineDay(nurses: number, orders: number, seed: number, how: Dispatching): OnlineFigures {
  const random = new SeededRandom(seed);
  const point = (): readonly [number, number] => [random.unit() * SIDE_KM, random.unit() * SIDE_KM];
  const carers = Array.from({ length: nurses }, (): Carer => {
    const skills = new Set<number>();
    while (skills.size < 3) skills.add(random.below(SKILLS));
    return { at: point(), skills, freeAt: 0 };
  });
  const coming = Array.from({ length: orders }, (): Order => {
    const askedAt = random.unit() * DAY_MINUTES;
    return { askedAt, at: point(), skill: random.below(SKILLS), minutes: 30 + 15 * random.below(4) };
  }).sort((a, b) => a.askedAt - b.askedAt);
  const tally: Tally = { served: 0, travel: 0, waiting: 0, batches: 0 };
  let waiting: Order[] = [];
  for (let now = 0; now < DAY_MINUTES + PATIENCE_MINUTES; now += STEP_MINUTES) {
    while (coming[0] && coming[0].askedAt <= now) waiting.push(coming.shift() as Order);
    waiting = waiting.filter(({ askedAt }) => now - askedAt <= PATIENCE_MINUTES);
    const free = carers.filter(({ freeAt }) => freeAt <= now);
    if (waiting.length === 0 || free.length === 0) continue;
    const given = giveOut(waiting, free, now, how, random, tally);
    waiting = waiting.filter((order) => !given.has(order));
  }
  return {
    servedShare: tally.served / orders,
    travelPerVisit: tally.travel / tally.served,
    waitPerVisit: tally.waiting / tally.served,
    batches: tally.batches,
  };
}

const wayOf = (carer: Carer, order: Order): number =>
  carer.skills.has(order.skill)
    ? minutesFor(Math.hypot(carer.at[0] - order.at[0], carer.at[1] - order.at[1]))
    : Infinity;

function giveOut(
  waiting: readonly Order[],
  free: readonly Carer[],
  now: number,
  how: Dispatching,
  random: SeededRandom,
  tally: Tally,
): ReadonlySet<Order> {
  const given = new Set<Order>();
  const send = (order: Order, carer: Carer) => {
    const way = wayOf(carer, order);
    given.add(order);
    carer.at = order.at;
    carer.freeAt = now + way + order.minutes;
    tally.served += 1;
    tally.travel += way;
    tally.waiting += now + way - order.askedAt;
  };
  const asked = waiting.map((order): WaitingOrder => ({
    waitedMinutes: now - order.askedAt,
    wayMinutes: free.map((carer) => wayOf(carer, order)),
  }));
  if (how === 'switching' && batchingIsDue(asked, free.length)) {
    tally.batches += 1;
    const { nurseOf } = assign(batchOf(asked, free.length, RULE));
    nurseOf.forEach((nurse, index) => {
      if (nurse !== NONE) send(waiting[index] as Order, free[nurse] as Carer);
    });
    return given;
  }
  for (const order of waiting) {
    const able = free.filter((carer) => carer.freeAt <= now && wayOf(carer, order) < Infinity);
    const chosen =
      how === 'random' ? able[random.below(able.length)] : able.sort((a, b) => wayOf(a, order) - wayOf(b, order))[0];
    if (chosen) send(order, chosen);
  }
  return given;
}
