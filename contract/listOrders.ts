import * as v from 'valibot';
import { Instant } from './fields';
import type { OrderCard } from './orders';

/** My orders, newest first, a page at a time. */
export const ListOrders = v.strictObject({
  role: v.picklist(['patient', 'nurse']),
  /** `open`: something is still to happen. */
  filter: v.optional(v.picklist(['all', 'open', 'done']), 'all'),
  before: v.optional(Instant),
});
export type ListOrdersInput = v.InferInput<typeof ListOrders>;
export interface ListOrdersReply {
  readonly orders: readonly OrderCard[];
  readonly next: number | null;
}
