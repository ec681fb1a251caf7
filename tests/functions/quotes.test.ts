/** A price that was shown is the price that is charged, for ten minutes; nothing of it can be changed on the way. */
import * as fc from 'fast-check';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { Reply } from '#contract/reply';
import type { PriceList } from '#domain/payment/priceList';
import { FAMILIES, TOMORROW_TEN } from './people';
import { NO_QUOTE, quotedOrder, wishOf } from './story';
import { openWorld, type World } from './world';

const [wangs, lis] = FAMILIES;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
let day = 0;
/** A day of its own each time. */
const order = (more: Record<string, unknown> = {}) =>
  quotedOrder(world, wangs, { startAt: TOMORROW_TEN + (day += 1) * 24 * HOUR, ...more });

test('nine minutes later it still counts; ten minutes later it is refused with a new one, which then counts', async () => {
  const inTime = await order();
  const tooLate = await order();
  await world.jumpTo(world.now() + 9 * MINUTE);
  expect(codeOf(await world.call('createOrder', inTime, wangs))).toBe('ok');
  await world.jumpTo(world.now() + 1.1 * MINUTE);
  const refused = await world.call('createOrder', tooLate, wangs);
  expect(refused).toMatchObject({
    error: {
      code: 'QUOTE_EXPIRED',
      details: { totalFen: tooLate.expectedTotalFen, quote: { goodUntil: expect.any(Number) } },
    },
  });
  expect(await world.find('orders', { _id: tooLate.requestId })).toEqual([]);
  const { quote } = (refused as unknown as { error: { details: { quote: { token: string } } } }).error.details;
  expect(codeOf(await world.call('createOrder', { ...tooLate, quote: quote.token }, wangs))).toBe('ok');
});

test('asked again after it ran out, the same request is the order it made', async () => {
  const asked = await order();
  await world.ok('createOrder', asked, wangs);
  await world.jumpTo(world.now() + 30 * MINUTE);
  expect(await world.ok('createOrder', asked, wangs)).toEqual({ orderId: asked.requestId });
});

test.each<[string, (asked: Record<string, unknown>) => object]>([
  ['made up', () => ({ quote: NO_QUOTE })],
  [
    'for longer than it was given',
    ({ quote }) => ({ quote: `${Number(String(quote).split('.')[0]) + HOUR}.${String(quote).split('.')[1]}` }),
  ],
  ['of another time', ({ startAt }) => ({ startAt: Number(startAt) + HOUR })],
  ['cheaper by a fen', ({ expectedTotalFen }) => ({ expectedTotalFen: Number(expectedTotalFen) - 1 })],
])('a quote %s is refused', async (_, change) => {
  const asked = await order();
  expect(codeOf(await world.call('createOrder', { ...asked, ...change(asked) }, wangs))).toBe('QUOTE_CHANGED');
});

test('nor somebody else’s', async () => {
  const theirs = await quotedOrder(world, lis, { startAt: TOMORROW_TEN });
  const ours = await quotedOrder(world, wangs, { startAt: TOMORROW_TEN });
  expect(codeOf(await world.call('createOrder', { ...ours, quote: theirs.quote }, wangs))).toBe('QUOTE_CHANGED');
});

test('the published price changes meanwhile: the order is not made at either price', async () => {
  const asked = await order();
  const list = world.db.collection('priceLists').doc('杭州市:platform:v1');
  const [published] = await world.find<PriceList>('priceLists');
  const lines = published?.lines ?? [];
  await list.update({
    lines: lines.map((one) => (one.serviceCode === 'MED-05' ? { ...one, serviceFen: 12_800 } : one)),
  });
  await world.jumpTo(world.now() + 2 * MINUTE);
  const refused = await world.call('createOrder', asked, wangs);
  expect(refused).toMatchObject({
    error: { code: 'QUOTE_CHANGED', details: { totalFen: (asked.expectedTotalFen as number) + 1_000 } },
  });
  await list.update({ lines });
  await world.jumpTo(world.now() + 2 * MINUTE);
});

test('whatever is booked, whenever, wherever: the order costs what was shown, part by part', async () => {
  const services = await world.find<{ code: string }>('services', { offered: true });
  const metersAway = fc.integer({ min: 0, max: 14_000 });
  const wishes = fc.record({
    serviceCode: fc.constantFrom(...services.map(({ code }) => code)),
    halfHours: fc.integer({ min: 0, max: 47 }),
    metersAway,
  });
  // each run in hours of its own, since nobody is visited twice at once
  let run = 0;
  await fc.assert(
    fc.asyncProperty(wishes, async ({ serviceCode, halfHours, metersAway: routeMeters }) => {
      await world.db.collection('addresses').doc(lis.addressId).update({ routeMeters });
      const midnight = TOMORROW_TEN - 10 * HOUR + ((run += 1) % 26) * 24 * HOUR;
      const wish = wishOf(lis, { serviceCode, startAt: midnight + halfHours * 30 * MINUTE });
      const quoted = await world.ok<QuoteOrderReply>('quoteOrder', wish, lis);
      const asked = await quotedOrder(world, lis, wish);
      const reply = await world.call('createOrder', asked, lis);
      // two runs may meet in one half hour: that is refused, never sold at another price
      if (!reply.ok) return expect(reply.error.code).toBe('RECIPIENT_BUSY');
      const { money } = await world.order(asked.requestId);
      expect(money.price).toEqual(quoted.price);
      expect(money.price.items.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(quoted.price.totalFen);
    }),
    { numRuns: 40, seed: 20_261_123 },
  );
});
