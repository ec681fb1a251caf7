import * as v from 'valibot';
import { Id } from './fields';

/** A nurse says no; it costs nothing. The next nurse is asked at once. */
export const DeclineOrder = v.strictObject({
  orderId: Id,
  reason: v.picklist(['时间不合适', '距离太远', '不擅长此项', '身体不适', '其他']),
});
export type DeclineOrderReply = Record<string, never>;
