import { assertWhole } from '../documents/sheet';
import { anOrder } from '../testing/anOrder';
import { receiptSheet } from './receipt';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const issuer = '居家护理平台';
const deposit = { part: 'deposit', amountFen: 4_240, paidAt: NOON - 7_200_000, transactionId: '4200001' } as const;
const balance = { part: 'balance', amountFen: 16_960, paidAt: NOON, transactionId: '4200002' } as const;

test('every part of the price, every payment, and what is left after money went back', () => {
  const order = anOrder({ status: 'completed', nurseName: '李护士' });
  const reductions = [{ kind: 'late', label: '护士迟到减免', amountFen: 1_680, nurseFen: 0 }] as const;
  const refunds = [{ amountFen: 1_680, at: NOON + 60_000, hasArrived: false }];
  const facts = {
    order: { ...order, money: { ...order.money, reductions } },
    payments: [balance, deposit],
    refunds,
    issuer,
  };
  const sheet = receiptSheet(facts, NOON + 120_000);
  assertWhole(sheet);
  expect(sheet.facts).toContainEqual({ label: '实付金额', value: '¥195.20（壹佰玖拾伍元贰角）' });
  expect(sheet.facts).toContainEqual({ label: '服务对象', value: '王**' });
  const [price, money] = sheet.tables;
  expect(price?.rows).toEqual([
    ['服务费', '¥168.00'],
    ['交通费（7.6 公里）', '¥20.00'],
    ['耗材费', '¥24.00'],
    ['护士迟到减免', '-¥16.80'],
  ]);
  expect(price?.totals).toEqual([['合计', '¥195.20']]);
  expect(money?.rows).toEqual([
    ['2026年11月24日 10:00', '微信支付 定金', '4200001', '¥42.40'],
    ['2026年11月24日 12:00', '微信支付 尾款', '4200002', '¥169.60'],
    ['2026年11月24日 12:01', '正在原路退回', '', '-¥16.80'],
  ]);
  expect(money?.totals).toEqual([['实付', '', '', '¥195.20']]);
});

test('called off: what was agreed, the fee, and that nothing is left', () => {
  const order = anOrder({ status: 'refunded' });
  const refunds = [{ amountFen: 4_240, at: NOON, hasArrived: true }];
  const sheet = receiptSheet({ order, payments: [deposit], refunds, issuer }, NOON);
  expect(sheet.tables[0]).toMatchObject({
    heading: '原来约定的费用',
    totals: [
      ['合计', '¥212.00'],
      ['订单已取消，取消费', '¥0.00'],
    ],
  });
  expect(sheet.facts).toContainEqual({ label: '实付金额', value: '¥0.00（零元整）' });
});

test('nothing was paid: no receipt', () => {
  expect(() => receiptSheet({ order: anOrder(), payments: [], refunds: [], issuer }, NOON)).toThrow(
    'RECEIPT_TOO_EARLY',
  );
});
