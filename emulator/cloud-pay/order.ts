/** What WeChat Pay remembers of a payment and its refunds. Amounts are whole fen, instants epoch ms. */

export interface Refund {
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly refundFen: number;
  readonly status: 'PROCESSING' | 'SUCCESS' | 'CHANGE';
  readonly requestedAt: number;
  readonly succeededAt?: number;
  readonly notify?: Callback;
}

/** The cloud function that is told how it ended. */
export interface Callback {
  readonly envId: string;
  readonly functionName: string;
}

export interface PayOrder {
  readonly outTradeNo: string;
  readonly subMchId: string;
  readonly openid: string;
  readonly body: string;
  readonly attach?: string;
  readonly totalFen: number;
  readonly prepayId: string;
  readonly state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
  readonly createdAt: number;
  readonly expiresAt?: number;
  readonly notify: Callback;
  readonly transactionId?: string;
  readonly paidAt?: number;
  readonly refunds: readonly Refund[];
}

export const refundedFen = (order: PayOrder): number =>
  order.refunds.filter(({ status }) => status !== 'CHANGE').reduce((sum, { refundFen }) => sum + refundFen, 0);

const BEIJING_OFFSET_MS = 8 * 3_600_000;

/** `20261122130501`, Beijing time: how version 2 of the pay API writes instants. */
export function payTime(epochMs: number): string {
  return new Date(epochMs + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace(/\D/g, '');
}

/** The other way round; undefined when it is no such time. */
export function fromPayTime(text: unknown): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(String(text));
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    ...[number, number, number],
    ...[number, number, number],
  ];
  const instant = Date.UTC(year, month - 1, day, hour, minute, second) - BEIJING_OFFSET_MS;
  return payTime(instant) === match[0] ? instant : undefined;
}
