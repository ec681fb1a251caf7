/** What WeChat Pay remembers: orders, refunds, transfers, notifications. */
import { type Journal, type Table } from '../journal';
import { type Fapiao } from './fapiao';
import { type MedInsOrder } from './medIns';

export interface PrepayRequest {
  appid: string;
  mchid: string;
  description: string;
  out_trade_no: string;
  notify_url: string;
  amount: { total: number; currency?: string };
  payer: { openid: string };
  time_expire?: string;
  attach?: string;
}

export interface Order {
  outTradeNo: string;
  prepayId: string;
  /** The prepay id is good for two hours from here. */
  prepaidAtMs: number;
  createdAtMs: number;
  request: PrepayRequest;
  /** The merchant's certificates that announced it: whoever shows the sheet must sign with one of them. */
  merchantSerials: string[];
  tradeState: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
  transactionId?: string;
  paidAtMs?: number;
}

export interface RefundRequest {
  transaction_id?: string;
  out_trade_no?: string;
  out_refund_no: string;
  reason?: string;
  notify_url?: string;
  funds_account?: string;
  amount: { refund: number; total: number; currency: string };
}

export type RefundOutcome = 'success' | 'abnormal' | 'closed' | 'stuck';

export interface Refund {
  outRefundNo: string;
  refundId: string;
  outTradeNo: string;
  transactionId: string;
  request: RefundRequest;
  status: 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED';
  outcome: RefundOutcome;
  /** Where an abnormal one goes instead. */
  abnormalTo?: 'USER_BANK_CARD' | 'MERCHANT_BANK_CARD';
  createdAtMs: number;
  successAtMs?: number;
}

export interface TransferRequest {
  appid: string;
  out_bill_no: string;
  transfer_scene_id: string;
  openid: string;
  user_name?: string;
  transfer_amount: number;
  transfer_remark: string;
  notify_url?: string;
}

export interface Transfer {
  outBillNo: string;
  transferBillNo: string;
  /** What `wx.requestMerchantTransfer` is called with. */
  packageInfo: string;
  request: TransferRequest;
  state: 'WAIT_USER_CONFIRM' | 'TRANSFERING' | 'SUCCESS' | 'FAIL' | 'CANCELING' | 'CANCELLED';
  /** How it goes once it is confirmed. */
  fate: 'success' | 'fail' | 'stuck';
  failReason?: string;
  createdAtMs: number;
  updatedAtMs: number;
}

export interface Delivery {
  atMs: number;
  mode: string;
  /** HTTP status of the merchant's answer, or why there was none. */
  status?: number;
  answer?: string;
  error?: string;
}

export interface Notification {
  id: string;
  outTradeNo: string;
  url: string;
  eventType: string;
  /** `''`: WeChat Pay leaves it out. */
  originalType: 'transaction' | 'refund' | 'mch_payment' | '';
  summary: string;
  /** What goes into the sealed resource. */
  plain: Record<string, unknown>;
  createdAtMs: number;
  state: 'due' | 'acknowledged' | 'givenUp' | 'withheld';
  /** Rounds of the retry schedule used up. */
  tries: number;
  nextAtMs: number;
  deliveries: Delivery[];
}

export interface Ledger {
  orders: Table<Order>;
  refunds: Table<Refund>;
  notifications: Table<Notification>;
  transfers: Table<Transfer>;
  fapiao: Table<Fapiao>;
  medIns: Table<MedInsOrder>;
  fapiaoConfig: Table<{ callback_url?: string }>;
}

export function openLedger(journal: Journal): Ledger {
  return {
    orders: journal.table('orders'),
    refunds: journal.table('refunds'),
    notifications: journal.table('notifications'),
    transfers: journal.table('transfers'),
    fapiao: journal.table('fapiao'),
    medIns: journal.table('medIns'),
    fapiaoConfig: journal.table('fapiaoConfig'),
  };
}

export function orderByTransaction({ orders }: Ledger, transactionId: string): Order | undefined {
  return orders.rows().find((order) => order.transactionId === transactionId);
}

export function orderByPrepay({ orders }: Ledger, prepayId: string): Order | undefined {
  return orders.rows().find((order) => order.prepayId === prepayId);
}

/** What is refunded or on its way; a closed refund gives the amount free again. */
export function refundedFen({ refunds }: Ledger, outTradeNo: string): number {
  return refunds
    .rows()
    .filter((refund) => refund.outTradeNo === outTradeNo && refund.status !== 'CLOSED')
    .reduce((sum, refund) => sum + refund.request.amount.refund, 0);
}
