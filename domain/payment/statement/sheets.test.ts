import { assertWhole } from '../../documents/sheet';
import type { IncomeItem } from './items';
import { statementSheet, yearSheet } from './sheets';
import { statementOf } from './statement';

const AT = Date.parse('2026-11-24T10:00:00+08:00');
const whose = { nurseName: '赵护士', issuer: '居家护理平台' };
const line = (more: Partial<IncomeItem>): IncomeItem => ({
  ...{ entryId: 'e', orderId: 'o', kind: 'visit', at: AT, amountFen: 9460, serviceName: '导尿', startAt: AT },
  ...{ reductions: [] },
  ...more,
});

test('a week on paper: every line, what it sums to, what was brought', () => {
  const items = [
    line({ reductions: [{ label: '未完成的步骤（2/5）', nurseFen: 470 }] }),
    line({ entryId: 'f', kind: 'star', amountFen: 1180, startAt: null, serviceName: '' }),
  ];
  const sheet = statementSheet(statementOf('n1', '2026-11-23', items, { carryFen: -640 }, AT), whose, AT);
  assertWhole(sheet);
  expect(sheet.subtitle).toBe('2026-11-23 至 2026-11-29');
  expect(sheet.tables[0]?.rows).toEqual([
    ['11月24日 10:00', '上门服务：导尿；未完成的步骤（2/5），少 ¥4.70', '¥94.60'],
    ['11月24日 10:00', '星级奖励（平台出）', '¥11.80'],
  ]);
  expect(sheet.tables[0]?.totals).toEqual([
    ['', '本周合计', '¥106.40'],
    ['', '上周结转的扣减', '-¥6.40'],
    ['', '应付', '¥100.00'],
  ]);
  expect(sheet.facts[1]?.value).toBe('¥100.00（壹佰元整）');
});

test('a year on paper', () => {
  const months = [{ month: 11, lines: 3, earnedFen: 30_000, takenFen: -500, paidOutFen: 20_000 }];
  const sheet = yearSheet({ year: 2026, months, earnedFen: 30_000, takenFen: -500, paidOutFen: 20_000 }, whose, AT);
  assertWhole(sheet);
  expect(sheet.tables[0]).toMatchObject({
    rows: [['11 月', '¥300.00', '-¥5.00', '¥200.00']],
    totals: [['全年', '¥300.00', '-¥5.00', '¥200.00']],
  });
});
