/** The family moves a visit, or answers the nurse who asked for another time: time of both people in one transaction. */
import type { Change as Asked, ChangeTerms } from '#contract/changeOrder';
import type { Order } from '#domain/order/order';
import { acceptTime, declineTime, moveTerms, type MoveTerms, propose, reschedule } from '#domain/order/reschedule';
import { Refusal } from '#domain/refusal';
import { dateTimeText } from '#domain/schedule/beijing';
import { visitWindow } from '#domain/schedule/slots';
import type { Account } from '../accounts';
import { bookingFor } from '../acceptance';
import { serviceByCode } from '../catalogue';
import type { JudgedBinding } from '../eligibility/binding';
import { poke } from '../functions';
import { tell } from '../messages';
import { nurseIn } from '../nurses';
import { type Change, changeOrder, orderById } from '../orders';
import { sideOf } from '../parties';
import { noteDone } from '../people/activities';
import { operations } from '../settings';
import { mayBind } from '../slots';
import { transact, type Transaction } from '../transact';
import { assertStillAssessed } from './assessedThen';
import { moveTime } from './moveTime';

const shown = ({ tier, feeFen, nurse }: MoveTerms): ChangeTerms => ({ tier, feeFen, refundFen: 0, nurse });

/** Who could come at the new time: the order's nurse, or until she has answered the chosen one, whose time is held meanwhile. */
interface Then {
  readonly binding: JudgedBinding | null;
  readonly canCome: boolean | null;
  readonly chosenCanCome: boolean;
  readonly held: JudgedBinding | null;
}

async function whoThen(transaction: Transaction, order: Order, startAt: number, now: number): Promise<Then> {
  const isHeld = order.dispatch.stage === 'exclusive' || order.dispatch.stage === 'papers';
  const nurseId = order.nurseId ?? (isHeld ? order.chosenNurseId : null);
  if (nurseId === null) return { binding: null, canCome: null, chosenCanCome: false, held: null };
  const nurse = await nurseIn(transaction, nurseId);
  const binding = await bookingFor(transaction, { ...order, startAt }, nurse, now);
  const may = await mayBind(transaction, binding);
  const hers = may ? binding : null;
  if (order.nurseId === null) return { binding: null, canCome: null, chosenCanCome: may, held: hers };
  return { binding: hers, canCome: may, chosenCanCome: false, held: null };
}

export async function moveVisit(asked: Asked<'reschedule'>, account: Account, now: number): Promise<ChangeTerms> {
  const { orderId, startAt, preview } = asked;
  const [p, before] = await Promise.all([operations(now), orderById(orderId)]);
  await assertFamily(before, account, now);
  await assertStillAssessed(before, startAt, now);
  if (preview) {
    const { canCome } = await transact((transaction) => whoThen(transaction, before, startAt, now));
    return shown(moveTerms(before, startAt, canCome, now, p));
  }
  let terms: ChangeTerms | null = null;
  const service = await serviceByCode(before.serviceCode, now);
  const after = await changeOrder(orderId, async (order, transaction) => {
    await assertFamily(order, account, now, transaction);
    const then = await whoThen(transaction, order, startAt, now);
    terms = assertAsShown(asked, shown(moveTerms(order, startAt, then.canCome, now, p)));
    const decision = reschedule(order, { ...visitWindow(service, startAt), ...then }, now, p);
    await noteDone(transaction, order, account.userId, 'rescheduled', now);
    return moveTime(transaction, order, decision, then.binding, then.held);
  });
  await (after.status === 'pendingAcceptance' ? poke('dispatchMatch', { orderId }) : poke('outboxTimer'));
  return terms ?? shown({ tier: 'R0', feeFen: 0, nurse: 'none' });
}

/** Nobody is moved on other terms than those that stood on the screen. */
function assertAsShown({ expectedFeeFen, expectedNurse }: Asked<'reschedule'>, terms: ChangeTerms): ChangeTerms {
  const feeIsOther = expectedFeeFen !== undefined && expectedFeeFen !== terms.feeFen;
  const nurseIsOther = expectedNurse !== undefined && expectedNurse !== terms.nurse;
  if (feeIsOther || nurseIsOther) throw new Refusal('TERMS_CHANGED', { ...terms });
  return terms;
}

async function assertFamily(order: Order, account: Account, now: number, transaction?: Transaction): Promise<void> {
  const side = await sideOf(order, account, 'manage', now, transaction?.get);
  if (side !== 'patient') throw new Refusal('FORBIDDEN', { orderId: order._id });
}

/** Only what her own plan allows; her time then is not held. */
export async function proposeTime(asked: Asked<'proposeTime'>, account: Account, now: number): Promise<ChangeTerms> {
  const { orderId, startAt } = asked;
  const [p, before] = await Promise.all([operations(now), orderById(orderId)]);
  await sideOf(before, account, 'manage', now);
  const service = await serviceByCode(before.serviceCode, now);
  await changeOrder(orderId, async (order, transaction) => {
    const decision = propose(order, account.nurseId ?? '', visitWindow(service, startAt), now, p);
    const { canCome } = await whoThen(transaction, order, startAt, now);
    if (!canCome) throw new Refusal('NURSE_BUSY', { startAt });
    const note = `护士想改到 ${dateTimeText(startAt)}，请答复`;
    return { ...decision, effects: tell('patient', decision.order, 'visitChanged', note) };
  });
  await poke('outboxTimer');
  return shown({ tier: 'R0', feeFen: 0, nurse: 'stays' });
}

export async function answerTime(asked: Asked<'answerTime'>, account: Account, now: number): Promise<ChangeTerms> {
  const { orderId, startAt, accept } = asked;
  const before = await orderById(orderId);
  await assertFamily(before, account, now);
  if (accept) await assertStillAssessed(before, startAt, now);
  await changeOrder(orderId, async (order, transaction) => {
    await assertFamily(order, account, now, transaction);
    await noteDone(transaction, order, account.userId, accept ? 'rescheduled' : 'timeDeclined', now);
    return accept ? accepted(transaction, order, startAt, now) : declined(order, startAt, now);
  });
  await poke('outboxTimer');
  return shown({ tier: 'R0', feeFen: 0, nurse: 'stays' });
}

/** She asked for it, so she must still be able to come: else nothing changes. */
async function accepted(transaction: Transaction, order: Order, startAt: number, now: number): Promise<Change> {
  const decision = acceptTime(order, startAt, now);
  const { binding } = await whoThen(transaction, order, startAt, now);
  if (!binding) throw new Refusal('NURSE_BUSY', { startAt });
  return moveTime(transaction, order, decision, binding);
}

function declined(order: Order, startAt: number, now: number): Change {
  const decision = declineTime(order, startAt, now);
  return { ...decision, effects: tell('nurse', decision.order, 'visitChanged', '家属没有同意改时间，请按原时间上门') };
}
