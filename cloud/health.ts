/** The health record of a care recipient: what was measured at each visit. */
import type { Vitals } from '#contract/orders';
import type { Order } from '#domain/order/order';
import { _, db, everyRow } from './database';

/** A document of `measurements`; its id is the order's. */
export interface Measurement {
  readonly _id: string;
  readonly recipientId: string;
  readonly orderId: string;
  readonly serviceName: string;
  readonly at: number;
  readonly vitals: Vitals;
  readonly alerts: readonly string[];
}

export const measurementOf = (order: Order, vitals: Vitals, alerts: readonly string[], now: number): Measurement => ({
  _id: order._id,
  recipientId: order.recipientId,
  orderId: order._id,
  serviceName: order.serviceName,
  at: now,
  vitals,
  alerts,
});

/** Newest first. */
export const measurementsSince = (recipientId: string, since: number): Promise<readonly Measurement[]> =>
  everyRow<Measurement>(
    db
      .collection('measurements')
      .where({ recipientId, at: _.gte(since) })
      .orderBy('at', 'desc')
      .orderBy('_id', 'asc'),
  );
