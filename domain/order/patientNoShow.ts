/** The nurse stands at the door and nobody opens: proved by place, waiting, calls and a photograph, it is tier R4. */
import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import { MINUTE } from '../schedule/beijing';
import { endingFee } from './cancel';
import { end, FREE } from './ending';
import { type Decision, move, type Order } from './order';
import { assertAtPlace, assertHers, type Standing } from './atPlace';

/** From now on her waiting counts; saying it again changes nothing. */
export function arrive(order: Order, standing: Standing, now: number, p: OperationParameters): Decision {
  assertHers(order, 'arrive', standing.nurseId);
  if (order.atDoorAt != null) return { order, fact: null };
  const meters = assertAtPlace(standing, p);
  return move(order, { event: 'arrive', by: 'nurse', now, change: { atDoorAt: now }, details: { meters } });
}

/** Who comes early waits for the agreed hour first; null: she has not arrived. */
export const mayLeaveAt = ({ atDoorAt, startAt }: Order, p: OperationParameters): number | null =>
  atDoorAt == null ? null : Math.max(atDoorAt, startAt) + p.atTheDoor.waitMinutes * MINUTE;

export interface NobodyOpened extends Standing {
  /** When she called, as her phone wrote it down. */
  readonly callsAt: readonly number[];
  readonly photoFileId: string;
}

export function patientNoShow(order: Order, proof: NobodyOpened, now: number, p: OperationParameters): Decision {
  assertHers(order, 'patientNoShow', proof.nurseId);
  const { atDoorAt = null } = order;
  const from = mayLeaveAt(order, p);
  if (atDoorAt === null || from === null) throw new Refusal('NOT_AT_DOOR', { orderId: order._id });
  const meters = assertAtPlace(proof, p);
  if (now < from) throw new Refusal('NO_SHOW_TOO_EARLY', { from });
  const calls = new Set(proof.callsAt.filter((at) => at >= atDoorAt && at <= now)).size;
  if (calls < p.atTheDoor.calls) throw new Refusal('CALLS_MISSING', { calls, needed: p.atTheDoor.calls });
  const ending = { ...FREE, ...endingFee('R4', order.money, p) };
  const { photoFileId } = proof;
  const details = { tier: 'R4', meters, calls, waitedSince: atDoorAt, photoFileId };
  return end(order, { event: 'patientNoShow', by: 'nurse', reason: '护士到门口后无人应答', ending, details }, now);
}
