import { anAcceptedOrder, anOrder, someMoney, VISIT_AT } from '../testing/anOrder';
import { refundArrived, type Settlement, settle } from './pay';

const NOW = VISIT_AT - 24 * 3_600_000;
const deposit: Settlement = {
  part: 'deposit',
  paidFen: 4240,
  expectedFen: 4240,
  transactionId: 'wx-1',
  outTradeNo: 'out-1',
  alreadyPaid: false,
};
const full: Settlement = { ...deposit, part: 'full', paidFen: 21_200, expectedFen: 21_200 };
const balance: Settlement = { ...deposit, part: 'balance', paidFen: 16_960, expectedFen: 16_960 };
const unpaid = anAcceptedOrder();

test('a paid deposit makes the order certain', () => {
  const { order, fact } = settle(unpaid, deposit, NOW);
  expect(order).toEqual({
    ...unpaid,
    status: 'pendingService',
    statusSince: NOW,
    money: someMoney({ paidFen: 4240 }),
    payBy: null,
    version: 2,
  });
  expect(fact).toMatchObject({
    event: 'payDeposit',
    details: { part: 'deposit', amountFen: 4240, outTradeNo: 'out-1' },
  });
});

test('so does the whole at once', () => {
  expect(settle(unpaid, full, NOW).order).toMatchObject({ status: 'pendingService', money: { paidFen: 21_200 } });
});

test('hearing the same notice again changes nothing', () => {
  const { order } = settle(unpaid, deposit, NOW);
  expect(settle(order, { ...deposit, alreadyPaid: true }, NOW + 5000)).toEqual({ order, fact: null });
});

const withDeposit = { money: someMoney({ paidFen: 4240 }) };

test('the balance completes a confirmed order, and changes no other state', () => {
  const settled = (status: 'pendingBalance' | 'inService') =>
    settle(anAcceptedOrder({ ...withDeposit, status }), balance, NOW).order;
  expect(settled('pendingBalance')).toMatchObject({ status: 'completed', money: { paidFen: 21_200 } });
  expect(settled('inService')).toMatchObject({ status: 'inService', money: { paidFen: 21_200 } });
});

test.each(['cancelled', 'refunding', 'refunded'] as const)(
  'money for an order that is %s goes back by itself',
  (status) => {
    const { order, fact } = settle(anAcceptedOrder({ status }), full, NOW);
    expect(order).toMatchObject({ status: 'refunding', money: { paidFen: 21_200, refundingFen: 21_200 } });
    expect(fact).toMatchObject({ event: 'payLate', details: { amountFen: 21_200 } });
  },
);

test('late money adds to a refund under way', () => {
  const order = anAcceptedOrder({ status: 'refunding', money: someMoney({ paidFen: 4240, refundingFen: 4240 }) });
  expect(settle(order, balance, NOW).order.money).toMatchObject({ paidFen: 21_200, refundingFen: 21_200 });
});

test.each<[string, ReturnType<typeof anOrder>, Settlement, string]>([
  ['one fen short', unpaid, { ...deposit, paidFen: 4239 }, 'AMOUNT_MISMATCH'],
  ['one fen over', unpaid, { ...deposit, paidFen: 4241 }, 'AMOUNT_MISMATCH'],
  ['nothing at all', unpaid, { ...deposit, paidFen: 0, expectedFen: 0 }, 'AMOUNT_MISMATCH'],
  [
    'another sum than the order’s, though it was asked for',
    unpaid,
    { ...deposit, paidFen: 5, expectedFen: 5 },
    'AMOUNT_MISMATCH',
  ],
  ['the whole after the deposit', anAcceptedOrder({ ...withDeposit, status: 'pendingService' }), full, 'PAID_TWICE'],
  [
    'a second balance',
    anAcceptedOrder({ status: 'pendingConfirmation', money: someMoney({ paidFen: 21_200 }) }),
    balance,
    'PAID_TWICE',
  ],
  ['a balance before the deposit', unpaid, { ...balance, paidFen: 21_200, expectedFen: 21_200 }, 'ILLEGAL_STEP'],
  ['a deposit after the nurse backed out', anOrder(), deposit, 'ILLEGAL_STEP'],
])('refuses %s', (_, order, payment, code) => {
  expect(() => settle(order, payment, NOW)).toThrow(expect.objectContaining({ code }));
});

const refunding = anAcceptedOrder({ status: 'refunding', money: someMoney({ paidFen: 21_200, refundingFen: 19_520 }) });

test('a refund in two parts: refunded when no other is open', () => {
  const first = refundArrived(refunding, 4240, NOW).order;
  expect(first).toMatchObject({ status: 'refunding', money: { refundingFen: 15_280, refundedFen: 4240 } });
  const second = refundArrived(first, 15_280, NOW).order;
  expect(second).toMatchObject({ status: 'refunded', money: { refundingFen: 0, refundedFen: 19_520 } });
});

test.each([19_521, 0, -5, 0.5, NaN])('never %p fen more than was asked back', (amountFen) => {
  expect(() => refundArrived(refunding, amountFen, NOW)).toThrow(expect.objectContaining({ code: 'AMOUNT_MISMATCH' }));
});

test('a refund that nobody asked for is refused', () => {
  expect(() => refundArrived(unpaid, 5, NOW)).toThrow(expect.objectContaining({ code: 'ILLEGAL_STEP' }));
});
