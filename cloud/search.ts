/**
 * The search for a nurse, one step at a time. Pokes, the sweep and a decline all come here; whoever is second finds the order's
 * version changed and does nothing, so a step is taken once however often it is asked for.
 */
import type { DispatchMatchReply } from '#contract/dispatchMatch';
import { isOverloaded, type Load } from '#domain/dispatch/overload';
import type { Ranked } from '#domain/dispatch/rank';
import { nextStep } from '#domain/dispatch/search';
import { inTime } from '#domain/dispatch/urgent';
import type { Booking, Nurse } from '#domain/nurse/nurse';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Order } from '#domain/order/order';
import { askingOrder } from './askingOrder';
import { blockedNurses } from './blocks';
import { candidatesAndLoad, chosenCandidate, type Wanted } from './candidates';
import { serviceByCode } from './catalogue';
import { db, read, rows } from './database';
import { familyOf } from './eligibility/family';
import type { Offer } from './offers';
import { orderPrivateById } from './orderPrivate';
import { changeOrder, orderById } from './orders';
import { advancePapers } from './papers';
import { providers } from './places';
import { recipientHint, type Recipient } from './recipients';
import { searchStep, type Crowd, type Scene } from './searchStep';
import { operations } from './settings';

const NOBODY: DispatchMatchReply = { offered: [], stage: 'none' };
const MOST_OFFERS = 100;

/** Takes the step that is due, if any. */
export async function advanceSearch(orderId: string, now: number): Promise<DispatchMatchReply> {
  const order = await orderById(orderId);
  if (order.status !== 'pendingAcceptance') return NOBODY;
  if (order.dispatch.stage === 'papers') {
    const after = await advancePapers(order, now);
    // Seen: its search begins within the same breath.
    return after.dispatch.stage === 'papers' ? NOBODY : advanceSearch(orderId, now);
  }
  const [p, open] = await Promise.all([operations(now), openOffers(orderId)]);
  const answerable = open.filter(({ expiresAt }) => expiresAt > now).length;
  // Whether anything is due does not depend on who could come; the costly question is asked only then.
  const { action } = nextStep(order, ['anybody'], answerable, now, p.acceptance);
  if (action === 'wait') return NOBODY;
  const scene = action === 'cancel' ? { ranked: [], recipientHint: '', p } : await sceneOf(order, now, p);
  const after = await takeStep(order, answerable, scene, now);
  if (after.status !== 'pendingAcceptance') return NOBODY;
  const offered = after.dispatch.offeredNurseIds.filter((id) => !order.dispatch.offeredNurseIds.includes(id));
  return { offered, stage: after.dispatch.stage };
}

/** Whoever is second finds another version and does nothing. */
export const takeStep = (order: Order, answerableOffers: number, scene: Scene, now: number): Promise<Order> =>
  changeOrder(order._id, (fresh, transaction) =>
    fresh.version === order.version
      ? searchStep(transaction, fresh, answerableOffers, scene, now)
      : { order: fresh, fact: null },
  );

const openOffers = (orderId: string): Promise<readonly Offer[]> =>
  rows(db.collection('offers').where({ orderId, status: 'open' }), MOST_OFFERS, 'open offers of one order');

/** What the order asks of whoever comes. */
export async function wantedBy(order: Order, now: number): Promise<Wanted> {
  const { startAt, recipientId, district } = order;
  const [service, { location }, sending, familyUserIds, blockedNurseIds] = await Promise.all([
    serviceByCode(order.serviceCode, now),
    orderPrivateById(order._id),
    providers(now),
    familyOf({ recipientId, ownerUserId: order.patientUserId }, now),
    blockedNurses(order.patientUserId),
  ]);
  const visit = { service, position: location.coordinates, district, startAt };
  const wishes = { sex: order.nurseSex ?? null, dialect: order.dialect ?? null, blockedNurseIds };
  return { ...visit, ...wishes, recipientId, familyUserIds, providers: sending };
}

export const crowdOf = (load: Load, { batching }: OperationParameters): Crowd | null =>
  isOverloaded(load, batching) ? { load, given: null } : null;

export async function sceneOf(order: Order, now: number, p: OperationParameters): Promise<Scene> {
  const { startAt, recipientId } = order;
  const [wanted, recipient] = await Promise.all([wantedBy(order, now), read<Recipient>('recipients', recipientId)]);
  const excluding = order.dispatch.offeredNurseIds;
  const how = { now, p, excluding, enough: p.acceptance.alternatesSize };
  const inBatch = order.dispatch.inBatch === true;
  const { able, load } = await candidatesAndLoad(wanted, { ...how, orderId: order._id, inBatch });
  const looking = { orderId: order._id, recipientId, startAt, position: wanted.position };
  const isSeries = Boolean(order.seriesId);
  const ordered = await askingOrder({ ...looking, askedBefore: excluding.length, isSeries }, able, now, p);
  const asked = order.urgent ? inTime(ordered, startAt, now, p.booking) : ordered;
  const crowd = order.urgent ? null : crowdOf(load, p);
  const held = await heldByChosen(order, wanted, p);
  const ranked = held ? [held, ...asked.filter(({ nurse }) => nurse._id !== held.nurse._id)] : asked;
  return { ranked, recipientHint: recipient ? recipientHint(recipient, now) : '', p, crowd };
}

/**
 * The chosen nurse whose time is held for the order and who was not asked yet (its doctor's order was seen, or it was moved): her own
 * hold hides her from the search, and she may live further away than the search looks. Null: there is none, or she may not come.
 */
async function heldByChosen(order: Order, wanted: Wanted, p: OperationParameters): Promise<Ranked | null> {
  const { chosenNurseId, dispatch } = order;
  if (chosenNurseId === null || dispatch.stage !== 'exclusive' || dispatch.offeredNurseIds.length > 0) return null;
  const [booking, nurse] = await Promise.all([
    read<Booking>('bookings', order._id),
    read<Nurse>('nurses', chosenNurseId),
  ]);
  const isFree = nurse?.status === 'active' && !wanted.blockedNurseIds?.includes(chosenNurseId);
  return booking?.nurseId === chosenNurseId && isFree ? chosenCandidate(nurse, chosenNurseId, wanted, p) : null;
}
