import * as v from 'valibot';
import { Id, Instant, Text } from './fields';
import type { OrderCard } from './orders';

/** The states one may ask for, by the names people read (SHOWN_AS of domain/order/status). */
export const LISTED_STATES = {
  searching: '待接单',
  unpaid: '待支付',
  coming: '待服务',
  underWay: '服务中',
  toConfirm: '待确认',
  completed: '已完成',
  calledOff: '已取消',
  refunding: '退款中',
  refunded: '已退款',
} as const;
export type ListedState = keyof typeof LISTED_STATES;

/** My orders, newest first, a page at a time; those of the archive come after the others as if they had never moved. */
export const ListOrders = v.strictObject({
  role: v.picklist(['patient', 'nurse']),
  /** `open`: something is still to happen. */
  filter: v.optional(v.picklist(['all', 'open', 'done']), 'all'),
  state: v.optional(v.picklist(Object.keys(LISTED_STATES) as [ListedState, ...ListedState[]])),
  /** Part of the service's name, or of the order's number. */
  text: v.optional(v.pipe(Text, v.minLength(1), v.maxLength(40))),
  /** Visits to this person alone. */
  recipientId: v.optional(Id),
  before: v.optional(Instant),
});
export type ListOrdersInput = v.InferInput<typeof ListOrders>;
export interface ListOrdersReply {
  readonly orders: readonly OrderCard[];
  readonly next: number | null;
}
