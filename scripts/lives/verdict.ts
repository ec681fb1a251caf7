/** WeChat Pay's ledger, its bills, our books and our orders held against each other, to the fen. */
import type { LedgerRow } from '#cloud/ledger';
import type { Payment } from '#cloud/payments';
import type { Reconciliation } from '#cloud/reconciliation/reconcileDay';
import type { Refund } from '#cloud/refundRequests';
import { sum } from '#domain/payment/fen';
import { closeBooks } from '../demo/books';
import { clearedFen } from '../demo/payer';
import { ENDED } from './settle';
import type { Town } from './town';
import { ordersOf, type Life } from './wave';

export interface Verdict {
  /** Nothing, hopefully. */
  readonly problems: readonly string[];
  readonly orders: Readonly<Record<string, number>>;
  readonly payments: number;
  readonly refunds: number;
  readonly paidFen: number;
  readonly refundedFen: number;
  /** By the bills; by the ledger entries. */
  readonly feesFen: number;
  readonly billedDays: number;
}

/** Number → fen, of one kind of money move. */
type Moves = ReadonlyMap<string, number>;

export async function verdictOn(town: Town, lives: readonly Life[]): Promise<Verdict> {
  const { stage, rows } = town;
  const orders = await ordersOf(town, lives);
  const theirs = theirMoves(town);
  const ours = await ourMoves(town);
  const booked = bookedMoves(await rows<LedgerRow>('ledgerEntries'));
  const days = await rows<Reconciliation>('reconciliations');
  const open = await rows('reconciliationDifferences');
  const { problems: wrong, standing } = await closeBooks(clearedFen(stage));
  const feesFen = sum(...days.map(({ feesFen: fen }) => fen ?? 0));
  const problems = [
    ...orders.filter(({ status }) => !ENDED.includes(status)).map(({ _id, status }) => `order ${_id} stuck: ${status}`),
    ...(orders.length === lives.length ? [] : [`${lives.length} lives, ${orders.length} orders`]),
    ...wrong,
    ...differing('payment: WeChat Pay and our rows', theirs.paid, ours.paid),
    ...differing('payment: WeChat Pay and our books', theirs.paid, booked.paid),
    ...differing('refund: WeChat Pay and our rows', theirs.refunded, ours.refunded),
    ...differing('refund: WeChat Pay and our books', theirs.refunded, booked.refunded),
    ...days.filter(({ state }) => state !== 'agrees').map(({ _id, state, why }) => `bill of ${_id}: ${state} ${why}`),
    ...open.map((difference) => `difference ${JSON.stringify(difference)}`),
    ...billProblems(days, theirs),
    ...(feesFen === standing.wechatFees ? [] : [`bills: ${feesFen} fen of fees, books: ${standing.wechatFees}`]),
    ...(feesFen === theirFeesFen(theirs) ? [] : [`bills: ${feesFen} fen of fees, due: ${theirFeesFen(theirs)}`]),
  ];
  const statuses: Record<string, number> = {};
  for (const { status } of orders) statuses[status] = (statuses[status] ?? 0) + 1;
  const counts = { payments: theirs.paid.size, refunds: theirs.refunded.size, billedDays: days.length };
  return {
    problems,
    orders: statuses,
    ...counts,
    feesFen,
    paidFen: total(theirs.paid),
    refundedFen: total(theirs.refunded),
  };
}

const total = (moves: Moves): number => sum(...moves.values());

/** 0.6 % of each payment, given back with each refund, to the nearest fen. */
const FEE_PER_MILLE = 6;
const theirFeesFen = ({ paid, refunded }: { paid: Moves; refunded: Moves }): number => {
  const fees = (moves: Moves) => [...moves.values()].map((fen) => Math.round((fen * FEE_PER_MILLE) / 1000));
  return sum(...fees(paid)) - sum(...fees(refunded));
};

function theirMoves({ stage: { wechatPay } }: Town): { paid: Moves; refunded: Moves } {
  const paid = wechatPay.orders().filter(({ paidAtMs }) => paidAtMs !== undefined);
  const refunded = wechatPay.refunds().filter(({ status }) => status === 'SUCCESS');
  return {
    paid: new Map(paid.map(({ outTradeNo, request }) => [outTradeNo, request.amount.total])),
    refunded: new Map(refunded.map(({ outRefundNo, request }) => [outRefundNo, request.amount.refund])),
  };
}

async function ourMoves({ rows }: Town): Promise<{ paid: Moves; refunded: Moves }> {
  const paid = await rows<Payment>('payments', { state: 'paid' });
  // To the payer, or to our own bank account: either way it left WeChat Pay.
  const refunds = await rows<Refund>('refunds');
  const refunded = refunds.filter(({ state, returnedAt }) => state === 'succeeded' || returnedAt !== undefined);
  return {
    paid: new Map(paid.map(({ _id, amountFen }) => [_id, amountFen])),
    refunded: new Map(refunded.map(({ _id, amountFen }) => [_id, amountFen])),
  };
}

/** From the entries alone; one that stands twice counts twice. */
function bookedMoves(entries: readonly LedgerRow[]): { paid: Moves; refunded: Moves } {
  const moves = (...kinds: readonly string[]): Moves => {
    const found = new Map<string, number>();
    for (const { cause, lines } of entries) {
      const [named, number = ''] = cause.split(':');
      const cleared = lines.filter(({ account }) => account === 'wechatClearing');
      if (!kinds.includes(named ?? '')) continue;
      found.set(
        number,
        (found.get(number) ?? 0) + sum(...cleared.map(({ debitFen, creditFen }) => debitFen + creditFen)),
      );
    }
    return found;
  };
  return { paid: moves('paid'), refunded: moves('refundSucceeded', 'refundReturned') };
}

function differing(what: string, left: Moves, right: Moves): readonly string[] {
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((number) => left.get(number) !== right.get(number))
    .map((number) => `${what} differ at ${number}: ${left.get(number) ?? 'none'}, ${right.get(number) ?? 'none'}`);
}

/** The bills of all days together are WeChat Pay's whole ledger. */
function billProblems(days: readonly Reconciliation[], theirs: { paid: Moves; refunded: Moves }): readonly string[] {
  const paidFen = sum(...days.map(({ bill }) => bill?.paidFen ?? 0));
  const refundFen = sum(...days.map(({ bill }) => bill?.refundFen ?? 0));
  return [
    ...(paidFen === total(theirs.paid) ? [] : [`bills: ${paidFen} fen paid, ledger: ${total(theirs.paid)}`]),
    ...(refundFen === total(theirs.refunded)
      ? []
      : [`bills: ${refundFen} fen refunded, ledger: ${total(theirs.refunded)}`]),
  ];
}
