/** All that a part of a day's planning has to know: its open visits, who could come to them, what these nurses have already. */
import type { Booking, Nurse } from '#domain/nurse/nurse';
import { bookingsNeeded, whyNot } from '#domain/nurse/eligible';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Order } from '#domain/order/order';
import type { Judge } from '#domain/planning/judgedDay';
import type { NurseDay, OpenVisit } from '#domain/planning/openDay';
import { boundWindow } from '#domain/schedule/slots';
import { bookingsOf, findCandidates, type Wanted } from '../candidates';
import { _, db, rows } from '../database';
import type { Offer } from '../offers';
import { orderById } from '../orders';
import { wantedBy } from '../search';
import type { ProposedVisit } from './dayPlans';

export interface Part {
  readonly visits: readonly (OpenVisit & { readonly serviceName: string; readonly visitEndAt: number })[];
  readonly nurses: readonly Nurse[];
  /** As they stand now, with what earlier parts of this plan gave them. */
  readonly days: (given: readonly Given[]) => readonly NurseDay[];
  readonly judge: Judge;
}

/** A visit of an earlier part, given to somebody. */
export interface Given extends Booking {
  readonly orderId: string;
}

interface Looked {
  readonly order: Order;
  readonly wanted: Wanted;
  readonly candidates: Awaited<ReturnType<typeof findCandidates>>;
}

const AT_ONCE = 6;
const MOST_REFUSALS = 1000;

export async function gather(orderIds: readonly string[], now: number, p: OperationParameters): Promise<Part> {
  const declined = await declinedBy(orderIds);
  const looked: Looked[] = [];
  for (let from = 0; from < orderIds.length; from += AT_ONCE) {
    const some = orderIds.slice(from, from + AT_ONCE).map((orderId) => lookAt(orderId, declined, now, p));
    looked.push(...(await Promise.all(some)).filter((one) => one !== null));
  }
  const nurses = new Map(looked.flatMap(({ candidates }) => candidates.map(({ nurse }) => [nurse._id, nurse])));
  const wanted = new Map(looked.map((one) => [one.order._id, one.wanted]));
  const held = await heldBy([...nurses.keys()], looked[0]?.order.startAt ?? now);
  return {
    visits: looked.map(visitOf),
    nurses: [...nurses.values()],
    days: (given) =>
      [...nurses.values()].map(({ _id, location }) => ({
        nurseId: _id,
        home: location.coordinates,
        bookings: [...(held.get(_id) ?? []), ...given.filter(({ nurseId }) => nurseId === _id)],
      })),
    judge: (orderId, nurseId, bookings) => {
      const [nurse, visit] = [nurses.get(nurseId), wanted.get(orderId)];
      return nurse !== undefined && visit !== undefined && whyNot(nurse, { ...visit, bookings, now }, p) === null;
    },
  };
}

/** Null: somebody has it by now. */
async function lookAt(
  orderId: string,
  declined: ReadonlyMap<string, readonly string[]>,
  now: number,
  p: OperationParameters,
): Promise<Looked | null> {
  const order = await orderById(orderId);
  if (order.status !== 'pendingAcceptance' || order.chosenNurseId !== null) return null;
  if (order.dispatch.stage === 'papers') return null;
  const wanted = await wantedBy(order, now);
  const enough = p.planning.candidates;
  const candidates = await findCandidates(wanted, { now, p, excluding: declined.get(orderId) ?? [], enough });
  return { order, wanted, candidates: candidates.slice(0, enough) };
}

const visitOf = ({ order, wanted, candidates }: Looked): Part['visits'][number] => ({
  orderId: order._id,
  serviceName: order.serviceName,
  visitEndAt: order.endAt,
  ...boundWindow(wanted.service, order.startAt),
  bufferMinutes: wanted.service.bufferMinutes,
  position: wanted.position,
  candidates: candidates.map(({ nurse, pastVisits }) => ({ nurseId: nurse._id, pastVisits })),
});

/** Whoever said no to a visit is not given it by a plan. */
async function declinedBy(orderIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const declined = new Map<string, string[]>();
  if (orderIds.length === 0) return declined;
  const refusals = await rows<Offer>(
    db.collection('offers').where({ orderId: _.in([...orderIds]), status: 'declined' }),
    MOST_REFUSALS,
    'refusals of one part of a day',
  );
  for (const { orderId, nurseId } of refusals) declined.set(orderId, [...(declined.get(orderId) ?? []), nurseId]);
  return declined;
}

/** The rules look at the whole week. */
const heldBy = (nurseIds: readonly string[], startAt: number): ReturnType<typeof bookingsOf> =>
  bookingsOf(nurseIds, bookingsNeeded(startAt));

/** What earlier parts gave out, at its true place: rules look at ways. */
export async function givenBefore(
  visits: readonly ProposedVisit[],
  to: (visit: ProposedVisit) => string | null,
  now: number,
): Promise<readonly Given[]> {
  const given: Given[] = [];
  for (const visit of visits) {
    const nurseId = to(visit);
    if (nurseId === null) continue;
    const { service, position } = await wantedBy(await orderById(visit.orderId), now);
    const bound = boundWindow(service, visit.startAt);
    given.push({ _id: visit.orderId, orderId: visit.orderId, nurseId, ...bound, coordinates: position });
  }
  return given;
}
