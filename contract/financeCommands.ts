/** What finance settles: nurses' income that waits; transfers, invoices and refunds that stick. Commands of `runCommand`. */
import * as v from 'valibot';
import { Id, Text } from './fields';

export const FINANCE_COMMANDS = [
  /** A nurse's income of an order waits until it is known what is right (`reason`: what the desk reads); and no longer. */
  v.strictObject({
    kind: v.literal('holdIncome'),
    orderId: Id,
    reason: v.pipe(Text, v.minLength(2), v.maxLength(100)),
  }),
  v.strictObject({
    kind: v.literal('releaseIncome'),
    orderId: Id,
    reason: v.pipe(Text, v.minLength(2), v.maxLength(100)),
  }),
  /** A transfer to a nurse that WeChat Pay would not take: tried again, or given up, so that she claims it anew. */
  v.strictObject({
    kind: v.literal('settlePayout'),
    payoutId: v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{1,32}$/)),
    how: v.picklist(['retry', 'giveUp']),
    reason: v.pipe(Text, v.minLength(2), v.maxLength(100)),
  }),
  /** An invoice, or its red letter, that failed is asked for again. */
  v.strictObject({ kind: v.literal('retryInvoice'), orderId: Id }),
  /** A refund that did not go back by itself. `byHand` names what proves the transfer (its number at the bank). */
  v.strictObject({
    kind: v.literal('settleRefund'),
    outRefundNo: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{6,64}$/)),
    how: v.picklist(['again', 'toMerchant', 'byHand']),
    proof: v.optional(v.pipe(Text, v.maxLength(100)), ''),
  }),
] as const;
