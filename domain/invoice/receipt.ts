/** The receipt of an order in words: what it cost, part by part, what was paid when, what went back. Also without any tax invoice. */
import { chineseAmount } from '../documents/chineseAmount';
import type { Sheet, SheetTable } from '../documents/sheet';
import type { Order } from '../order/order';
import { SHOWN_AS } from '../order/status';
import type { PaymentPart } from '../payment/due';
import { sum, yuan } from '../payment/fen';
import { owedFen } from '../payment/owed';
import { Refusal } from '../refusal';
import { timeText, yearTimeText } from '../schedule/beijing';

export interface PaidPart {
  readonly part: PaymentPart;
  readonly amountFen: number;
  readonly paidAt: number;
  /** WeChat Pay's own number: what the family's bank statement names. */
  readonly transactionId: string;
}

export interface GoneBack {
  readonly amountFen: number;
  readonly at: number;
  readonly hasArrived: boolean;
}

export interface ReceiptFacts {
  readonly order: Order;
  readonly payments: readonly PaidPart[];
  readonly refunds: readonly GoneBack[];
  readonly issuer: string;
}

const PARTS: Readonly<Record<PaymentPart, string>> = { deposit: '定金', full: '全款', balance: '尾款' };
const CALLED_OFF: readonly Order['status'][] = ['cancelled', 'refunding', 'refunded'];

/** RECEIPT_TOO_EARLY where nothing was paid. */
export function receiptSheet({ order, payments, refunds, issuer }: ReceiptFacts, now: number): Sheet {
  if (payments.length === 0) throw new Refusal('RECEIPT_TOO_EARLY');
  const netFen = sum(...payments.map(({ amountFen }) => amountFen)) - sum(...refunds.map(({ amountFen }) => amountFen));
  const { basis } = order.money.price;
  return {
    title: '服务收据',
    subtitle: '由平台开具，用于说明您支付的费用；不是税务发票',
    facts: [
      { label: '订单编号', value: order._id },
      { label: '服务项目', value: order.serviceName },
      { label: '服务对象', value: order.recipientMaskedName },
      { label: '上门时间', value: `${yearTimeText(order.startAt)} 到 ${timeText(order.endAt)}` },
      ...(order.nurseName ? [{ label: '护士', value: order.nurseName }] : []),
      { label: '订单状态', value: SHOWN_AS[order.status] },
      ...(basis ? [{ label: '价目表', value: `备案号 ${basis.filingNumber}，第 ${basis.version} 版` }] : []),
      { label: '实付金额', value: `${yuan(netFen)}（${chineseAmount(netFen)}）` },
    ],
    tables: [priceTable(order), moneyTable(payments, refunds, netFen)],
    notes: [
      `开具时间：${yearTimeText(now)}。以后若有退款，请重新打开收据查看。`,
      '需要税务发票，请在小程序的订单页点“开发票”。',
    ],
    issuer,
    at: now,
  };
}

/** An order that was called off shows what had been agreed, and what of it was kept. */
function priceTable({ status, money }: Order): SheetTable {
  const isOff = CALLED_OFF.includes(status);
  const reductions = (money.reductions ?? []).map(({ label, amountFen }) => [label, yuan(-amountFen)]);
  const kept: readonly string[][] = isOff ? [['订单已取消，取消费', yuan(money.cancellationFeeFen)]] : [];
  return {
    heading: isOff ? '原来约定的费用' : '费用明细',
    columns: [
      { label: '项目', share: 4 },
      { label: '金额', share: 1, align: 'right' },
    ],
    rows: [...money.price.items.map(({ label, amountFen }) => [label, yuan(amountFen)]), ...reductions],
    totals: [['合计', yuan(owedFen(money))], ...kept],
  };
}

function moneyTable(payments: readonly PaidPart[], refunds: readonly GoneBack[], netFen: number): SheetTable {
  const lines = [
    ...payments.map(({ part, amountFen, paidAt, transactionId }) => ({
      at: paidAt,
      texts: [yearTimeText(paidAt), `微信支付 ${PARTS[part]}`, transactionId, yuan(amountFen)],
    })),
    ...refunds.map(({ amountFen, at, hasArrived }) => ({
      at,
      texts: [yearTimeText(at), hasArrived ? '已原路退回' : '正在原路退回', '', yuan(-amountFen)],
    })),
  ].sort((a, b) => a.at - b.at);
  return {
    heading: '付款与退款',
    columns: [
      { label: '时间', share: 5 },
      { label: '内容', share: 4 },
      { label: '微信支付单号', share: 7 },
      { label: '金额', share: 3, align: 'right' },
    ],
    rows: lines.map(({ texts }) => texts),
    totals: [['实付', '', '', yuan(netFen)]],
  };
}
