/**
 * The lines of a trade bill (kind ALL). Values stand behind a backtick and are parted by ",`", so that a comma inside a name
 * parts nothing.
 */
import { sum } from '#domain/payment/fen';
import { totalsOf, type MoneyLine } from '#domain/payment/reconcile';
import { Refusal } from '#domain/refusal';

const COLUMNS = ['商户订单号', '交易状态', '订单金额', '商户退款单号', '申请退款金额', '手续费'] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** What WeChat Pay took for a move; given back with a refund: below zero. */
export interface BillLine extends MoneyLine {
  readonly feeFen: number;
}

/** Refused as a whole where a column is missing or its own sums do not come out: half a bill would look like lost money. */
export function linesOf(text: string): readonly BillLine[] {
  const [header = '', ...rest] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(Boolean);
  const [sums, , ...rows] = [...rest].reverse();
  const names = header.split(',');
  const lines = rows.map((row) => moneyLine(named(names, row))).reverse();
  assertSums(lines, valuesOf(sums ?? ''));
  return lines;
}

const valuesOf = (row: string): readonly string[] => row.replace(/^`/, '').split(',`');

function named(names: readonly string[], row: string): Row {
  const values = valuesOf(row);
  const found = COLUMNS.map((name) => [name, values[names.indexOf(name)]] as const);
  if (values.length !== names.length || found.some(([, value]) => value === undefined)) throw broken('COLUMNS_DIFFER');
  return Object.fromEntries(found) as Row;
}

/** A refund that was only asked for stands on the bill of that day too: it is the request that is compared. */
function moneyLine(row: Row): BillLine {
  const feeFen = signedFenOf(row['手续费']);
  return row['交易状态'] === 'REFUND'
    ? { move: 'refund', number: row['商户退款单号'], amountFen: fenOf(row['申请退款金额']), feeFen }
    : { move: 'payment', number: row['商户订单号'], amountFen: fenOf(row['订单金额']), feeFen };
}

/** The last line: how many, settled, refunded, vouchers, fees, ordered, asked back; all in yuan. */
function assertSums(lines: readonly BillLine[], sums: readonly string[]): void {
  const [count = '', , , , fees = '', ordered = '', askedBack = ''] = sums;
  const { paidFen, refundFen } = totalsOf(lines);
  const agrees = Number(count) === lines.length && fenOf(ordered) === paidFen && fenOf(askedBack) === refundFen;
  if (!agrees || signedFenOf(fees) !== feesOf(lines)) throw broken('SUMS_DIFFER');
}

export const feesOf = (lines: readonly BillLine[]): number => sum(...lines.map(({ feeFen }) => feeFen));

const signedFenOf = (yuan: string): number => (yuan.startsWith('-') ? -fenOf(yuan.slice(1)) : fenOf(yuan));

/** Yuan in text to fen, never by a float: `0.1`, `155.00`. */
export function fenOf(yuan: string): number {
  const [, whole = '', part = ''] = /^(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(yuan) ?? [];
  if (!whole) throw broken('AMOUNT_UNREADABLE');
  return Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

export const broken = (code: string) => new Refusal('PAYMENT_SERVICE_FAILED', { code: `BILL_${code}` });
