/** A nurse who is late: another one is sought, or a person is alerted; and what an operator may override, with a reason. */
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { accepted, booked } from './story';
import { openWorld, type World } from './world';

const [wangs, lis] = FAMILIES;
const [first] = NURSES;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const DESK = { uid: 'operator-1' };
let world: World;
let day = 0;
let startAt: number;
beforeAll(async () => void (world = await openWorld()), 60_000);
beforeEach(() => (startAt = TOMORROW_TEN + (day += 1) * 24 * HOUR));
afterAll(() => world?.stop());

/** Accepted and, for the sweep’s sake, paid: what was paid is none of its business. */
async function paid(status = 'pendingService', family = wangs): Promise<string> {
  const orderId = await accepted(world, { startAt }, family);
  const change = { status, payBy: null, ...(status === 'travelling' && { departedAt: startAt }) };
  await world.db.collection('orders').doc(orderId).update(change);
  return orderId;
}
const alertsOf = (orderId: string) => world.find('operatorAlerts', { orderId });
let number = 0;
async function assign(
  orderId: string,
  nurseId: string,
  overrideReason?: string,
): Promise<{ state: string; answer: string }> {
  const _id = `assign-${(number += 1)}`;
  const words = { kind: 'assignOrder', orderId, nurseId, ...(overrideReason && { overrideReason }) };
  const row = { _id, ...words, requestedBy: DESK.uid, requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(row);
  await world.ok('runCommand', { commandId: _id }, DESK);
  return (await world.find<{ state: string; answer: string }>('opCommands', { _id }))[0] as never;
}

test('a quarter of an hour late and not on her way: another one is sought at once, for the soonest hour, by one of many sweeps', async () => {
  const orderId = await paid();
  await world.jumpTo(startAt + 14 * MINUTE);
  await world.tick('reassignTimer');
  expect(await world.order(orderId)).toMatchObject({ nurseId: 'nurse1', startAt });
  await world.jumpTo(startAt + 16 * MINUTE);
  await Promise.all([world.tick('reassignTimer'), world.tick('reassignTimer'), world.tick('reassignTimer')]);
  const order = await world.order(orderId);
  expect(order).toMatchObject({ nurseId: null, urgent: true, status: 'pendingAcceptance' });
  expect(order.startAt).toBeGreaterThan(world.now());
  expect(await world.find('orderEvents', { orderId, event: 'release' })).toHaveLength(1);
  await world.tick('reassignTimer');
  expect((await world.find('offers', { orderId, status: 'open' })).length).toBeGreaterThan(1);
  // Her half hours are free, the person's moved along.
  expect(await world.find('slots', { orderId, _id: `nurse:nurse1:${startAt}` })).toEqual([]);
  expect((await world.find('slots', { orderId })).map(({ _id }) => _id)).toContain(
    `recipient:${order.recipientId}:${order.startAt}`,
  );
  const told = await world.find<{ payload: { openid: string; words: { note: string } } }>('outbox', {
    orderId,
    kind: 'message',
  });
  expect(
    told.filter(({ payload }) => payload.openid === wangs.openid).map(({ payload }) => payload.words.note),
  ).toContainEqual(expect.stringContaining('正在加急另找'));
});

test('on her way: a person is alerted, once, also after the alert was closed', async () => {
  const orderId = await paid('travelling');
  await world.jumpTo(startAt + 16 * MINUTE);
  await Promise.all([world.tick('reassignTimer'), world.tick('reassignTimer')]);
  expect(await world.order(orderId)).toMatchObject({ nurseId: 'nurse1', startAt });
  expect(await alertsOf(orderId)).toMatchObject([{ kind: 'orderNeedsNurse', state: 'open' }]);
  await world.db.collection('operatorAlerts').where({ orderId }).update({ state: 'closed' });
  await world.jumpTo(startAt + 17 * MINUTE);
  await world.tick('reassignTimer');
  expect(await alertsOf(orderId)).toMatchObject([{ state: 'closed' }]);
});

test('the person has another visit then: nothing moves, a person is alerted', async () => {
  const orderId = await paid();
  const halves = [1, 2, 3, 4, 5, 6].map((half) => startAt + HOUR / 2 + half * 30 * MINUTE);
  await world.db
    .collection('slots')
    .add(halves.map((at) => ({ _id: `recipient:${wangs.recipientId}:${at}`, orderId: 'other' })));
  await world.jumpTo(startAt + 16 * MINUTE);
  await world.tick('reassignTimer');
  expect(await world.order(orderId)).toMatchObject({ nurseId: 'nurse1', startAt });
  expect(await alertsOf(orderId)).toHaveLength(1);
});

describe('operators', () => {
  test('her own wishes give way to a reason, which stays on record', async () => {
    const orderId = await booked(world, { startAt }, lis);
    await world.db.collection('nurses').doc('nurse5').update({ shifts: [], serviceRadiusMeters: 100 });
    expect(await assign(orderId, 'nurse5')).toMatchObject({
      ...{ state: 'refused', answer: expect.stringMatching(/服务范围.*（H-002、H-003）/) },
    });
    expect(await assign(orderId, 'nurse5', '已电话与护士商定')).toMatchObject({ state: 'done' });
    expect(await world.order(orderId)).toMatchObject({ nurseId: 'nurse5' });
    expect(await world.find('orderEvents', { orderId, event: 'assign' })).toMatchObject([
      { details: { nurseId: 'nurse5', override: '已电话与护士商定' } },
    ]);
  });

  test('nothing else does: a hard rule is named and stands', async () => {
    const orderId = await booked(world, { startAt }, lis);
    await world.db.collection('nurses').doc('nurse4').update({ shifts: [], insuredUntil: 0 });
    expect(await assign(orderId, 'nurse4', '护士都没空')).toMatchObject({
      ...{ state: 'refused', answer: expect.stringContaining('（P-015）') },
    });
    const busy = await accepted(world, { startAt, nurseId: first._id });
    expect(await assign(orderId, first._id, '护士都没空')).toMatchObject({
      ...{ state: 'refused', answer: expect.stringContaining('（H-004）') },
    });
    expect(await world.order(busy)).toMatchObject({ nurseId: first._id });
    expect(await world.order(orderId)).toMatchObject({ nurseId: null });
  });
});
