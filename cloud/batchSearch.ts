/**
 * The next batch: all orders that wait for one get their nurses together, so that whoever is free goes where the way is short
 * (domain/dispatch/overload). Each is then asked alone, by the ordinary step of the search; where it has become calm, orders are
 * asked for one by one again. Nothing is decided here that the rules of acceptance do not ask again.
 */
import { batchMinutes, byHour } from '#domain/dispatch/overload';
import { nextStep } from '#domain/dispatch/search';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Order } from '#domain/order/order';
import { assign } from '#domain/planning/assignment/assign';
import { batchOf, type WaitingOrder } from '#domain/planning/assignment/batching';
import { MINUTE } from '#domain/schedule/beijing';
import { _, db, everyRow } from './database';
import type { Offer } from './offers';
import { sceneOf, takeStep } from './search';
import type { Scene } from './searchStep';
import { operations } from './settings';

/** Orders looked at at the same time: each is a question to the database and perhaps one to the map. */
const AT_ONCE = 6;

interface Looked {
  readonly order: Order;
  readonly scene: Scene;
}

/** Answers how many orders went a step on. `endsAt`: by the real clock; what is left then waits for the next minute. */
export async function searchTogether(now: number, endsAt: number): Promise<number> {
  const p = await operations(now);
  const orders = await inBatch(p.batching.mostOrders);
  if (orders.length === 0) return 0;
  const looked = await looksAt(orders, endsAt, now, p);
  const sharedOut = looked.filter((one) => isSharedOut(one, now));
  const open = await deciding(now);
  const groups = byHour(sharedOut, ({ order }) => order.startAt, p.batching);
  const given = new Map(groups.flatMap((group) => giveTogether(group, open, now, p)));
  let steps = 0;
  for (const { order, scene } of looked) {
    if (Date.now() > endsAt) break;
    const isShared = sharedOut.some((one) => one.order === order);
    if (isShared && !given.has(order._id)) continue;
    steps += (await oneStep(order, { ...scene, ...withGiven(scene, given.get(order._id)) }, now)) ? 1 : 0;
  }
  return steps;
}

/** Who has waited longest comes first, and is never behind the limit for long: people take over after half an hour. */
async function inBatch(most: number): Promise<readonly Order[]> {
  const { data } = await db
    .collection('orders')
    .where({
      status: 'pendingAcceptance',
      'dispatch.inBatch': true,
      'dispatch.stage': _.in(['waves', 'alternates']),
    })
    .orderBy('dispatch.startedAt', 'asc')
    .orderBy('_id', 'asc')
    .limit(most)
    .get();
  return data as readonly Order[];
}

/** At most half of the time is for looking. */
async function looksAt(
  orders: readonly Order[],
  endsAt: number,
  now: number,
  p: OperationParameters,
): Promise<readonly Looked[]> {
  const looked: Looked[] = [];
  const lookUntil = (Date.now() + endsAt) / 2;
  for (let from = 0; from < orders.length && Date.now() < lookUntil; from += AT_ONCE) {
    const some = orders.slice(from, from + AT_ONCE);
    looked.push(...(await Promise.all(some.map(async (order) => ({ order, scene: await sceneOf(order, now, p) })))));
  }
  return looked;
}

/** What is due otherwise (people take over, it is let go, it has become calm) is done as for any order. */
function isSharedOut({ order, scene }: Looked, now: number): boolean {
  if (!scene.crowd) return false;
  const rankedIds = scene.ranked.map(({ nurse }) => nurse._id);
  const step = nextStep(order, rankedIds, 0, now, scene.p.acceptance);
  return step.action === 'offer' && step.stage !== 'exclusive';
}

type Deciding = Pick<Offer, 'nurseId' | 'startAt'>;

/** What earlier batches asked and nobody has answered yet: until then she is asked for nothing else at that hour. */
const deciding = (now: number): Promise<readonly Deciding[]> =>
  everyRow<Deciding>(
    db
      .collection('offers')
      .where({ status: 'open', inBatch: true, expiresAt: _.gt(now) })
      .orderBy('_id', 'asc')
      .field({ nurseId: true, startAt: true }),
  );

type Given = NonNullable<NonNullable<Scene['crowd']>['given']>;

/** One group of orders that want the same nurses, because they are of nearly the same hour. */
function giveTogether(
  looked: readonly Looked[],
  open: readonly Deciding[],
  now: number,
  p: OperationParameters,
): readonly (readonly [orderId: string, Given])[] {
  const within = p.batching.withinMinutes * MINUTE;
  const meets = ({ startAt }: Deciding) => looked.some(({ order }) => Math.abs(order.startAt - startAt) < within);
  const busy = new Set(open.filter(meets).map(({ nurseId }) => nurseId));
  const ids = looked.flatMap(({ scene }) => scene.ranked.map(({ nurse }) => nurse._id));
  const nurseIds = [...new Set(ids)].filter((id) => !busy.has(id)).sort();
  const placeOf = new Map(nurseIds.map((id, index) => [id, index]));
  const waiting = looked.map(({ order, scene }) => waitingOrder(order, scene, placeOf, now));
  const { waitCostMinutes: waitCost, perWaitedMinute } = p.batching;
  const { nurseOf } = assign(batchOf(waiting, nurseIds.length, { waitCost, perWaitedMinute }));
  const batch = { orders: looked.length, nurses: nurseIds.length };
  return looked.flatMap(({ order }, index) => {
    const nurseId = nurseIds[nurseOf[index] ?? -1];
    return nurseId === undefined ? [] : [[order._id, { nurseId, batch }] as const];
  });
}

function waitingOrder(
  { dispatch }: Order,
  { ranked, p }: Scene,
  placeOf: ReadonlyMap<string, number>,
  now: number,
): WaitingOrder {
  const wayMinutes = new Array<number>(placeOf.size).fill(Infinity);
  for (const { nurse, scored } of ranked) {
    const place = placeOf.get(nurse._id);
    if (place !== undefined && scored) wayMinutes[place] = batchMinutes(scored, p.score, p.batching);
  }
  return { waitedMinutes: (now - dispatch.startedAt) / MINUTE, wayMinutes };
}

const withGiven = ({ crowd }: Scene, given: Given | undefined): Pick<Scene, 'crowd'> =>
  crowd && given ? { crowd: { ...crowd, given } } : {};

/** One order that cannot go on does not stop the others: it is logged and stays due. */
async function oneStep(order: Order, scene: Scene, now: number): Promise<boolean> {
  try {
    return (await takeStep(order, 0, scene, now)).version !== order.version;
  } catch (error) {
    console.error(`batch ${order._id}`, error);
    return false;
  }
}
