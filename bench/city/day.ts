/** A day of the city from its first wish to the hour when nothing is left to do. */
import type { Offer } from '#cloud/offers';
import type { Order } from '#domain/order/order';
import { answerMinutes, arrivals } from './arrivals';
import { familySees, looksAround, wantsVisit } from './household';
import { nurseSees, nurseSeesOffer } from './nurse';
import { live, MIDNIGHT, type Town } from './town';

/** For each wish so many people look around without one. */
const LOOKERS_PER_ORDER = 3;
const HOUR = 3_600_000;
/** In these every minute counts: somebody is sought, pays, is on the way, at work, or waits for money. */
const PRESSING: readonly Order['status'][] = [
  ...(['pendingAcceptance', 'pendingPayment', 'travelling', 'inService', 'refunding'] as const),
];

export async function day(town: Town, eachMinute: () => void): Promise<void> {
  const asleep = awake(town);
  wishes(town);
  await live(town, MIDNIGHT + 72 * HOUR, eachMinute);
  await comesToRest(town, eachMinute);
  asleep();
}

/** Who sees what, as it is committed. */
function awake(town: Town): () => void {
  const ways = new Map<string, number>();
  return town.stage.cloud.emulator.engine.onCommit(({ changes }) => {
    for (const { collection, before, after } of changes) {
      const was = (before as { readonly status?: string } | null)?.status;
      const is = (after as { readonly status?: string } | null)?.status;
      if (is === was) continue;
      if (collection === 'offers' && is === 'open') {
        const offer = after as unknown as Offer;
        ways.set(offer._id, offer.travelMinutes);
        nurseSeesOffer(town, offer);
      }
      if (collection === 'orders' && after) orderSeen(town, after as unknown as Order, was as Order['status'], ways);
    }
  });
}

function orderSeen(
  town: Town,
  order: Order,
  was: Order['status'] | undefined,
  ways: ReadonlyMap<string, number>,
): void {
  town.pressing[PRESSING.includes(order.status) ? 'add' : 'delete'](order._id);
  familySees(town, order, was);
  nurseSees(town, order, was, Math.round(ways.get(`${order._id}:${order.nurseId}`) ?? 20));
}

function wishes(town: Town): void {
  const { agenda, chance, size } = town;
  for (const at of arrivals(size.orders, MIDNIGHT, chance)) agenda.note(at, () => wantsVisit(town));
  const lookers = arrivals(size.orders * LOOKERS_PER_ORDER, MIDNIGHT, chance);
  for (const at of lookers) agenda.note(at + answerMinutes(1, chance) * 60_000, () => looksAround(town));
}

/** Two days later nobody objects any more, and whatever was put off has been tried again. */
async function comesToRest(town: Town, eachMinute: () => void): Promise<void> {
  const { stage } = town;
  for (const hours of [3, 49, 2, 2, 2]) {
    await stage.jumpTo(town.now() + hours * HOUR);
    for (const timer of ['reassignTimer', 'paymentTimer', 'outboxTimer', 'paymentTimer', 'outboxTimer']) {
      await stage.runTimer(timer);
      await stage.wechatPay.tick();
    }
    await live(town, town.now() + 12 * HOUR, eachMinute);
  }
  // What was held back by night is sent by day.
  const tenInTheMorning = MIDNIGHT + (Math.ceil((town.now() - MIDNIGHT) / (24 * HOUR)) * 24 + 10) * HOUR;
  for (const minutes of [0, 10, 60]) {
    await stage.jumpTo(tenInTheMorning + minutes * 60_000);
    await stage.runTimer('outboxTimer');
  }
}
