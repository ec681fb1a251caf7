/** The minute's sweep comes hours late, three times at once, and finds more than a page of each: everything once, nothing left. */
import type { Order } from '#domain/order/order';
import { TOMORROW_TEN } from './people';
import { booked } from './story';
import { openWorld, type World } from './world';

const HOUR = 3_600_000;
/** More than two pages of the sweep. */
const MANY = 120;
let world: World;
let like: Order;
beforeAll(async () => {
  world = await openWorld();
  like = await world.order(await booked(world, { startAt: TOMORROW_TEN + 48 * HOUR }));
}, 60_000);
afterAll(() => world?.stop());

/** Orders of as many families, each in this state. */
async function many(name: string, except: Partial<Order>): Promise<void> {
  const orders = Array.from({ length: MANY }, (_, index) => ({
    ...like,
    ...{ _id: `${name}-${index}`, recipientId: `recipient-${name}-${index}`, version: 1 },
    ...except,
  }));
  await world.db.collection('orders').add(orders);
}
const eventsOf = (name: string) =>
  world.find<{ _id: string; event: string }>('orderEvents', { orderId: new RegExp(`^${name}-`) });
const stillIn = async (name: string, status: Order['status']) =>
  (await world.find('orders', { _id: new RegExp(`^${name}-`), status })).length;
/** Until nothing changes any more: one run has only so much time, the next minute goes on. */
async function swept(done: () => Promise<boolean>): Promise<void> {
  for (let run = 0; run < 6 && !(await done()); run += 1) {
    const replies = await Promise.all([1, 2, 3].map(() => world.tick('reassignTimer')));
    expect(replies.map(({ ok }) => ok)).toEqual([true, true, true]);
  }
}

test('unpaid orders are let go, each once', async () => {
  await many('unpaid', { status: 'pendingPayment', nurseId: 'nurse1', payBy: world.now() - 3 * HOUR });
  await swept(async () => (await stillIn('unpaid', 'pendingPayment')) === 0);
  expect(await stillIn('unpaid', 'cancelled')).toBe(MANY);
  const events = await eventsOf('unpaid');
  expect(events.map(({ event }) => event)).toEqual(Array(MANY).fill('cancel'));
}, 120_000);

test('searches whose hour is over end, each once, however late', async () => {
  const startedAt = world.now() - 5 * HOUR;
  const dispatch = { ...like.dispatch, stage: 'operators' as const, startedAt, nextStepAt: startedAt + HOUR };
  await many('search', { status: 'pendingAcceptance', dispatch });
  await swept(async () => (await stillIn('search', 'pendingAcceptance')) === 0);
  expect(await stillIn('search', 'cancelled')).toBe(MANY);
  expect((await eventsOf('search')).map(({ event }) => event)).toEqual(Array(MANY).fill('cancel'));
}, 120_000);

test('transfers nobody answered go to a dispatcher, each once, with one alert', async () => {
  const asked = { state: 'review' as const, askedAt: world.now() - HOUR, dueAt: world.now() - HOUR };
  await many('transfer', {
    ...{ status: 'pendingService', nurseId: 'nurse1', payBy: null },
    transfer: { ...asked, toNurseId: null, toNurseName: null },
  });
  await world.db.collection('transfers').add(
    Array.from({ length: MANY }, (_, index) => ({
      _id: `transfer-${index}`,
      orderId: `transfer-${index}`,
      state: 'review',
    })),
  );
  const left = async () => (await world.find('orders', { _id: /^transfer-/, 'transfer.state': 'review' })).length;
  await swept(async () => (await left()) === 0);
  expect(await left()).toBe(0);
  expect((await eventsOf('transfer')).map(({ event }) => event)).toEqual(Array(MANY).fill('answerTransfer'));
  expect(await world.find('operatorAlerts', { orderId: /^transfer-/ })).toHaveLength(MANY);
}, 120_000);

test('nurses who are late on their way: one alert each; a broken row holds up nobody', async () => {
  await many('late', { status: 'travelling', nurseId: 'nurse1', startAt: world.now() - 20 * 60_000, atDoorAt: null });
  await world.db
    .collection('orders')
    .doc('late-0')
    .update({ money: 'nothing', startAt: world.now() - 21 * 60_000 });
  const alerts = async () => (await world.find('operatorAlerts', { orderId: /^late-/ })).length;
  await swept(async () => (await alerts()) === MANY);
  expect(await alerts()).toBe(MANY);
}, 120_000);
