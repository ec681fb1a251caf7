/** A nurse takes an order, or an operator gives it to her: the same checks, the same writes. */
import type { MeasuredMinutes } from '#domain/eligibility/nurseFacts';
import type { Nurse } from '#domain/nurse/nurse';
import { accept } from '#domain/order/accept';
import type { Decision, Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import { blockedNurses, nursesIn, type Block } from './blocks';
import { serviceByCode } from './catalogue';
import type { About } from './doors/aboutOrder';
import { decisionRow, storeDecision } from './eligibility/decisions';
import { bindingOf, type JudgedBinding } from './eligibility/binding';
import { familyIn } from './eligibility/family';
import { coverWanted } from './insurance/coverWanted';
import { tell } from './messages';
import { nurseIn } from './nurses';
import { loseOffers, offerId, type Offer } from './offers';
import { orderPrivateById, type OrderPrivate } from './orderPrivate';
import { changeOrder, type Change } from './orders';
import { providers } from './places';
import { operations } from './settings';
import { giveBack } from './reductions';
import { bindNurse, freeNurse } from './slots';
import { waysBesides } from './waysBesides';
import type { Related } from './together';
import type { Transaction } from './transact';

interface HowBound {
  /** An operator sends her against her own wishes about place and hours. */
  readonly overrides?: boolean;
  readonly measuredMinutes?: MeasuredMinutes;
  /** As they were read a moment ago. */
  readonly personal?: OrderPrivate;
  readonly blocks?: readonly Block[];
}

/** What saying yes to an offer asks about the order, for whoever reads it beside the account (cloud/doors/aboutOrder.ts). */
export type BesideOffer = { offers: Offer; personal: OrderPrivate; blocks: Block };

export const besideOffer = (orderId: string): { readonly [K in keyof BesideOffer]: Related } => ({
  offers: { from: 'offers', foreign: '_id', local: 'nurseId', prefix: offerId(orderId, '') },
  personal: { from: 'orderPrivate', foreign: '_id', keys: [orderId] },
  blocks: { from: 'blocks', foreign: 'familyUserId', of: 'orders', local: 'patientUserId' },
});

/**
 * The time the nurse would be bound. Where and how long does not change; whose person it is may, so that is read in the
 * transaction, as `nurse` must have been.
 */
export async function bookingFor(
  transaction: Transaction,
  order: Order,
  nurse: Nurse,
  now: number,
  { overrides = false, measuredMinutes, personal, blocks }: HowBound = {},
): Promise<JudgedBinding> {
  const { startAt, recipientId, patientUserId, district } = order;
  const familyUserIds = await familyIn(transaction, { recipientId, ownerUserId: patientUserId }, now);
  const [p, service, { location }, sending, blockedNurseIds] = await Promise.all([
    operations(now),
    serviceByCode(order.serviceCode, now),
    personal ?? orderPrivateById(order._id),
    providers(now),
    blocks ? nursesIn(blocks) : blockedNurses(patientUserId),
  ]);
  const place = { position: location.coordinates, district, startAt };
  const wishes = { blockedNurseIds, sex: order.nurseSex ?? null, dialect: order.dialect ?? null };
  const visit = { service, ...place, ...wishes, familyUserIds, providers: sending, measuredMinutes };
  return bindingOf(order._id, nurse, visit, now, p, null, overrides);
}

/** The offer's nurse says yes. `about`: the order and her offer as they were read a moment ago; both change together. */
export async function acceptOffer(
  orderId: string,
  nurseId: string,
  now: number,
  about: About<BesideOffer> | null = null,
): Promise<void> {
  const p = await operations(now);
  const { offers = [], personal = [], blocks } = about?.beside ?? {};
  // Outside the transaction, which may run several times: the map is asked once.
  const measuredMinutes = await waysBesides(orderId, nurseId, now, p, offers[0]);
  const seen = about ? { ...about.seen, offers } : {};
  await changeOrder(
    orderId,
    async (order, transaction) => {
      const offer = await transaction.get<Offer>('offers', offerId(orderId, nurseId));
      // Who was never asked learns no more about the order than that.
      if (!offer) throw new Refusal('NOT_FOUND', { orderId });
      // As she is now: since she was read at the door she may have been suspended, or have changed her plan.
      const current = await nurseIn(transaction, nurseId);
      const decision = accept(order, current, offer, now, p);
      if (!decision.fact) return decision;
      const known = transaction.trusting ? { personal: personal[0], blocks } : {};
      const binding = await bookingFor(transaction, order, current, now, { measuredMinutes, ...known });
      const change = await taken(transaction, decision, binding, now);
      await transaction.put('offers', { ...offer, status: 'accepted' });
      return change;
    },
    seen,
  );
}

/** What is written with `accept` or `assign`: her time (or why not), the end of all other offers, word to the patient. */
export async function taken(
  transaction: Transaction,
  decision: Decision,
  binding: JudgedBinding,
  now: number,
): Promise<Change> {
  const { order, fact } = decision;
  if (!fact) return decision;
  const { nurseId } = binding.booking;
  const exclusive = order.dispatch.stage === 'exclusive';
  // The patient's chosen nurse has held her time and was asked alone; an operator may give the order to another one.
  if (exclusive && order.chosenNurseId !== nurseId) await freeNurse(transaction, order._id);
  await bindNurse(transaction, binding);
  await giveBack(transaction, decision, now);
  if (!exclusive || order.chosenNurseId !== nurseId) await loseOffers(transaction, order._id, nurseId);
  // Handed over after payment: nothing is left to pay now, and the cover named the other nurse.
  const note = order.status === 'pendingService' ? '新的护士已接单，无需再付款' : '护士已接单，请尽快支付';
  return {
    ...decision,
    effects: [...tell('patient', order, 'orderAccepted', note), ...coverWanted(order)],
    alsoWrite: (also) => storeDecision(also, decisionRow(binding.judged(), { orderId: order._id, nurseId })),
  };
}
