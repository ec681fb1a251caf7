/** What finance settles: nurses' income that waits; transfers, invoices and refunds that stick. Commands of `runCommand`. */
import * as v from 'valibot';
import { BANK_TYPES, type BankType } from '#domain/payment/bankTypes';
import { Id, PersonName, Text } from './fields';

const OutRefundNo = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{6,64}$/));

/** Whose name the bank knows the account by, and which it is. */
export const PayeeCard = v.strictObject({
  bankType: v.picklist(Object.keys(BANK_TYPES) as [BankType, ...BankType[]]),
  bankAccount: v.pipe(v.string(), v.regex(/^\d{12,30}$/)),
  realName: PersonName,
});
export type PayeeCard = v.InferOutput<typeof PayeeCard>;

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
  /** A nurse's appeal against a deduction: given back to her, or it stands. `reply`: what she reads. */
  v.strictObject({
    kind: v.literal('decideDeduction'),
    appealId: v.pipe(v.string(), v.regex(/^[0-9A-Za-z:_-]{1,160}$/)),
    accepted: v.boolean(),
    reply: v.pipe(Text, v.minLength(2), v.maxLength(200)),
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
  /**
   * A refund that cannot reach the card it came from goes to a card of the payer's that he names. `card` is said in the call
   * (RunCommand.said) and goes to WeChat Pay under its key; we keep the last four digits.
   */
  v.strictObject({ kind: v.literal('refundToCard'), outRefundNo: OutRefundNo, card: PayeeCard }),
  /** A refund that did not go back by itself. `byHand` names what proves the transfer (its number at the bank). */
  v.strictObject({
    kind: v.literal('settleRefund'),
    outRefundNo: OutRefundNo,
    how: v.picklist(['again', 'toMerchant', 'byHand']),
    proof: v.optional(v.pipe(Text, v.maxLength(100)), ''),
  }),
] as const;
