/** P-015: the insurer's number stands on the order before the nurse sets out; no number, no departure. */
import type { Order } from '#domain/order/order';

import { paid } from './paying';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(() => world.stop());
afterEach(() => world.cloud.standIns.insurer.script({ reset: true }));

const nurse1 = { openid: 'o-nurse1' };
const alerts = (orderId: string) => world.find<{ state: string; kind: string }>('operatorAlerts', { orderId });
const coversOf = (orderId: string) =>
  world.cloud.standIns.insurer.covers().filter(({ requestId }) => requestId === `${orderId}-nurse1`);

/** Two and a half hours before the visit; what time brings on the way does not happen. */
const beforeTheVisit = async (order: Order) => world.jumpTo(order.startAt - 150 * 60_000);

test('a paid order is covered by itself: the number stands on it, in the history and behind its policies', async () => {
  const orderId = await paid(world, 'full');
  await world.tick('outboxTimer');
  const { cover } = await world.order(orderId);
  const [issued] = coversOf(orderId);
  expect(cover).toEqual({ number: issued?.coverNumber, insurer: '示例财险', nurseId: 'nurse1' });
  expect(issued?.policies.map(({ policyNumber }) => policyNumber)).toEqual([
    'DEMO-nurse1-0',
    'DEMO-nurse1-1',
    'DEMO-nurse1-2',
  ]);
  expect(await world.find('orderEvents', { orderId, event: 'insure' })).toHaveLength(1);
  expect(await world.find('orderCovers', { orderId })).toMatchObject([{ number: cover?.number, nurseId: 'nurse1' }]);
  expect(JSON.stringify(issued)).not.toMatch(/王秀兰|o-family|138/);
});

test('the insurer is down: no departure, operators are told; when it is back the cover comes and the alert goes', async () => {
  const { insurer } = world.cloud.standIns;
  insurer.script({ fail: { status: 503, code: 'BUSY' } });
  const orderId = await paid(world, 'full');
  await world.tick('outboxTimer');
  const order = await world.order(orderId);
  expect(order.cover ?? null).toBeNull();
  expect(await alerts(orderId)).toMatchObject([{ kind: 'noInsuranceCover', state: 'open' }]);
  await beforeTheVisit(order);
  expect(await world.call('setOut', { orderId }, nurse1)).toMatchObject({
    ok: false,
    error: { code: 'NO_INSURANCE_COVER' },
  });
  insurer.script({ reset: true });
  await world.tick('outboxTimer');
  expect((await world.order(orderId)).cover?.number).toMatch(/^PA/);
  expect(await alerts(orderId)).toMatchObject([{ state: 'closed' }]);
  await world.ok('setOut', { orderId }, nurse1);
});

test('the answer is lost once: asked again, the same cover, issued once', async () => {
  world.cloud.standIns.insurer.script({ fail: { status: 500, code: 'LOST', afterEffect: true } });
  const orderId = await paid(world, 'full');
  await world.tick('outboxTimer');
  world.cloud.standIns.insurer.script({ reset: true });
  await beforeTheVisit(await world.order(orderId));
  // Nobody waits for the outbox: whoever sets out has it asked for at once.
  await world.ok('setOut', { orderId }, nurse1);
  expect(coversOf(orderId)).toHaveLength(1);
  expect((await world.order(orderId)).cover?.number).toBe(coversOf(orderId)[0]?.coverNumber);
});

test('a forged answer is none', async () => {
  world.cloud.standIns.insurer.script({ answers: 'forged' });
  const orderId = await paid(world, 'full');
  await world.tick('outboxTimer');
  await beforeTheVisit(await world.order(orderId));
  expect(await world.call('setOut', { orderId }, nurse1)).toMatchObject({
    ok: false,
    error: { code: 'NO_INSURANCE_COVER' },
  });
});

test('a nurse with two of three policies does not leave', async () => {
  const orderId = await paid(world, 'full');
  await world.db.collection('orders').doc(orderId).update({ cover: null });
  await world.db.collection('nursePolicies').where({ nurseId: 'nurse1', cover: 'personalAccident' }).remove();
  await beforeTheVisit(await world.order(orderId));
  expect(await world.call('setOut', { orderId }, nurse1)).toMatchObject({
    ok: false,
    error: { code: 'NO_INSURANCE_COVER' },
  });
});
