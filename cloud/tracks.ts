/** Where the nurse on her way is. The patient watches it; it is gone when the visit is over. */
import { distanceMeters, type Position } from '#domain/geo/distance';
import { travelMinutesAt } from '#domain/geo/travel';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Order } from '#domain/order/order';
import { db } from './database';

/** A document of `tracks`; its id is the order's. No position until the nurse's phone reports one. */
export interface Track {
  readonly _id: string;
  readonly orderId: string;
  readonly patientOpenid: string;
  readonly patientUid: string;
  readonly position: Position | null;
  readonly remainingMeters: number | null;
  /** Estimated by distance and hour: asking the map at each step of the way would use up its quota. */
  readonly etaMinutes: number | null;
  readonly at: number;
}

export const newTrack = (order: Order, now: number): Track => ({
  _id: order._id,
  orderId: order._id,
  patientOpenid: order.patientOpenid,
  patientUid: order.patientUid,
  position: null,
  remainingMeters: null,
  etaMinutes: null,
  at: now,
});

/** Answers what is left of the way. A track that is gone (the visit ended meanwhile) stays gone. */
export async function moveTrack(
  orderId: string,
  position: Position,
  goal: Position,
  p: OperationParameters,
  now: number,
): Promise<number> {
  const meters = distanceMeters(position, goal);
  const remainingMeters = Math.round(meters * p.dispatch.detourFactor);
  await db
    .collection('tracks')
    .where({ _id: orderId })
    .update({ position: [...position], remainingMeters, etaMinutes: travelMinutesAt(meters, now, p), at: now });
  return remainingMeters;
}
