/** Operators change numbers of operation: from their hour on, on record, and no sooner. */
import type { ListOffersReply } from '#contract/listOffers';
import { NURSES } from './people';
import { openWorld, type World } from './world';

const [first] = NURSES;
const DESK = { uid: 'operator-1' };
const HOUR = 3_600_000;
let world: World;
beforeAll(async () => void (world = await openWorld()), 60_000);
afterAll(() => world?.stop());

let number = 0;
async function set(
  path: string,
  value: number,
  from: number | null = null,
): Promise<{ state: string; answer: string }> {
  const _id = `set-${(number += 1)}`;
  const words = { kind: 'setParameter', path, value, from, reason: '周末护士较多' };
  const row = { _id, ...words, requestedBy: DESK.uid, requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(row);
  await world.ok('runCommand', { commandId: _id }, DESK);
  return (await world.find<{ state: string; answer: string }>('opCommands', { _id }))[0] as never;
}
const most = async () => (await world.ok<ListOffersReply>('listOffers', {}, first)).batchMost;

test('at once means in a minute, in every process; what it was stays on record', async () => {
  expect(await most()).toBe(6);
  const now = world.now();
  const { state, answer } = await set('dispatch.batchAcceptMax', 4);
  expect([state, answer]).toEqual(['done', expect.stringContaining('6 改为 4')]);
  const [change] = await world.find<{ from: number }>('settingChanges', { path: 'dispatch.batchAcceptMax' });
  expect(change).toMatchObject({ was: 6, value: 4, reason: '周末护士较多', by: DESK.uid });
  expect((change?.from ?? 0) - now).toBeGreaterThanOrEqual(60_000);
  expect(await most()).toBe(6);
  await world.jumpTo((change?.from ?? 0) + 1);
  expect(await most()).toBe(4);
});

test('from tomorrow on: not before, and exactly then, also where the numbers are remembered', async () => {
  const tomorrow = world.now() + 24 * HOUR;
  await set('dispatch.batchAcceptMax', 2, tomorrow);
  await set('dispatch.batchAcceptMax', 3, tomorrow + HOUR);
  await world.jumpTo(tomorrow - 10_000);
  expect(await most()).toBe(4);
  await world.jumpTo(tomorrow + 5_000);
  expect(await most()).toBe(2);
  await world.jumpTo(tomorrow + HOUR);
  expect(await most()).toBe(3);
  expect(await world.find('settingChanges', { path: 'dispatch.batchAcceptMax' })).toHaveLength(3);
  // The document a new environment starts with is never touched.
  const [base] = await world.find<{ dispatch: object }>('settings', { _id: 'operations' });
  expect(base?.dispatch).toMatchObject({ batchAcceptMax: 6 });
});

test('what makes no sense is refused, and says so', async () => {
  const before = (await world.find('settingChanges')).length;
  for (const [path, value] of [
    ['acceptance.waveSize', 0],
    ['acceptance.autoCancelMinutes', 5],
  ] as const) {
    expect(await set(path, value)).toMatchObject({ state: 'refused', answer: expect.stringContaining('范围') });
  }
  expect(await set('acceptance.nothing', 5)).toMatchObject({
    state: 'refused',
    answer: expect.stringContaining('没有'),
  });
  expect(await world.find('settingChanges')).toHaveLength(before);
});
