/** A nurse's week and year as rows of a spreadsheet: for herself, for the tax office, for finance. */
import type { Cell } from '../../documents/csv';
import { dateTimeText, beijingDay } from '../../schedule/beijing';
import { type IncomeItem, type ItemKind, shareWords } from './items';
import type { Statement } from './statement';
import type { YearlySheet } from './yearly';
import { KIND_WORDS } from './sheets';

type Rows = readonly (readonly Cell[])[];

const lineOf = (item: IncomeItem): readonly Cell[] => [
  beijingDay(item.at),
  item.startAt === null ? '' : dateTimeText(item.startAt),
  KIND_WORDS[item.kind satisfies ItemKind],
  item.serviceName,
  { fen: item.amountFen },
  [shareWords(item), ...item.reductions.map(({ label }) => label)].filter(Boolean).join('；'),
  item.orderId,
];

export function statementTable(statement: Statement, nurseName: string): Rows {
  const { fromAt, toAt, items, broughtFen, itemsFen, totalFen, paidFen } = statement;
  const total = (label: string, fen: number): readonly Cell[] => ['', '', label, '', { fen }, '', ''];
  return [
    ['护士', nurseName],
    ['周', `${beijingDay(fromAt)} 至 ${beijingDay(toAt - 1)}`],
    ['记账日', '上门时间', '项目', '服务', '金额（元）', '说明', '订单编号'],
    ...items.map(lineOf),
    total('本周合计', itemsFen),
    ...(broughtFen < 0 ? [total('上周结转的扣减', broughtFen)] : []),
    total('应付', totalFen),
    total('已到账', paidFen),
  ];
}

/** All statements of a week, one row per nurse. */
export const weekTable = (statements: readonly Statement[], nameOf: (nurseId: string) => string): Rows => [
  [
    '护士',
    '护士编号',
    '周一',
    '本周合计（元）',
    '上周结转（元）',
    '应付（元）',
    '已到账（元）',
    '转账中（元）',
    '笔数',
  ],
  ...statements.map(({ nurseId, week, itemsFen, broughtFen, totalFen, paidFen, underwayFen, items }) => [
    ...[nameOf(nurseId), nurseId, week],
    ...[itemsFen, broughtFen, totalFen, paidFen, underwayFen].map((fen) => ({ fen })),
    items.length,
  ]),
];

export const yearTable = ({ year, months, ...whole }: YearlySheet, nurseName: string): Rows => {
  const row = (label: string, { earnedFen, takenFen, paidOutFen }: Omit<YearlySheet, 'year' | 'months'>) => [
    ...[label, { fen: earnedFen }, { fen: takenFen }, { fen: paidOutFen }],
  ];
  return [
    ['护士', nurseName],
    ['年度', year],
    ['月份', '收入（元）', '扣减（元）', '到账（元）'],
    ...months.map((month) => row(`${month.month} 月`, month)),
    row('全年', whole),
  ];
};
