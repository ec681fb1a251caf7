/**
 * The fund-flow bill of one day (`account_type=BASIC`), written from the ledger: every change of the account's balance. A fee stands as
 * a line of its own beside its payment; what is given back of it is inside the line of the refund, and said in its remark.
 */
import { dateAndTime, dateOf } from '../beijingTime';
import { feeFen, ticked, yuan } from './billValues';
import { type Ledger } from './ledger';

const HEADER =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号';
const TOTALS_HEADER = '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额';

interface Flow {
  readonly atMs: number;
  /** WeChat Pay's number, and the merchant's. */
  readonly number: string;
  readonly voucher: string;
  readonly name: string;
  readonly type: string;
  /** Less than nothing: it leaves. */
  readonly fen: number;
  readonly remark: string;
}

/** The bill, or nothing if the day saw no money move. */
export function fundFlowBill(ledger: Ledger, date: string): string | undefined {
  const all = flows(ledger).sort((left, right) => left.atMs - right.atMs);
  let balanceFen = 0;
  const rows = all.flatMap((flow, at) => {
    balanceFen += flow.fen;
    return dateOf(flow.atMs) === date ? [{ flow, values: valuesOf(flow, at, balanceFen) }] : [];
  });
  if (rows.length === 0) return undefined;
  const lines = [HEADER, ...rows.map(({ values }) => ticked(values)), TOTALS_HEADER];
  lines.push(ticked(totals(rows.map(({ flow }) => flow.fen))));
  return `\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`;
}

function flows({ orders, refunds, transfers }: Ledger): Flow[] {
  const paid = orders.rows().flatMap(({ paidAtMs, transactionId = '', outTradeNo, request }): Flow[] => {
    if (paidAtMs === undefined) return [];
    const of = { atMs: paidAtMs, number: transactionId, voucher: outTradeNo, name: '交易' };
    const { total } = request.amount;
    return [
      { ...of, type: '交易', fen: total, remark: request.description },
      { ...of, type: '扣除交易手续费', fen: -feeFen(total), remark: '' },
    ].filter(({ fen }) => fen !== 0);
  });
  const back = refunds
    .rows()
    .filter(({ status }) => status !== 'CLOSED')
    .map(({ createdAtMs: atMs, refundId: number, outRefundNo: voucher, request }): Flow => {
      const { refund } = request.amount;
      const remark = `退款总金额${yuan(refund)}元;含手续费${yuan(feeFen(refund))}元`;
      return { atMs, number, voucher, name: '退款', type: '退款', fen: feeFen(refund) - refund, remark };
    });
  const sent = transfers
    .rows()
    .filter(({ state }) => state === 'SUCCESS')
    .map(({ updatedAtMs: atMs, transferBillNo: number, outBillNo: voucher, request }): Flow => {
      const { transfer_amount: fen, transfer_remark: remark } = request;
      return { atMs, number, voucher, name: '商家转账', type: '商家转账', fen: -fen, remark };
    });
  return [...paid, ...back, ...sent];
}

function valuesOf({ atMs, number, voucher, name, type, fen, remark }: Flow, at: number, balanceFen: number): string[] {
  const flowNumber = `4200000${String(at).padStart(21, '0')}`;
  const direction = fen < 0 ? '支出' : '收入';
  return [
    ...[dateAndTime(atMs), number, flowNumber, name, type, direction, yuan(Math.abs(fen)), yuan(balanceFen)],
    ...['system', remark, voucher],
  ];
}

function totals(amountsFen: readonly number[]): string[] {
  const sum = (some: readonly number[]) => yuan(some.reduce((total, fen) => total + Math.abs(fen), 0));
  const [came, left] = [amountsFen.filter((fen) => fen > 0), amountsFen.filter((fen) => fen < 0)];
  return [String(amountsFen.length), String(came.length), sum(came), String(left.length), sum(left)];
}
