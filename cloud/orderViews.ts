/** The whole order for one of the people it belongs to. What the asker may not see in this state is null. */
import type { DisputeView, OrderView } from '#contract/orders';
import { mayFileUntil, type Dispute } from '#domain/dispute/dispute';
import { awakeMinutesAfter } from '#domain/dispatch/awake';
import type { OperationParameters } from '#domain/operations/parameters';
import { noShowAt } from '#domain/order/late';
import type { Order } from '#domain/order/order';
import { mayLeaveAt } from '#domain/order/patientNoShow';
import { openProposal } from '#domain/order/reschedule';
import { payable } from '#domain/payment/due';
import { earnedFen } from '#domain/payment/owed';
import { starBonusFen, withoutPremium } from '#domain/payment/star';
import { ageYears } from '#domain/person/idNumber';
import { privateFieldsFor, type Viewer } from './disclosure';
import { cityOf } from './medicalInsurance/cities';
import { cardOf } from './orderCards';
import { openedPrivate, sealedPrivate, type PrivateField } from './orderPrivate';
import { reviewViewOf, timelineOf, visitViewOf, type Gathered, type OrderScene } from './orderScene';
import { openFor, type Cipher } from './personalData';
import { NO_HEALTH, openedHealth, sealedHealth } from './recipients';

/** `actor`: the account that looks; what is opened for it stands in the audit log. */
export async function orderView(
  { order, scene }: Pick<Gathered, 'order' | 'scene'>,
  viewer: Viewer,
  actor: string,
  now: number,
): Promise<OrderView> {
  const personal = await personalPart(order, scene, viewer, actor, now);
  const { service, nurse, visit, review } = scene;
  // Who may not see whom the visit was for may not see what was measured either.
  const seesVisit = visit !== null && personal.recipient !== null;
  return {
    ...cardOf(order, sideShown(viewer)),
    ...(viewer === 'follower' && { again: null }),
    rights: rightsOf(order, viewer, actor),
    ...moneyPart(order, scene, viewer),
    ...(await insurancePart(order, viewer, now)),
    ...personal,
    conditions: personal.recipient === null ? [] : scene.conditions,
    consentSigned: scene.consentSigned,
    urgent: order.urgent === true,
    dispatchStage: order.dispatch.stage,
    searchAnswerBy: answerBy(order, scene.p.acceptance),
    nurse: nurse && { nurseId: nurse._id, name: nurse.displayName, title: nurse.title, stars: nurse.stars },
    sop: service.sop,
    requiredVitals: service.requiredVitals,
    requiredPhotos: service.requiredPhotos,
    visit: seesVisit ? await visitViewOf(visit) : null,
    review: review && reviewViewOf(review),
    insurance:
      order.cover && viewer !== 'offered' ? { number: order.cover.number, insurer: order.cover.insurer } : null,
    timeline: viewer === 'offered' ? [] : timelineOf(order, scene.events),
    cancelReason: order.cancelReason,
    ...changesOf(order, scene.p, now),
    ...disputePart(order, scene, viewer, now),
  };
}

/** The nurse reads what was decided, not what was said of her. */
function disputePart(order: Order, { dispute, p }: OrderScene, viewer: Viewer, now: number) {
  if (viewer === 'offered') return { dispute: null, disputeUntil: null };
  return {
    dispute: dispute && disputeViewOf(dispute),
    disputeUntil: viewer === 'patient' ? mayFileUntil(order, dispute, now, p) : null,
  };
}

function disputeViewOf({ state, reason, decideBy, answer, decisions }: Dispute): DisputeView {
  const last = state === 'decided' ? decisions.at(-1) : undefined;
  return {
    ...{ state: state === 'decided' ? 'decided' : 'open', reason, decideBy, answer },
    ...{ reply: last?.reply ?? null, amountFen: last?.amountFen ?? null },
  };
}

/** What either side can do about the hour of the visit. */
function changesOf(order: Order, p: OperationParameters, now: number) {
  const { atDoorAt = null, expectedAt = null, status } = order;
  const { freeCancelMinutes, discountPercent } = p.lateness;
  const proposal = openProposal(order, now);
  const mayLeave = mayLeaveAt(order, p);
  const isAwaited = status === 'pendingService' || status === 'travelling';
  return {
    proposal: proposal && { startAt: proposal.startAt, endAt: proposal.endAt },
    expectedAt: isAwaited ? expectedAt : null,
    lateness: { freeCancelMinutes, discountPercent },
    noShowFrom: isAwaited && atDoorAt === null ? noShowAt(order, p) : null,
    atDoor:
      status === 'travelling' && atDoorAt !== null && mayLeave !== null
        ? { since: atDoorAt, mayLeaveAt: mayLeave, calls: p.atTheDoor.calls }
        : null,
  };
}

const sideShown = (viewer: Viewer): OrderView['role'] =>
  viewer === 'patient' || viewer === 'follower' ? 'patient' : 'nurse';

function rightsOf(order: Order, viewer: Viewer, actor: string): OrderView['rights'] {
  if (viewer === 'follower') return 'follow';
  if (viewer !== 'patient') return null;
  return order.patientUserId === actor ? 'owner' : 'manage';
}

function answerBy({ dispatch, startAt, urgent }: Order, p: OperationParameters['acceptance']): number {
  const minutes = urgent ? p.urgentOperatorsAfterMinutes : p.deadlineMinutes;
  return awakeMinutesAfter(dispatch.startedAt, minutes, startAt, p);
}

/** A premium is the chosen nurse's: whoever else is asked does not read it as hers. */
function incomeOf({ money, dispatch }: Order, viewer: Viewer, p: OperationParameters): number {
  const isOthers = viewer === 'offered' && dispatch.stage !== 'exclusive';
  const lostFen = isOthers ? (withoutPremium(money, '')?.nurseFen ?? 0) : 0;
  return earnedFen(money, p.price) + starBonusFen(money) - lostFen;
}

function moneyPart(order: Order, { p }: OrderScene, viewer: Viewer) {
  const { price, paidFen, refundedFen, refundingFen, reductions = [], compensationFen } = order.money;
  const side = sideShown(viewer);
  return {
    role: side,
    price,
    paidFen,
    refundedFen,
    refundingFen,
    payBy: order.payBy,
    payable: viewer === 'patient' ? payable(order) : [],
    incomeFen: side === 'patient' ? null : incomeOf(order, viewer, p),
    starBonusFen: side === 'patient' ? 0 : starBonusFen(order.money),
    reductions: reductions.map(({ label, amountFen }) => ({ label, amountFen })),
    compensationFen: compensationFen ?? 0,
  };
}

/** Whether the medical insurance may be asked, and what it paid after it had settled. */
async function insurancePart(order: Order, viewer: Viewer, now: number) {
  if (viewer !== 'patient') return { insurable: false, insuredFen: 0 };
  return { insurable: (await cityOf(order, now)) !== null, insuredFen: order.money.insuredFen ?? 0 };
}

type PersonalPart = Pick<OrderView, 'recipient' | 'address' | 'contactPhone' | 'note' | 'visitCode'>;

const NOTHING: PersonalPart = { recipient: null, address: null, contactPhone: null, note: '', visitCode: null };

async function personalPart(
  order: Order,
  scene: OrderScene,
  viewer: Viewer,
  actor: string,
  now: number,
): Promise<PersonalPart> {
  const fields = privateFieldsFor(viewer, order, now);
  if (fields.length === 0) return NOTHING;
  const { personal, recipient } = scene;
  const sealed: Record<string, Cipher> = {
    ...sealedPrivate(personal, fields),
    // Who only follows reads what was done, not what the person suffers from.
    ...(recipient && viewer !== 'follower' && sealedHealth(recipient)),
  };
  const subject = `orders/${order._id}`;
  const opened = await openFor({ actor, subject, purpose: `${viewer} reads the order`, now }, sealed);
  const text = (name: PrivateField) => openedPrivate(opened, order._id, name);
  const { conditions, allergies } = recipient ? openedHealth(opened, recipient) : NO_HEALTH;
  return {
    recipient: recipient && {
      name: text('recipientName') ?? '',
      sex: recipient.sex,
      ageYears: recipient.birthYear === null ? null : ageYears(recipient.birthYear, now),
      conditions,
      allergies,
    },
    address: { text: text('addressText') ?? '', position: personal.location.coordinates },
    contactPhone: text('phone'),
    note: text('note') ?? '',
    visitCode: text('visitCode'),
  };
}
