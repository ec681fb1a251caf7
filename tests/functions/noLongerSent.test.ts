/** A nurse who may no longer be sent: what she has goes on at once, what she was asked is asked of others. */
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { accepted, booked } from './story';
import { openWorld, type World } from './world';

const [, lis, chens] = FAMILIES;
const [first, second, third] = NURSES;
const DAY = 86_400_000;
const DESK = { uid: 'operator-1' };
const TODAY_NOON = Date.parse('2026-11-23T12:00:00+08:00');
const NIGHT = Date.parse('2026-11-24T00:05:00+08:00');
let world: World;
beforeAll(async () => void (world = await openWorld()), 60_000);
afterAll(() => world?.stop());

/** What was poked may still be running: the rows say when it is through. */
async function carriedOut(): Promise<void> {
  await world.tick('outboxTimer');
  while ((await world.find('outbox', { kind: 'handOver', state: 'waiting' })).length > 0) await breath();
}
const breath = () => new Promise((resolve) => setTimeout(resolve, 20));
const offersTo = async (nurseId: string) =>
  (await world.find<{ orderId: string; status: string }>('offers', { nurseId })).map(
    ({ orderId, status }) => [orderId, status] as const,
  );
let number = 0;
async function command(words: object): Promise<string> {
  const _id = `sent-${(number += 1)}`;
  await world.db
    .collection('opCommands')
    .add({ _id, ...words, requestedBy: DESK.uid, requestedAt: world.now(), state: 'waiting' });
  await world.ok('runCommand', { commandId: _id }, DESK);
  return (await world.find<{ state: string }>('opCommands', { _id }))[0]?.state ?? '';
}

test('location consent taken back: accepted orders go on, open offers end, what is too near goes to people', async () => {
  const startAt = TOMORROW_TEN + 2 * DAY;
  const hers = await accepted(world, { startAt, nurseId: 'nurse2' });
  const near = await accepted(world, { startAt: TODAY_NOON, nurseId: 'nurse2' }, chens);
  await world.jumpTo(TODAY_NOON - 1.5 * 3_600_000);
  const asked = await booked(world, { startAt: startAt + DAY, nurseId: 'nurse2' }, lis);
  await world.db
    .collection('orders')
    .doc(near)
    .update({ payBy: world.now() + 3_600_000 });
  await world.ok('giveConsent', { step: 'withdraw', kind: 'location', recipientId: null }, second);
  await carriedOut();
  expect(await world.order(hers)).toMatchObject({ status: 'pendingAcceptance', nurseId: null });
  expect(await offersTo('nurse2')).toEqual(expect.arrayContaining([[asked, 'lost']]));
  // Her exclusive time is over at once: others are asked, and the half hours are hers again.
  expect((await world.find('offers', { orderId: asked, status: 'open' })).length).toBeGreaterThan(0);
  expect(await world.find('bookings', { _id: asked })).toEqual([]);
  expect(await world.order(near)).toMatchObject({ nurseId: 'nurse2' });
  expect(await world.find('operatorAlerts', { orderId: near, kind: 'orderNeedsNurse' })).toHaveLength(1);
});

test('an authorisation taken back by the desk: orders of that service go on, the others stay', async () => {
  const startAt = TOMORROW_TEN + 5 * DAY;
  const gone = await accepted(world, { startAt, nurseId: 'nurse3' });
  const asked = await booked(world, { startAt: startAt + DAY, nurseId: 'nurse3' }, lis);
  const revocation = { kind: 'revokeCompetency', nurseId: 'nurse3', serviceCode: 'MED-05', reason: '操作不规范' };
  expect(await command(revocation)).toBe('done');
  await carriedOut();
  expect(await world.order(gone)).toMatchObject({ status: 'pendingAcceptance', nurseId: null });
  expect(await offersTo('nurse3')).toEqual(expect.arrayContaining([[asked, 'lost']]));
  expect(third.serviceCodes).toContain('MED-05');
});

describe('the night of 24 November, with somebody whose papers cannot be read', () => {
  let asked: string;
  beforeAll(async () => {
    await world.jumpTo(NIGHT - 600_000);
    asked = await booked(world, { startAt: TOMORROW_TEN + 7 * DAY, nurseId: 'nurse1' });
    const { competencies: _gone, ...broken } = first;
    await world.db
      .collection('nurses')
      .add({ ...broken, _id: 'nurse0', userId: 'user-nurse0', openid: '', serviceCodes: [] });
    await world.db.collection('nurses').add(
      Array.from({ length: 60 }, (_, index) => ({
        ...first,
        _id: `nurse-${100 + index}`,
        userId: `user-${100 + index}`,
        openid: '',
      })),
    );
    await world.db
      .collection('nurses')
      .doc('nurse1')
      .update({ insuredUntil: NIGHT - 300_000 });
    await world.db
      .collection('nurses')
      .doc('nurse-159')
      .update({ insuredUntil: NIGHT - 300_000 });
    await world.jumpTo(NIGHT);
    await Promise.all([world.tick('dailyTimer'), world.tick('dailyTimer')]);
    await carriedOut();
  }, 60_000);

  test('all others are looked at, over every page, and the day is not called done', async () => {
    const suspended = await world.find<{ _id: string }>('nurses', { status: 'suspended' });
    expect(suspended.map(({ _id }) => _id).sort()).toEqual(['nurse-159', 'nurse1']);
    expect(await world.find('dailyRuns', { _id: 'papers:2026-11-24' })).toEqual([
      expect.objectContaining({ doneAt: null, cursor: '' }),
    ]);
  });

  test('her open offer ended with the suspension, and others are asked', async () => {
    expect(await offersTo('nurse1')).toEqual(expect.arrayContaining([[asked, 'lost']]));
    expect((await world.find('offers', { orderId: asked, status: 'open' })).length).toBeGreaterThan(0);
  });

  test('put right, the next hour finds it done', async () => {
    await world.db.collection('nurses').doc('nurse0').update({ competencies: [] });
    await world.jumpTo(NIGHT + 3_600_000);
    await world.tick('dailyTimer');
    expect(await world.find('dailyRuns', { _id: 'papers:2026-11-24' })).toEqual([
      expect.objectContaining({ doneAt: expect.any(Number) }),
    ]);
  });
});
