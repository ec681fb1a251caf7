import type { CreateOrderReply } from '#contract/createOrder';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { booked, requestId, wishOf } from './story';
import { openWorld, type World } from './world';

const [wangs, lis] = FAMILIES;
let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world.stop());

test('a price in parts: 11 800 service, 1 200 for 3.16 km, the consumables of the catalogue', async () => {
  const { price, validUntil } = await world.ok<QuoteOrderReply>('quoteOrder', wishOf(wangs), wangs);
  const parts = Object.fromEntries(price.items.map(({ kind, amountFen }) => [kind, amountFen]));
  expect(parts).toEqual({ service: 11_800, transport: 1_200, consumables: expect.any(Number) });
  expect(price.totalFen).toBe(13_000 + (parts.consumables ?? 0));
  expect(validUntil - world.now()).toBeGreaterThan(9 * 60_000);
});

test('an order without a chosen nurse is offered to the first three by rule: 2, 1, 3', async () => {
  const orderId = await booked(world);
  const order = await world.order(orderId);
  expect(order).toMatchObject({ status: 'pendingAcceptance', nurseId: null, version: 2, district: '西湖区' });
  expect(order.dispatch.offeredNurseIds).toEqual(['nurse2', 'nurse1', 'nurse3']);
  const offers = await world.find('offers', { orderId });
  expect(offers.map(({ nurseId, status }) => [nurseId, status])).toEqual(
    expect.arrayContaining([['nurse1', 'open'], ['nurse2', 'open'], ['nurse3', 'open']]),
  );
  expect(await world.find('outbox', { orderId })).toHaveLength(3);
});
