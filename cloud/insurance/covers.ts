/** The insurance of each visit (P-015): asked for when the order is paid, at the latest when the nurse sets out. */
import { type NursePolicy, policiesAt, POLICY_COVERS } from '#domain/nurse/insurance';
import { insure } from '#domain/order/insure';
import type { Order, OrderCover } from '#domain/order/order';
import { beijingRfc3339 } from '#domain/schedule/beijing';
import { closeAlert, raiseAlert, type OperatorAlert } from '../alerts/alerts';
import { changeOrder } from '../orders';
import { readTogether } from '../together';
import type { Seen } from '../transact';
import { coverWanted } from './coverWanted';
import { askForCover } from './insurer';

/** A document of `orderCovers`. */
interface CoverDocument extends OrderCover {
  readonly _id: string;
  readonly orderId: string;
  readonly policies: readonly { readonly cover: string; readonly policyNumber: string }[];
  readonly issuedAt: number;
}

type Parts = { policies: NursePolicy; alerts: OperatorAlert };

const alertId = (orderId: string) => `cover:${orderId}`;

/** Nothing to do where the order is covered or needs no cover any more. A failure is told to the operators and thrown. */
export async function coverOrder(orderId: string, now: number): Promise<void> {
  const found = await readTogether<Order, Parts>(
    'orders',
    { _id: orderId },
    {
      policies: { from: 'nursePolicies', foreign: 'nurseId', local: 'nurseId' },
      alerts: { from: 'operatorAlerts', foreign: '_id', keys: [alertId(orderId)] },
    },
  );
  // One that moved to the archive needs no cover.
  if (!found) return;
  const { anchor: order, related } = found;
  if (coverWanted(order).length === 0 || order.nurseId === null) return;
  try {
    await write(order, await askedFor(order, order.nurseId, related.policies, now), now, { orders: [order] });
    if (related.alerts.length > 0) await closeAlert(alertId(orderId), now);
  } catch (error) {
    await raiseAlert(
      {
        _id: alertId(orderId),
        kind: 'noInsuranceCover',
        orderId,
        nurseId: order.nurseId,
        text: '订单还没有保险凭证，护士不能出发',
      },
      now,
    );
    throw error;
  }
}

async function askedFor(
  order: Order,
  nurseId: string,
  known: readonly NursePolicy[],
  now: number,
): Promise<CoverDocument> {
  // Whoever is covered at both ends by the same policies is covered in between.
  const held = policiesAt(known, order.startAt).filter(({ validUntil }) => validUntil >= order.endAt);
  if (held.length < POLICY_COVERS.length) throw new Error(`policies of nurse ${nurseId} do not cover ${order._id}`);
  const policies = held.map(({ cover, policyNumber }) => ({ cover, policyNumber }));
  // A visit that was moved is another one for the insurer.
  const moved = order.movedTimes ? `-${order.movedTimes}` : '';
  const requestId = `${order._id}-${nurseId}${moved}`;
  const times = { startAt: beijingRfc3339(order.startAt), endAt: beijingRfc3339(order.endAt) };
  const answer = await askForCover({ requestId, serviceCode: order.serviceCode, ...times, policies }, now);
  const { coverNumber: number, insurer } = answer;
  return {
    _id: `${order._id}:${nurseId}${moved}`,
    orderId: order._id,
    number,
    insurer,
    nurseId,
    policies,
    issuedAt: now,
  };
}

const write = ({ _id, startAt }: Order, document: CoverDocument, now: number, seen: Seen): Promise<Order> =>
  changeOrder(
    _id,
    (order) => {
      const { number, insurer, nurseId } = document;
      // Moved while the insurer answered: what moved it asks for another cover.
      if (order.startAt !== startAt) return { order, fact: null };
      return {
        ...insure(order, { number, insurer, nurseId }, now),
        alsoWrite: (transaction) => transaction.put('orderCovers', document),
      };
    },
    seen,
  );
