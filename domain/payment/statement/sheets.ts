/** A nurse's week and year as printed pages; `cloud/documents/pdf.ts` draws them. */
import type { Sheet } from '../../documents/sheet';
import { chineseAmount } from '../../documents/chineseAmount';
import { beijingDay, dateTimeText } from '../../schedule/beijing';
import { yuan } from '../fen';
import { type IncomeItem, type ItemKind, shareWords } from './items';
import type { Statement } from './statement';
import type { YearlySheet } from './yearly';

export const KIND_WORDS: Readonly<Record<ItemKind, string>> = {
  visit: '上门服务',
  callOff: '取消订单，护士部分',
  fromPlatform: '平台补给',
  star: '星级奖励（平台出）',
  deduction: '售后退款，护士部分',
  returned: '申诉成立，退还护士',
  correction: '调整',
};

export interface Whose {
  readonly nurseName: string;
  readonly issuer: string;
}

const wordsOf = (item: IncomeItem): string => {
  const { kind, serviceName, reductions } = item;
  const head = serviceName === '' ? KIND_WORDS[kind] : `${KIND_WORDS[kind]}：${serviceName}`;
  const share = shareWords(item);
  return [
    head,
    ...(share ? [share] : []),
    ...reductions.map(({ label, nurseFen }) => `${label}，少 ${yuan(nurseFen)}`),
  ].join('；');
};

export function statementSheet(statement: Statement, { nurseName, issuer }: Whose, now: number): Sheet {
  const { items, itemsFen, broughtFen, totalFen, paidFen, fromAt, toAt } = statement;
  const brought = broughtFen < 0 ? [['', '上周结转的扣减', yuan(broughtFen)]] : [];
  return {
    title: '护理服务收入结算单',
    subtitle: `${beijingDay(fromAt)} 至 ${beijingDay(toAt - 1)}`,
    facts: [
      { label: '护士', value: nurseName },
      { label: '应付', value: `${yuan(totalFen)}（${chineseAmount(totalFen)}）` },
      { label: '已到账', value: yuan(paidFen) },
    ],
    tables: [
      {
        columns: [
          { label: '上门时间', share: 3 },
          { label: '项目', share: 6 },
          { label: '金额', share: 2, align: 'right' },
        ],
        rows: items.map((item) => [dateTimeText(item.startAt ?? item.at), wordsOf(item), yuan(item.amountFen)]),
        totals: [['', '本周合计', yuan(itemsFen)], ...brought, ['', '应付', yuan(totalFen)]],
      },
    ],
    notes: [
      '每笔金额来自平台账簿。服务费按接单时约定的分成，交通费全归护士。',
      '对扣减有异议，可在收入页逐笔申诉，核实期间该笔暂存，不归任何一方。',
    ],
    issuer,
    at: now,
  };
}

export function yearSheet(sheet: YearlySheet, { nurseName, issuer }: Whose, now: number): Sheet {
  const row = (label: string, { earnedFen, takenFen, paidOutFen }: Omit<YearlySheet, 'year' | 'months'>) => [
    ...[label, yuan(earnedFen), yuan(takenFen), yuan(paidOutFen)],
  ];
  return {
    title: '护理服务收入年度汇总',
    subtitle: `${sheet.year} 年`,
    facts: [
      { label: '护士', value: nurseName },
      { label: '全年到账', value: `${yuan(sheet.paidOutFen)}（${chineseAmount(sheet.paidOutFen)}）` },
    ],
    tables: [
      {
        columns: [
          { label: '月份', share: 2 },
          { label: '收入', share: 3, align: 'right' },
          { label: '扣减', share: 3, align: 'right' },
          { label: '到账', share: 3, align: 'right' },
        ],
        rows: sheet.months.map((month) => row(`${month.month} 月`, month)),
        totals: [row('全年', sheet)],
      },
    ],
    notes: ['收入按记账日期、到账按转账日期归月。报税时以税务部门和平台开具的凭证为准。'],
    issuer,
    at: now,
  };
}
