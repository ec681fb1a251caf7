/** Where the nurse on her way is now. Only between setting out and checking in: at other times nobody follows her. */
import { ReportLocation, type ReportLocationReply } from '#contract/reportLocation';
import { fromNurse } from '#cloud/doors/fromMiniProgram';
import { orderPrivateById } from '#cloud/orderPrivate';
import { orderById } from '#cloud/orders';
import { operations } from '#cloud/settings';
import { moveTrack } from '#cloud/tracks';
import { Refusal } from '#domain/refusal';

export const main = fromNurse(
  ReportLocation,
  async ({ orderId, position }, nurse, now): Promise<ReportLocationReply> => {
    const order = await orderById(orderId);
    if (order.nurseId !== nurse._id) throw new Refusal('FORBIDDEN', { orderId });
    if (order.status !== 'travelling')
      throw new Refusal('ILLEGAL_STEP', { status: order.status, event: 'reportLocation' });
    const [{ location }, p] = await Promise.all([orderPrivateById(orderId), operations(now)]);
    return { remainingMeters: await moveTrack(orderId, position, location.coordinates, p, now) };
  },
);
