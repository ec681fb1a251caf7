import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { totalsOf } from '#domain/payment/reconcile';
import { feesOf, fenOf, linesOf } from './billLines';

const official = readFileSync(join(__dirname, '../../stand-ins/vectors/wechatpay-tradebill.ALL.csv'), 'utf8');

test('the official sample: 45 moves, 0.47 yuan ordered, 0.14 asked back', () => {
  expect(totalsOf(linesOf(official))).toMatchObject({ paidFen: 47, refundFen: 14 });
  expect(linesOf(official)).toHaveLength(45);
  expect(linesOf(official)[0]).toEqual({
    move: 'refund',
    number: expect.any(String) as string,
    amountFen: 1,
    feeFen: 0,
  });
});

test('a line cut off, a line too many, a changed amount: the whole bill is refused', () => {
  const lines = official.trimEnd().split(/\r?\n/);
  const code = (text: string) => {
    try {
      linesOf(text);
      return null;
    } catch (error) {
      return (error as { details: { code: string } }).details.code;
    }
  };
  expect(code(official)).toBeNull();
  expect(code([lines[0], ...lines.slice(2)].join('\r\n'))).toBe('BILL_SUMS_DIFFER');
  expect(code([lines[0], lines[1], ...lines.slice(1)].join('\r\n'))).toBe('BILL_SUMS_DIFFER');
  expect(code(lines.slice(0, -1).join('\r\n'))).toMatch(/^BILL_/);
  expect(code(official.replace('商户订单号', '订单号'))).toBe('BILL_COLUMNS_DIFFER');
});

test('fees are read with their sign, and their sum must be the one the bill names', () => {
  const lines = official.trimEnd().split(/\r?\n/);
  const names = (lines[0] ?? '').replace(/^\uFEFF/, '').split(',');
  const set = (line: string, place: number, value: string) =>
    line
      .split(',')
      .map((one, at) => (at === place ? `\`${value}` : one))
      .join(',');
  const charged = [...lines];
  charged[1] = set(lines[1] ?? '', names.indexOf('手续费'), '-0.18000');
  charged[2] = set(lines[2] ?? '', names.indexOf('手续费'), '0.60000');
  charged[charged.length - 1] = set(lines.at(-1) ?? '', 4, '0.50');
  const read = linesOf(charged.join('\r\n'));
  expect([read[0]?.feeFen, read[1]?.feeFen, feesOf(read), feesOf(linesOf(official))]).toEqual([-18, 60, 50, 8]);
  charged[charged.length - 1] = set(lines.at(-1) ?? '', 4, '0.51');
  expect(() => linesOf(charged.join('\r\n'))).toThrow('PAYMENT_SERVICE_FAILED');
});

test('a comma in the name of the goods parts nothing', () => {
  const lines = official.trimEnd().split(/\r?\n/);
  const comma = lines.map((line, i) => (i === 1 ? line.replace('系统拨测', '系统,拨测') : line)).join('\r\n');
  expect(linesOf(comma)).toEqual(linesOf(official));
});

test.each([
  ['155.00', 15_500],
  ['0.01', 1],
  ['45.0', 4_500],
  ['7', 700],
  ['0.57000', 57],
])('%s yuan are %i fen', (yuan, fen) => expect(fenOf(yuan)).toBe(fen));

test.each(['', '-1.00', '1.005', '1e3', '1,000.00', 'NaN'])('%p is no amount', (yuan) =>
  expect(() => fenOf(yuan)).toThrow(),
);
