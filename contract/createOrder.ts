import * as v from 'valibot';
import { Id, Note, RequestId } from './fields';
import { Wish } from './wish';

/** A patient books a visit. `expectedTotalFen` is what the screen showed: another price is refused, not charged. */
export const CreateOrder = v.strictObject({
  ...Wish.entries,
  requestId: RequestId,
  nurseId: v.optional(v.nullable(Id), null),
  note: v.optional(Note, ''),
  expectedTotalFen: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type CreateOrderInput = v.InferInput<typeof CreateOrder>;
export interface CreateOrderReply {
  readonly orderId: string;
}
