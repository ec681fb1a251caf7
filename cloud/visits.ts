/** The visit as it is recorded: what the nurse has so far, then the whole of it with the six proofs that she was there. */
import type { VisitRecordInput } from '#contract/visitRecord';
import type { GeoPoint } from '#domain/geo/distance';
import type { Order } from '#domain/order/order';
import { beijingDay } from '#domain/schedule/beijing';
import { seal, unseal, type Cipher } from './personalData';

/** Electronic visit verification: service, person served, day, place, nurse, begin and end (rule P-036). */
export interface Evv {
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly recipientId: string;
  readonly day: string;
  readonly place: {
    readonly district: string;
    readonly location: GeoPoint;
  };
  readonly nurseId: string;
  readonly startAt: number;
  readonly endAt: number;
}

/** A document of `visitRecords`; its id is the order's. */
export interface VisitRecordDocument {
  readonly _id: string;
  readonly orderId: string;
  readonly nurseId: string;
  readonly recipientId: string;
  readonly checkedSteps: readonly number[];
  readonly vitals: VisitRecordInput['vitals'];
  readonly photos: VisitRecordInput['photos'];
  readonly summaryCipher: Cipher;
  readonly savedAt: number;
  readonly finishedAt: number | null;
  readonly evv: Evv | null;
}

const summaryField = (orderId: string) => `visitRecords/${orderId}/summary`;

export function visitDocument(
  order: Order,
  record: VisitRecordInput,
  evv: Evv | null,
  now: number,
): VisitRecordDocument {
  const { checkedSteps, vitals, photos, summary } = record;
  return {
    _id: order._id,
    orderId: order._id,
    nurseId: order.nurseId ?? '',
    recipientId: order.recipientId,
    checkedSteps: [...new Set(checkedSteps)].sort((a, b) => a - b),
    vitals,
    photos,
    summaryCipher: seal(summary, summaryField(order._id)),
    savedAt: now,
    finishedAt: evv ? evv.endAt : null,
    evv,
  };
}

export const summaryOf = ({ _id, summaryCipher }: VisitRecordDocument): string =>
  unseal(summaryCipher, summaryField(_id));

/** All six, or the visit cannot be finished; a gap here is our fault, never the nurse's. */
export function evvOf(order: Order, location: Evv['place']['location'], now: number): Evv {
  const { nurseId, checkedInAt } = order;
  if (!nurseId || checkedInAt === null) throw new Error(`order ${order._id} was never checked in`);
  return {
    serviceCode: order.serviceCode,
    serviceName: order.serviceName,
    recipientId: order.recipientId,
    day: beijingDay(checkedInAt),
    place: { district: order.district, location },
    nurseId,
    startAt: checkedInAt,
    endAt: now,
  };
}
