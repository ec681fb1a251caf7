import * as v from 'valibot';

/** A transaction as queries and notifications show it; only the parts we look at. */
export const Transaction = v.object({
  appid: v.string(),
  mchid: v.string(),
  out_trade_no: v.string(),
  trade_state: v.picklist(['SUCCESS', 'REFUND', 'NOTPAY', 'CLOSED', 'REVOKED', 'USERPAYING', 'PAYERROR', 'ACCEPT']),
  transaction_id: v.optional(v.string(), ''),
  success_time: v.optional(v.string(), ''),
  payer: v.optional(v.object({ openid: v.optional(v.string(), '') }), {}),
  amount: v.optional(v.object({ total: v.optional(v.pipe(v.number(), v.integer()), 0) }), {}),
});
export type Transaction = v.InferOutput<typeof Transaction>;

/** Somebody paid; `REFUND`: and some of it went back since. */
export const isPaid = ({ trade_state: state }: Transaction): boolean => state === 'SUCCESS' || state === 'REFUND';

/** Nobody paid, and nobody can any more. */
export const isEnded = ({ trade_state: state }: Transaction): boolean =>
  state === 'CLOSED' || state === 'REVOKED' || state === 'PAYERROR';

/** A refund as a query shows it (`status`) or as its notification does (`refund_status`). */
export const RefundState = v.pipe(
  v.object({
    out_refund_no: v.string(),
    out_trade_no: v.string(),
    refund_id: v.optional(v.string(), ''),
    create_time: v.optional(v.string(), ''),
    status: v.optional(v.string()),
    refund_status: v.optional(v.string()),
    amount: v.object({ refund: v.pipe(v.number(), v.integer()), total: v.pipe(v.number(), v.integer()) }),
  }),
  v.transform(({ status, refund_status, ...rest }) => ({ ...rest, status: status ?? refund_status ?? '' })),
);
export type RefundState = v.InferOutput<typeof RefundState>;
