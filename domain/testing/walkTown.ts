/** Walks a town by a seed and holds every step against what must always be true. Answers what was seen; throws where it is not. */
import { netPaidFen, owedFen } from '../payment/owed';
import { timelineText } from '../order/timeline';
import { type OrderStatus, STEPS } from '../order/status';
import { DAY } from '../schedule/beijing';
import { VISIT_AT } from './anOrder';
import { heldBy, leftToTheClock, openTown, type Step, tryOne, whoseMatter } from './randomWalk';
import type { Decision, Order } from '../order/order';

const HOUR = 3_600_000;
const EDGES = new Set(STEPS.flatMap(({ from, to, event }) => to.map((target) => `${from} ${event} ${target}`)));

/** mulberry32: the same walk for the same seed, everywhere. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Walked {
  readonly steps: number;
  readonly ends: Readonly<Partial<Record<OrderStatus, number>>>;
}

const assert = (isSo: boolean, what: string, step: unknown): void => {
  if (!isSo) throw new Error(`${what}: ${JSON.stringify(step)}`);
};

function assertStep({ before, after, decision: { fact } }: Step & { decision: Decision }): void {
  if (!fact) return;
  assert(EDGES.has(`${before.status} ${fact.event} ${after.status}`), 'not in the table', fact);
  const { paidFen, refundedFen, refundingFen, cancellationFeeFen } = after.money;
  const amounts = [paidFen, refundedFen, refundingFen, cancellationFeeFen, owedFen(after.money)];
  assert(
    amounts.every((fen) => Number.isSafeInteger(fen) && fen >= 0),
    'not whole fen',
    after.money,
  );
  assert(refundedFen + refundingFen + cancellationFeeFen <= paidFen, 'more than was paid', after.money);
  if (after.status === 'completed') {
    assert(netPaidFen(after.money) === owedFen(after.money), 'completed, and not what is owed', after.money);
  }
  // Each person can read what happened.
  assert(!/undefined|NaN/.test(timelineText(fact)), 'not in words', { fact, text: timelineText(fact) });
}

/** Half hours as they must be from the orders alone, and nobody's twice. */
function assertHalfHours(town: readonly Order[], taken: ReadonlyMap<string, string>): void {
  const held = town.flatMap((order) => heldBy(order).map((id) => [id, order._id] as const));
  assert(held.length === new Set(held.map(([id]) => id)).size, 'a half hour twice', held);
  assert(held.length === taken.size && held.every(([id, of]) => taken.get(id) === of), 'half hours differ', [...taken]);
}

export function walk(seed: number, orders: number, tries: number): Walked {
  const random = chance(seed);
  const below = (most: number) => Math.floor(random() * most);
  const town = openTown(orders);
  const taken = new Map(town.flatMap((order) => heldBy(order).map((id) => [id, order._id] as const)));
  let now = VISIT_AT - 25 * HOUR;
  let steps = 0;
  for (let index = 0; index < tries; index += 1) {
    now += below(random() < 0.02 ? 90 : 3) * 60_000;
    const step = tryOne(town, taken, { order: below(orders), pick: below(1000), variant: below(12) }, now);
    if (!step) continue;
    steps += 1;
    assertStep(step);
  }
  assertHalfHours(town, taken);
  const ends: Partial<Record<OrderStatus, number>> = {};
  for (const order of town) {
    const ended = leftToTheClock(order, now + 30 * DAY);
    assert(whoseMatter(ended) !== 'nobody', 'nobody’s matter', ended);
    ends[ended.status] = (ends[ended.status] ?? 0) + 1;
  }
  return { steps, ends };
}
