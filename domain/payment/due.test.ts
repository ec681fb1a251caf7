import { anAcceptedOrder, anOrder, someMoney } from '../testing/anOrder';
import { dueFen, payable } from './due';

test('before acceptance nothing can be paid', () => {
  expect(payable(anOrder())).toEqual([]);
});

test('after acceptance: the deposit of 20 %, or all of it', () => {
  expect(payable(anAcceptedOrder())).toEqual([
    { part: 'deposit', amountFen: 4240 },
    { part: 'full', amountFen: 21_200 },
  ]);
});

test('nobody is asked for nothing: a deposit of less than half a fen is none', () => {
  const price = { items: [{ kind: 'service' as const, label: '服务费', amountFen: 1 }], totalFen: 1, depositFen: 0 };
  expect(payable(anAcceptedOrder({ money: someMoney({ price }) }))).toEqual([{ part: 'full', amountFen: 1 }]);
});

test.each(['pendingService', 'travelling', 'inService', 'pendingConfirmation', 'pendingBalance'] as const)(
  'the balance may be paid while the order is %s',
  (status) => {
    const order = anAcceptedOrder({ status, money: someMoney({ paidFen: 4240 }) });
    expect(dueFen(order)).toBe(16_960);
    expect(payable(order)).toEqual([{ part: 'balance', amountFen: 16_960 }]);
  },
);

test('a paid order owes nothing', () => {
  const order = anAcceptedOrder({ status: 'pendingService', money: someMoney({ paidFen: 21_200 }) });
  expect(dueFen(order)).toBe(0);
  expect(payable(order)).toEqual([]);
});

test.each(['cancelled', 'refunding', 'refunded'] as const)('nothing is due on an order that is %s', (status) => {
  const order = anAcceptedOrder({ status, money: someMoney({ paidFen: 4240 }) });
  expect(dueFen(order)).toBe(0);
  expect(payable(order)).toEqual([]);
});
