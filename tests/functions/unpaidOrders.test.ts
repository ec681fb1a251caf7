/** An account holds nurses' time with a few unpaid orders at once, not with many. */
import type { Reply } from '#contract/reply';
import { accepted, booked, quotedOrder } from './story';
import { asked, confirmSheet } from './paying';
import { FAMILIES, TOMORROW_TEN } from './people';
import { openWorld, type World } from './world';

const [wangs, lis] = FAMILIES;
const DAY = 24 * 3_600_000;
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.db.collection('settings').doc('operations').update({ 'booking.maxUnpaidOrders': 2 });
});
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const on = (day: number) => ({ startAt: TOMORROW_TEN + day * DAY });

test('two wait, accepted or not; the third is refused, also on request again, and nothing is left of it', async () => {
  await booked(world, on(1));
  const orderId = await accepted(world, on(2));
  const third = await quotedOrder(world, wangs, on(3));
  for (const _time of [1, 2]) {
    const reply = await world.call('createOrder', third, wangs);
    expect(reply).toMatchObject({ error: { code: 'TOO_MANY_UNPAID', details: { unpaid: 2, most: 2 } } });
  }
  expect(await world.find('orders', { _id: third.requestId })).toEqual([]);
  // another family is not concerned
  expect(codeOf(await world.call('createOrder', await quotedOrder(world, lis, on(3)), lis))).toBe('ok');
  // one of them is paid: there is room
  await confirmSheet(world, await asked(world, orderId, 'deposit'));
  expect(codeOf(await world.call('createOrder', third, wangs))).toBe('ok');
  expect(codeOf(await world.call('createOrder', third, wangs))).toBe('ok');
});

test('asked for at the same moment: no more than may be', async () => {
  const chens = FAMILIES[2];
  const wishes = await Promise.all([5, 6, 7, 8, 9].map((day) => quotedOrder(world, chens, on(day))));
  const codes = (await Promise.all(wishes.map((wish) => world.call('createOrder', wish, chens)))).map(codeOf);
  expect(codes.sort()).toEqual(['TOO_MANY_UNPAID', 'TOO_MANY_UNPAID', 'TOO_MANY_UNPAID', 'ok', 'ok']);
});
