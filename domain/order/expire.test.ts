import { anAcceptedOrder, anOrder } from '../testing/anOrder';
import { parameters } from '../testing/parameters';
import { expireUnpaid } from './expire';

const order = anAcceptedOrder();
const payBy = order.payBy ?? 0;

test('there is time until the very moment', () => {
  expect(expireUnpaid(order, payBy - 1, parameters)).toBeNull();
});

test('then the order is let go, for nothing', () => {
  expect(expireUnpaid(order, payBy, parameters)?.order).toMatchObject({
    status: 'cancelled',
    cancelReason: '超时未支付',
    payBy: null,
    money: { cancellationFeeFen: 0, refundingFen: 0 },
  });
});

test('only unpaid orders expire', () => {
  expect(expireUnpaid(anOrder(), payBy + 1, parameters)).toBeNull();
  expect(expireUnpaid(anAcceptedOrder({ status: 'pendingService', payBy: null }), payBy + 1, parameters)).toBeNull();
});
