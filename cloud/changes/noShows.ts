/** Nobody opened, or nobody came. */
import type { Change as Asked, ChangeTerms } from '#contract/changeOrder';
import { nurseNoShow } from '#domain/order/late';
import type { Order } from '#domain/order/order';
import { arrive, patientNoShow } from '#domain/order/patientNoShow';
import { Refusal } from '#domain/refusal';
import { MINUTE } from '#domain/schedule/beijing';
import type { Account } from '../accounts';
import { raiseAlertIn } from '../alerts/alerts';
import { calledOff } from '../cancellations';
import { poke } from '../functions';
import { tell } from '../messages';
import { orderPrivateById } from '../orderPrivate';
import { type Change, changeOrder, orderById } from '../orders';
import { overdueVisits } from '../overdueVisits';
import { sideOf } from '../parties';
import { noteDone } from '../people/activities';
import { operations } from '../settings';
import { sweep } from '../sweep';
import { assertOfVisit, assertStored } from '../visitPhotos';
import { NOTHING_CHANGES } from './lateness';
import { termsOf } from './terms';

export async function sayArrived(asked: Asked<'arrive'>, account: Account, now: number): Promise<ChangeTerms> {
  const { orderId, position } = asked;
  const [p, { location }, before] = await Promise.all([operations(now), orderPrivateById(orderId), orderById(orderId)]);
  await sideOf(before, account, 'manage', now);
  const standing = { nurseId: account.nurseId ?? '', position, place: location.coordinates };
  await changeOrder(orderId, (order) => {
    const decision = arrive(order, standing, now, p);
    const effects = decision.fact ? tell('patient', decision.order, 'nurseDeparted', '护士已到门口，请开门') : [];
    return { ...decision, effects };
  });
  await poke('outboxTimer');
  return NOTHING_CHANGES;
}

/** A person looks at it afterwards: it costs the family half of the service fee. */
export async function nobodyOpened(asked: Asked<'patientNoShow'>, account: Account, now: number): Promise<ChangeTerms> {
  const { orderId, position, callsAt, photoFileId } = asked;
  const photos = [{ label: '门口', fileId: photoFileId }];
  assertOfVisit(photos, orderId);
  const [p, { location }, before] = await Promise.all([operations(now), orderPrivateById(orderId), orderById(orderId)]);
  await sideOf(before, account, 'manage', now);
  await assertStored(photos);
  const proof = { nurseId: account.nurseId ?? '', position, place: location.coordinates, callsAt, photoFileId };
  const after = await changeOrder(orderId, async (order, transaction) => {
    const change = await calledOff(transaction, patientNoShow(order, proof, now, p), now);
    const alert = { _id: `nobodyOpened:${orderId}`, kind: 'nobodyOpened', orderId } as const;
    const text = '护士到门口后无人应答，已按规则结束并收费；请联系家属核实';
    await raiseAlertIn(transaction, { ...alert, nurseId: order.nurseId ?? '', text }, now);
    return change;
  });
  await poke('outboxTimer');
  return termsOf(before, after, 'R4');
}

/** The family says so. */
export async function nobodyCame(asked: Asked<'nurseNoShow'>, account: Account, now: number): Promise<ChangeTerms> {
  const { orderId } = asked;
  const before = await orderById(orderId);
  const p = await operations(now);
  const after = await changeOrder(orderId, async (order, transaction) => {
    const side = await sideOf(order, account, 'manage', now, transaction.get);
    if (side !== 'patient') throw new Refusal('FORBIDDEN', { orderId });
    await noteDone(transaction, order, account.userId, 'nurseAbsent', now);
    return calledOff(transaction, nurseNoShow(order, 'patient', now, p), now);
  });
  await poke('outboxTimer');
  return termsOf(before, after, 'R0');
}

/** Every minute: visits whose nurse is not there long after the hour. Of many sweeps at once one ends each. */
export async function sweepNoShows(now: number, budgetMs: number): Promise<number> {
  const p = await operations(now);
  const since = now - p.lateness.noShowMinutes * MINUTE;
  const end = (order: Order, change: () => Promise<Change>) =>
    (order.status === 'pendingService' || order.status === 'travelling') &&
    order.startAt < since &&
    order.atDoorAt == null
      ? change()
      : { order, fact: null };
  return sweep({
    find: (limit, skip) => overdueVisits(since, limit, skip),
    handle: async ({ _id }) => {
      const after = await changeOrder(_id, (order, transaction) =>
        end(order, () => calledOff(transaction, nurseNoShow(order, 'system', now, p), now)),
      );
      return after.status === 'refunding';
    },
    budgetMs,
  });
}
