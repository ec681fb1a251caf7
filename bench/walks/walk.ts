/**
 * Random sequences through the built functions: a few families and nurses who all know each other's hours, the desk and the clock, each
 * trying anything at any moment, often two at once. The judge of bench/city reads the data afterwards, and again and again on the way.
 */
import type { CreateOrderReply } from '#contract/createOrder';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { Reply } from '#contract/reply';
import type { Order } from '#domain/order/order';
import { DAY, HALF_HOUR_MS, HOUR, MINUTE, beijingDay, startOfBeijingDay } from '#domain/schedule/beijing';
import type { As } from '../../scripts/demo/players';
import { openTown, type Pair, type Town } from '../../scripts/lives/town';
import { passTime, surely } from '../../scripts/lives/wave';
import { chanceFrom, type Chance } from '../../scripts/world/chance';
import { evidenceOf } from '../city/evidence';
import { faultsAtAnyTime, faultsIn } from '../city/oracle';
import { ASIDE, onward } from './acts';
import { bringToRest } from './rest';

export interface Walk {
  readonly town: Town;
  readonly chance: Chance;
  readonly acknowledged: string[];
  /** What no refusal of the rules explains. */
  readonly failures: string[];
  readonly now: () => number;
  /** Null: refused. */
  readonly ask: <T>(name: string, data: object, as: As) => Promise<T | null>;
}

export interface Walked {
  readonly orders: number;
  readonly tries: number;
  readonly ends: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

export interface WalkSize {
  readonly seed: number;
  /** Families, and as many nurses. */
  readonly pairs: number;
  readonly orders: number;
  readonly triesPerOrder: number;
}

const TUESDAY_EIGHT = Date.parse('2026-11-24T08:00:00+08:00');
const SERVICE = 'MED-02';
/** Of the tries: the clock goes on, two act in the same instant, the order is led on. */
const TIME_PASSES = 0.12;
const AT_ONCE = 0.2;
const LEADS_ON = 0.7;
const LOOK_EVERY = 120;

export const familyOf = ({ town }: Pick<Walk, 'town'>, order: Order): Pair['family'] =>
  (town.pairs.find(({ family }) => family.recipientId === order.recipientId) as Pair).family;

/** The caller closes the town. */
export async function walk({ seed, pairs, orders, triesPerOrder }: WalkSize): Promise<{ town: Town; walked: Walked }> {
  const town = await openTown(pairs, TUESDAY_EIGHT);
  const walking = walkIn(town, chanceFrom(seed));
  const tries = orders * triesPerOrder;
  const faults: string[] = [];
  for (let step = 0; step < tries; step += 1) {
    if (step % triesPerOrder === 0) await books(walking);
    await oneTry(walking);
    if (step % LOOK_EVERY === LOOK_EVERY - 1) faults.push(...faultsAtAnyTime(await evidence(walking)));
  }
  await bringToRest(walking);
  const found = await evidence(walking);
  const ends: Record<string, number> = {};
  for (const { status } of found.orders) ends[status] = (ends[status] ?? 0) + 1;
  const all = [...faults, ...faultsIn(found), ...walking.failures];
  return { town, walked: { orders: found.orders.length, tries, ends, faults: [...new Set(all)] } };
}

const evidence = ({ town: { stage }, acknowledged }: Walk) => evidenceOf({ stage, acknowledged });

function walkIn(town: Town, chance: Chance): Walk {
  const failures: string[] = [];
  const ask = async <T>(name: string, data: object, as: As): Promise<T | null> => {
    const reply: Reply<T> = await surely(() => town.stage.ask<T>(name, data, as));
    if (reply.ok) return reply.data;
    if (reply.error.code === 'INTERNAL') failures.push(`${name} ${JSON.stringify(data)}: ${reply.error.message}`);
    return null;
  };
  return { town, chance, failures, acknowledged: [], ask, now: () => town.stage.cloud.emulator.clock.now() };
}

/** All want the same few hours of today and tomorrow, half of them one certain nurse. */
async function books({ town, chance, ask, acknowledged, now }: Walk): Promise<void> {
  const { family } = chance.pick(town.pairs);
  const nurseId = chance.happens(0.5) ? chance.pick(town.pairs).nurse.nurseId : null;
  const startAt = hourAfter(now(), chance);
  const { recipientId, addressId } = family;
  const wish = { serviceCode: SERVICE, startAt, recipientId, addressId, nurseId };
  const shown = await ask<QuoteOrderReply>('quoteOrder', wish, family.as);
  if (!shown) return;
  const said = { informedConsent: { version: 1 }, expectedTotalFen: shown.price.totalFen, quote: shown.quote.token };
  const made = await ask<CreateOrderReply>('createOrder', { ...wish, requestId: chance.id(20), ...said }, family.as);
  if (made) acknowledged.push(made.orderId);
}

function hourAfter(now: number, chance: Chance): number {
  const soonest = Math.ceil((now + 3 * HOUR) / HALF_HOUR_MS) * HALF_HOUR_MS;
  const tomorrow = startOfBeijingDay(beijingDay(now)) + DAY + 10 * HOUR;
  return chance.pick([soonest, soonest + HOUR, tomorrow, tomorrow + 2 * HALF_HOUR_MS, tomorrow + 4 * HOUR]);
}

async function oneTry(walking: Walk): Promise<void> {
  const { town, chance, now } = walking;
  if (chance.happens(TIME_PASSES)) return timePasses(walking);
  const orders = await town.rows<Order>('orders', { _id: { $in: walking.acknowledged } });
  if (orders.length === 0) return;
  // The latest are alive; now and then somebody tries an old one.
  const order = chance.happens(0.9) ? chance.pick(alive(orders)) : chance.pick(orders);
  const drawn = () => (chance.happens(LEADS_ON) ? onward(order, now()) : chance.pick(ASIDE));
  const acts = chance.happens(AT_ONCE) ? [drawn(), drawn()] : [drawn()];
  await Promise.all(acts.map((act) => act?.(walking, order)));
}

const OVER: readonly Order['status'][] = ['cancelled', 'refunded'];
function alive(orders: readonly Order[]): readonly Order[] {
  const some = orders.filter(({ status, reviewedAt }) => !OVER.includes(status) && reviewedAt === null);
  return some.length > 0 ? some : orders;
}

/** Some minutes, or to just before somebody's hour; both sweeps may run twice at once. By night everybody sleeps. */
async function timePasses({ town, chance, now }: Walk): Promise<void> {
  const ahead = (await town.rows<Order>('orders', { status: 'pendingService' })).map(({ startAt }) => startAt);
  const toDoor = ahead.filter((startAt) => startAt - now() > HOUR).sort((a, b) => a - b)[0];
  const minutes = chance.pick([2, 6, 16, 35, 65]) * MINUTE;
  const until = toDoor !== undefined && chance.happens(0.4) ? toDoor - 40 * MINUTE : now() + minutes;
  await passTime(town, until);
  if (chance.happens(0.2)) await Promise.all([passTime(town, now()), passTime(town, now())]);
}
