/** Money asked back after a visit: what the desk says about it. Commands of `runCommand`. */
import * as v from 'valibot';
import { Id, Text } from './fields';

export const DISPUTE_COMMANDS = [
  /** Money asked back (O-12): what happens next; how much goes back and who bears it; a second person's word above the limit. */
  v.strictObject({
    kind: v.literal('answerDispute'),
    orderId: Id,
    reply: v.pipe(Text, v.minLength(2), v.maxLength(200)),
  }),
  v.strictObject({
    kind: v.literal('decideDispute'),
    orderId: Id,
    amountFen: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000)),
    bearer: v.picklist(['platform', 'nurse']),
    /** What the family and the nurse read. */
    reply: v.pipe(Text, v.minLength(2), v.maxLength(200)),
  }),
  v.strictObject({ kind: v.literal('confirmDispute'), orderId: Id, approved: v.boolean() }),
] as const;
