/** Several offers with one tap: first whether they fit into her days together, then each taken by itself, so that nobody is robbed of a win. */
import type { Batch, BatchInput, WhyNotThis } from '#contract/acceptOrder';
import { together, type Together } from '#domain/dispatch/together';
import { bookingsNeeded, firstAgainst, type Against } from '#domain/nurse/eligible';
import type { Booking, Nurse } from '#domain/nurse/nurse';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import { boundWindow } from '#domain/schedule/slots';
import type { Window } from '#domain/schedule/window';
import { acceptOffer } from './acceptance';
import { batchTimeline } from './batchTimeline';
import type { Wanted } from './candidates';
import { _, db, everyRow, rows } from './database';
import { offerId, type Offer } from './offers';
import { orderById } from './orders';
import { wantedBy } from './search';
import { operations } from './settings';

/** An offer and what its visit would ask of her. */
export interface Asked {
  readonly offer: Offer;
  readonly order: Order;
  readonly wanted: Wanted;
  readonly booking: Booking;
}

export async function acceptSeveral(nurse: Nurse, input: BatchInput, now: number): Promise<Batch> {
  const p = await operations(now);
  const orderIds = [...new Set(input.orderIds)];
  if (orderIds.length > p.dispatch.batchAcceptMax) {
    throw new Refusal('BATCH_TOO_LARGE', { most: p.dispatch.batchAcceptMax });
  }
  const asked = await Promise.all((await offersTo(nurse, orderIds)).map((offer) => askedBy(offer, now)));
  const bookings = await bookingsAround(nurse._id, asked);
  const fit = fitting(nurse, asked, bookings, now, p);
  const takes = input.step === 'check' ? [] : fit.fitting;
  if (input.step === 'acceptAll' && fit.fitting.length < orderIds.length) {
    throw new Refusal('BATCH_NOT_FEASIBLE', { fitting: fit.fitting });
  }
  return { timeline: await batchTimeline(asked, bookings, fit, p), ...(await takeEach(takes, nurse, now)) };
}

/** Who was never asked learns no more about an order than that. */
async function offersTo(nurse: Nurse, orderIds: readonly string[]): Promise<readonly Offer[]> {
  const ids = orderIds.map((orderId) => offerId(orderId, nurse._id));
  const found = await rows<Offer>(db.collection('offers').where({ _id: _.in(ids) }), ids.length + 1, 'offers of a tap');
  if (found.length < ids.length) throw new Refusal('NOT_FOUND', { orderIds });
  return found;
}

async function askedBy(offer: Offer, now: number): Promise<Asked> {
  const order = await orderById(offer.orderId);
  const wanted = await wantedBy(order, now);
  const bound = boundWindow(wanted.service, order.startAt);
  const booking = { _id: order._id, nurseId: offer.nurseId, ...bound, coordinates: wanted.position };
  return { offer, order, wanted, booking };
}

/** What she has in all the weeks the rules look at; what is held for these very orders is none of it. */
async function bookingsAround(nurseId: string, asked: readonly Asked[]): Promise<readonly Booking[]> {
  const around = asked.map(({ order }): Window => bookingsNeeded(order.startAt));
  const from = Math.min(...around.map(({ startAt }) => startAt));
  const to = Math.max(...around.map(({ endAt }) => endAt));
  const bound = await everyRow<Booking>(
    db
      .collection('bookings')
      .where({ nurseId, startAt: _.gte(from).and(_.lt(to)) })
      .orderBy('startAt', 'asc')
      .orderBy('_id', 'asc'),
  );
  return bound.filter(({ _id }) => !asked.some(({ order }) => order._id === _id && order.nurseId === null));
}

function fitting(
  nurse: Nurse,
  asked: readonly Asked[],
  bookings: readonly Booking[],
  now: number,
  p: OperationParameters,
): Together<WhyNotThis> {
  const byId = new Map(asked.map((one) => [one.order._id, one]));
  const offered = asked.map(({ order, offer }) => ({
    id: order._id,
    startAt: order.startAt,
    incomeFen: offer.incomeFen,
  }));
  return together(offered, (id, besides) => {
    const { offer, order, wanted } = byId.get(id) as Asked;
    if (order.nurseId === nurse._id) return null;
    if (order.nurseId !== null || offer.status === 'lost') return 'taken';
    if (offer.status !== 'open' || offer.expiresAt <= now || order.startAt <= now) return 'closed';
    const hers = [...bookings, ...besides.flatMap((other) => byId.get(other)?.booking ?? [])];
    const against = firstAgainst(nurse, { ...wanted, bookings: within(hers, order.startAt), now }, p);
    return against && worded(against);
  });
}

/** The rules count the week they are asked about, so nothing of other weeks may stand in it. */
function within(bookings: readonly Booking[], startAt: number): readonly Booking[] {
  const around = bookingsNeeded(startAt);
  return bookings.filter((booking) => booking.startAt >= around.startAt && booking.startAt < around.endAt);
}

const WORDED: Readonly<Record<string, WhyNotThis>> = {
  'H-002': 'area',
  'H-003': 'hours',
  'H-004': 'time',
  'P-060': 'rest',
};
const worded = ({ ruleId }: Against): WhyNotThis => WORDED[ruleId] ?? 'other';

/** One after the other: each is a compare-and-set of its own, and one that is gone does not undo those before it. */
async function takeEach(
  orderIds: readonly string[],
  nurse: Nurse,
  now: number,
): Promise<Pick<Batch, 'takenIds' | 'missed'>> {
  const takenIds: string[] = [];
  const missed: { orderId: string; why: WhyNotThis }[] = [];
  for (const orderId of orderIds) {
    try {
      await acceptOffer(orderId, nurse._id, now);
      takenIds.push(orderId);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      missed.push({ orderId, why: MISSED[error.code] ?? 'other' });
    }
  }
  return { takenIds, missed };
}

const MISSED: Readonly<Record<string, WhyNotThis>> = {
  OFFER_TAKEN: 'taken',
  OFFER_CLOSED: 'closed',
  ILLEGAL_STEP: 'closed',
  SLOT_IN_PAST: 'closed',
  NURSE_BUSY: 'time',
  NURSE_NOT_ON_SHIFT: 'hours',
  NURSE_OUT_OF_AREA: 'area',
};
