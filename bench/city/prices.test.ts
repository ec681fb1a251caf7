import { costsOf } from './prices';

test('by hand: ten orders, 400 calls, 2,000 requests, 20 photographs, 5 text messages, 2,500 yuan', () => {
  const used = { orders: 10, functionCalls: 400, databaseRequests: 2000, storageRequests: 20, textMessages: 5 };
  const costs = costsOf({ ...used, paidFen: 250_000 });
  // 40 calls of an order, 0.00005 yuan each: 2 yuan for a thousand.
  expect(costs.functionCalls).toBeCloseTo(2, 10);
  expect(costs.databaseRequests).toBeCloseTo(10, 10);
  expect(costs.storageRequests).toBeCloseTo(0.1, 10);
  // (400 · 0.02 s + 2000 · 0.006 s) · 0.25 GB = 5 GBs for ten orders.
  expect(costs.compute).toBeCloseTo(500 * 0.00011108, 10);
  expect(costs.picturesForAYear).toBeCloseTo(8.28, 10);
  expect(costs.textMessages).toBeCloseTo(25, 10);
  expect(costs.paymentFee).toBeCloseTo(1500, 10);
});
