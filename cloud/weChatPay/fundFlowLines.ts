/** The lines of a fund-flow bill. A refund's line is what left after the fee was given back; its remark says both. */
import type { FundLine } from '#domain/payment/fundFlow';
import { sum } from '#domain/payment/fen';
import { broken, fenOf } from './billLines';

export type { FundLine };

const COLUMNS = ['资金流水单号', '业务名称', '业务类型', '收支类型', '收支金额(元)', '备注', '业务凭证号'] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Refused as a whole where a column is missing or its own sums do not come out. */
export function fundLinesOf(text: string): readonly FundLine[] {
  const [header = '', ...rest] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(Boolean);
  const [sums = '', , ...rows] = [...rest].reverse();
  const names = header.split(',');
  const named = rows.reverse().map((row) => rowOf(names, row));
  assertSums(named, valuesOf(sums));
  return named.flatMap(linesOfRow);
}

const valuesOf = (row: string): readonly string[] => row.replace(/^`/, '').split(',`');

function rowOf(names: readonly string[], row: string): Row {
  const values = valuesOf(row);
  const found = COLUMNS.map((name) => [name, values[names.indexOf(name)]] as const);
  if (values.length !== names.length || found.some(([, value]) => value === undefined)) throw broken('COLUMNS_DIFFER');
  return Object.fromEntries(found) as Row;
}

const isOut = (row: Row): boolean => {
  if (row['收支类型'] !== '支出' && row['收支类型'] !== '收入') throw broken('DIRECTION_UNREADABLE');
  return row['收支类型'] === '支出';
};

const WITH_FEE = /^退款总金额(\d+(?:\.\d+)?)元;含手续费(\d+(?:\.\d+)?)元$/;

function linesOfRow(row: Row): readonly FundLine[] {
  const amountFen = fenOf(row['收支金额(元)']);
  const outFen = isOut(row) ? amountFen : -amountFen;
  const number = row['业务凭证号'];
  if (row['业务类型'].includes('手续费')) return [{ move: 'fee', number, amountFen: outFen }];
  if (row['业务名称'].includes('转账')) return [{ move: 'transfer', number, amountFen: outFen }];
  if (row['业务名称'] === '退款') {
    const [, whole = '', fee = ''] = WITH_FEE.exec(row['备注']) ?? [];
    if (!whole) return [{ move: 'refund', number, amountFen: outFen }];
    const [wholeFen, feeFen] = [fenOf(whole), fenOf(fee)];
    if (wholeFen - feeFen !== outFen) throw broken('REFUND_DIFFERS');
    return [
      { move: 'refund', number, amountFen: wholeFen },
      { move: 'fee', number, amountFen: -feeFen },
    ];
  }
  if (row['业务名称'] === '交易') return [{ move: 'payment', number, amountFen: -outFen }];
  return [{ move: 'other', number: row['资金流水单号'], amountFen: outFen }];
}

/** The last line: how many, came (number, yuan), left (number, yuan). */
function assertSums(
  rows: readonly Row[],
  [count = '', came = '', cameYuan = '', left = '', leftYuan = '']: readonly string[],
) {
  const of = (out: boolean) => rows.filter((row) => isOut(row) === out).map((row) => fenOf(row['收支金额(元)']));
  const [ins, outs] = [of(false), of(true)];
  const agrees =
    Number(count) === rows.length &&
    Number(came) === ins.length &&
    Number(left) === outs.length &&
    fenOf(cameYuan) === sum(...ins) &&
    fenOf(leftYuan) === sum(...outs);
  if (!agrees) throw broken('SUMS_DIFFER');
}
