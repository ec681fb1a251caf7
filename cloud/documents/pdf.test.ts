import type { Sheet } from '#domain/documents/sheet';
import { pdfOf } from './pdf';

const sheet = (rows: number): Sheet => ({
  title: '服务收据',
  subtitle: '不是税务发票',
  facts: [{ label: '服务对象', value: '王** 𠮷' }],
  tables: [
    {
      heading: '费用明细',
      columns: [
        { label: '项目', share: 3 },
        { label: '金额', share: 1, align: 'right' },
      ],
      rows: Array.from({ length: rows }, (_, index) => [`第 ${index + 1} 次`, '¥168.00']),
      totals: [['合计', '¥195.20']],
    },
  ],
  notes: ['开具时间'],
  issuer: '居家护理平台',
  at: Date.parse('2026-11-24T12:00:00+08:00'),
});
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;

test('a page of A4 with the font embedded in part only', async () => {
  const pdf = await pdfOf(sheet(3));
  const text = pdf.toString('latin1');
  expect(text.startsWith('%PDF-')).toBe(true);
  expect(text).toContain('/FontFile2');
  expect(text).toContain('[0 0 595.28 841.89]');
  expect(pdf.length).toBeLessThan(40_000);
  expect(pagesOf(pdf)).toBe(1);
});

test('a long table goes on upon the next page', async () => {
  expect(pagesOf(await pdfOf(sheet(60)))).toBe(3);
});

test('a row that does not fit its columns is an error, not a shifted amount', async () => {
  const good = sheet(1);
  const [table] = good.tables;
  const odd = { ...good, tables: [{ ...table!, rows: [['只有一格']] }] };
  await expect(pdfOf(odd)).rejects.toThrow('1 texts in a table of 2 columns');
});
