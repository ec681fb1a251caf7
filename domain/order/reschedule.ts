/**
 * The visit is moved to another time (docs/decisions/0006). The patient may before the nurse sets out, by the published tiers;
 * the nurse proposes and the patient decides. Who can come is asked with the slots, in the same transaction.
 */
import { startSearch } from '../dispatch/search';
import type { OperationParameters } from '../operations/parameters';
import { sum } from '../payment/fen';
import type { Price } from '../payment/price';
import { Refusal } from '../refusal';
import { papersDueAt } from './papers';
import { assertBookable } from '../schedule/slots';
import type { Window } from '../schedule/window';
import { withoutNurse } from './accept';
import { feeOf, type Tier, tierOf } from './cancel';
import { type Decision, move, type Order, type Proposal } from './order';
import type { OrderStatus } from './status';

/** `stays`: she can come then too. `searched`: another nurse is looked for. `none`: nobody had accepted yet. */
export type NurseThen = 'stays' | 'searched' | 'none';

export interface MoveTerms {
  readonly tier: Tier;
  /** Added to the price. */
  readonly feeFen: number;
  readonly nurse: NurseThen;
}

const MOVABLE: readonly OrderStatus[] = ['pendingAcceptance', 'pendingPayment', 'pendingService'];

function assertMovable(order: Order, startAt: number, now: number, p: OperationParameters): void {
  if (!MOVABLE.includes(order.status)) throw new Refusal('CANNOT_RESCHEDULE_NOW', { status: order.status });
  if (startAt === order.startAt) throw new Refusal('BAD_INPUT', { fields: ['startAt'] });
  assertBookable(startAt, now, p.booking);
}

/** What moving would mean: the preview and the deed ask here. `canCome`: the order's nurse at the new time; null: it has none. */
export function moveTerms(
  order: Order,
  startAt: number,
  canCome: boolean | null,
  now: number,
  p: OperationParameters,
): MoveTerms {
  assertMovable(order, startAt, now, p);
  const tier = tierOf(order, now, p);
  const nurse = order.nurseId === null ? 'none' : canCome ? 'stays' : 'searched';
  return { tier, feeFen: feeOf(tier, order.money, p), nurse };
}

/** `chosenCanCome`: while the chosen nurse alone is asked, whether she is asked about the new time too. */
export interface NewTime extends Window {
  readonly canCome: boolean | null;
  readonly chosenCanCome: boolean;
}

export function reschedule(order: Order, time: NewTime, now: number, p: OperationParameters): Decision {
  const { startAt, endAt } = time;
  const terms = moveTerms(order, startAt, time.canCome, now, p);
  const { nurse, feeFen } = terms;
  const change = {
    ...moved(order, time),
    ...searchAnew({ ...order, startAt }, nurse, time.chosenCanCome, now, p),
    money: { ...order.money, price: withFee(order.money.price, feeFen) },
  };
  const details = { fromAt: order.startAt, startAt, endAt, ...terms };
  const to = nurse === 'searched' ? 'pendingAcceptance' : order.status;
  return move(order, { event: 'reschedule', by: 'patient', now, to, change, details });
}

/** What every change of time does. */
const moved = (order: Order, { startAt, endAt }: Window): Partial<Order> => ({
  startAt,
  endAt,
  movedTimes: (order.movedTimes ?? 0) + 1,
  proposal: null,
  expectedAt: null,
  // An hour of one's own choice is not as soon as possible any more.
  ...(order.urgent && { urgent: false }),
  // The insurer's word was for the other hour.
  cover: null,
  payBy: order.payBy === null ? null : Math.min(order.payBy, startAt),
});

/** `order`: at its new time. */
function searchAnew(
  order: Order,
  nurse: NurseThen,
  chosenCanCome: boolean,
  now: number,
  p: OperationParameters,
): Partial<Order> {
  if (nurse === 'stays') return {};
  // P-027: the doctor's order is still to be seen, whatever the day.
  if (order.dispatch.stage === 'papers')
    return { dispatch: { ...order.dispatch, nextStepAt: papersDueAt(order.startAt, p) } };
  if (nurse === 'none') {
    const asked = order.dispatch.stage === 'exclusive' && chosenCanCome ? order.chosenNurseId : null;
    return { dispatch: startSearch(asked, now) };
  }
  // As when she hands it over: who paid is served first.
  return withoutNurse({ ...order, urgent: false }, [], now);
}

function withFee(price: Price, feeFen: number): Price {
  if (feeFen === 0) return price;
  const before = price.items.filter(({ kind }) => kind === 'change').map(({ amountFen }) => amountFen);
  const others = price.items.filter(({ kind }) => kind !== 'change');
  const items = [...others, { kind: 'change' as const, label: '改约费', amountFen: sum(feeFen, ...before) }];
  return { ...price, items, totalFen: price.totalFen + feeFen };
}

/** The nurse asks for another time; the family answers. A later proposal takes the place of an earlier one. */
export function propose(order: Order, nurseId: string, time: Window, now: number, p: OperationParameters): Decision {
  if (order.nurseId !== nurseId) throw new Refusal('FORBIDDEN', { orderId: order._id });
  assertMovable(order, time.startAt, now, p);
  const { startAt, endAt } = time;
  const proposal: Proposal = { nurseId, startAt, endAt, at: now };
  return move(order, { event: 'proposeTime', by: 'nurse', now, change: { proposal }, details: { startAt, endAt } });
}

/** The proposal that may be answered now, or null. */
export const openProposal = (order: Order, now: number): Proposal | null =>
  order.proposal &&
  order.proposal.nurseId === order.nurseId &&
  order.proposal.startAt > now &&
  MOVABLE.includes(order.status)
    ? order.proposal
    : null;

/** Who answers must have seen this very proposal. */
function assertOpen(order: Order, startAt: number, now: number): Proposal {
  const proposal = openProposal(order, now);
  if (!proposal || proposal.startAt !== startAt) throw new Refusal('PROPOSAL_GONE', { orderId: order._id });
  return proposal;
}

/** What the nurse asked for costs the family nothing, and she keeps the visit. */
export function acceptTime(order: Order, startAt: number, now: number): Decision {
  const { endAt } = assertOpen(order, startAt, now);
  const change = moved(order, { startAt, endAt });
  const details = { fromAt: order.startAt, startAt, endAt, tier: 'R0', feeFen: 0, nurse: 'stays', proposed: true };
  return move(order, { event: 'reschedule', by: 'patient', now, to: order.status, change, details });
}

export function declineTime(order: Order, startAt: number, now: number): Decision {
  assertOpen(order, startAt, now);
  return move(order, { event: 'declineTime', by: 'patient', now, change: { proposal: null }, details: { startAt } });
}
