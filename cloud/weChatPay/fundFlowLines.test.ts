import { fundLinesOf } from './fundFlowLines';

const HEADER =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号';
const row = (name: string, type: string, direction: string, yuan: string, remark: string, voucher: string) =>
  `\`2026-11-23 13:54:01,\`5030,\`42000009,\`${name},\`${type},\`${direction},\`${yuan},\`0.22,\`system,\`${remark},\`${voucher}`;
const ROWS = [
  row('交易', '交易', '收入', '167.00', '导尿', 'A'),
  row('交易', '扣除交易手续费', '支出', '1.00', '', 'A'),
  row('退款', '退款', '支出', '29.82', '退款总金额30.00元;含手续费0.18元', 'AR1'),
  row('商家转账', '商家转账', '支出', '94.60', '护理服务收入', 'P1'),
  row('提现', '提现', '支出', '20.00', '', ''),
];
const bill = (rows: readonly string[], sums: string) =>
  `\uFEFF${[HEADER, ...rows, '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额', sums].join('\r\n')}\r\n`;
const SUMS = '`5,`1,`167.00,`4,`145.42';

test('every kind of line; a refund says both what went back and the fee in it', () => {
  expect(fundLinesOf(bill(ROWS, SUMS))).toEqual([
    { move: 'payment', number: 'A', amountFen: 16_700 },
    { move: 'fee', number: 'A', amountFen: 100 },
    { move: 'refund', number: 'AR1', amountFen: 3000 },
    { move: 'fee', number: 'AR1', amountFen: -18 },
    { move: 'transfer', number: 'P1', amountFen: 9460 },
    { move: 'other', number: '42000009', amountFen: 2000 },
  ]);
});

test.each([
  ['a row is missing', bill(ROWS.slice(1), SUMS)],
  ['a sum is another', bill(ROWS, '`5,`1,`167.00,`4,`145.43')],
  ['neither in nor out', bill([row('交易', '交易', '其他', '1.00', '', 'A')], '`1,`1,`1.00,`0,`0.00')],
  [
    'a refund whose remark says another amount',
    bill([ROWS[2]?.replace('29.82', '29.81') ?? ''], '`1,`0,`0.00,`1,`29.81'),
  ],
  ['no such columns', '交易时间,商户号\r\n`a,`b\r\nx\r\n`1,`0,`0.00,`1,`0.00\r\n'],
])('refused as a whole: %s', (_, text) => {
  expect(() => fundLinesOf(text)).toThrow(/PAYMENT_SERVICE_FAILED/);
});
