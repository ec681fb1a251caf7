/** Where the nurse on her way is now. Only between setting out and checking in: at other times nobody follows her. */
import { ReportLocation, type ReportLocationReply } from '#contract/reportLocation';
import { fromNurseBeside } from '#cloud/doors/fromMiniProgram';
import type { OrderPrivate } from '#cloud/orderPrivate';
import { orderById } from '#cloud/orders';
import { operations } from '#cloud/settings';
import { moveTrack } from '#cloud/tracks';
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';

export const main = fromNurseBeside<
  typeof ReportLocation,
  { orders: Order; personal: OrderPrivate },
  ReportLocationReply
>(
  ReportLocation,
  ({ orderId }) => ({
    orders: { from: 'orders', foreign: '_id', keys: [orderId] },
    personal: { from: 'orderPrivate', foreign: '_id', keys: [orderId] },
  }),
  async ({ orderId, position }, nurse, { orders, personal }, now) => {
    const order = orders[0] ?? (await orderById(orderId));
    if (order.nurseId !== nurse._id) throw new Refusal('FORBIDDEN', { orderId });
    if (order.status !== 'travelling')
      throw new Refusal('ILLEGAL_STEP', { status: order.status, event: 'reportLocation' });
    const place = personal[0]?.location;
    if (!place) throw new Refusal('NOT_FOUND', { orderId });
    return { remainingMeters: await moveTrack(orderId, position, place.coordinates, await operations(now), now) };
  },
);
