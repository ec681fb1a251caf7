/** Several offers with one tap: what fits is told first, then each is won or lost by itself. */
import type { AcceptOrderReply, Batch } from '#contract/acceptOrder';
import type { ListOffersReply } from '#contract/listOffers';
import type { Reply } from '#contract/reply';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { booked } from './story';
import { openWorld, type World } from './world';

const [wangs, lis, chens] = FAMILIES;
const [first, second, third] = NURSES;
const HOUR = 3_600_000;
let world: World;
let day = 0;
let startAt: number;
beforeAll(async () => void (world = await openWorld()), 60_000);
beforeEach(() => (startAt = TOMORROW_TEN + (day += 1) * 24 * HOUR));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
type Step = 'check' | 'acceptAll' | 'acceptFeasible';
const tap = (step: Step, orderIds: readonly string[], nurse = first) =>
  world.call<AcceptOrderReply>('acceptOrder', { step, orderIds }, nurse);
async function batchOf(step: Step, orderIds: readonly string[], nurse = first): Promise<Batch> {
  const reply = await tap(step, orderIds, nurse);
  if (!reply.ok || !reply.data.batch) throw new Error(JSON.stringify(reply));
  return reply.data.batch;
}
const shown = ({ timeline }: Batch) => timeline.map(({ orderId, state, why }) => [orderId, state, why]);
/** At ten, at ten again, and at noon. */
const three = async () => [
  await booked(world, { startAt }, wangs),
  await booked(world, { startAt }, lis),
  await booked(world, { startAt: startAt + 2 * HOUR }, chens),
];

test('a look takes nothing and tells what fits, what not, and beside what', async () => {
  const [ten, tenToo, noon] = (await three()) as [string, string, string];
  const batch = await batchOf('check', [noon, tenToo, ten]);
  const fitting = batch.timeline.filter(({ state }) => state === 'fits').map(({ orderId }) => orderId);
  expect(fitting).toHaveLength(2);
  expect(fitting).toContain(noon);
  const against = batch.timeline.find(({ state }) => state === 'against');
  expect(against).toMatchObject({ why: 'time', besidesAt: startAt, wayMinutes: null, district: '西湖区' });
  // All three live at the same corner: 4 minutes from door to door.
  expect(batch.timeline.find(({ orderId }) => orderId === noon)).toMatchObject({ wayMinutes: 4 });
  expect([batch.takenIds, batch.missed]).toEqual([[], []]);
  for (const orderId of [ten, tenToo, noon]) expect((await world.order(orderId)).nurseId).toBeNull();
});

test('all or none; then those that fit, and the rest stays open to others', async () => {
  const [ten, tenToo, noon] = (await three()) as [string, string, string];
  expect(codeOf(await tap('acceptAll', [ten, tenToo, noon]))).toBe('BATCH_NOT_FEASIBLE');
  expect(await world.find('bookings', { nurseId: 'nurse1', startAt })).toEqual([]);
  const batch = await batchOf('acceptFeasible', [ten, tenToo, noon]);
  expect([...batch.takenIds].sort()).toEqual(
    batch.timeline
      .filter(({ state }) => state === 'fits')
      .map(({ orderId }) => orderId)
      .sort(),
  );
  expect(batch.takenIds).toHaveLength(2);
  for (const orderId of batch.takenIds) {
    expect(await world.order(orderId)).toMatchObject({ status: 'pendingPayment', nurseId: 'nurse1' });
  }
  const left = [ten, tenToo].find((orderId) => !batch.takenIds.includes(orderId)) as string;
  await world.ok('acceptOrder', { orderId: left }, second);
  // What she has shows as hers, what is gone as gone.
  expect(shown(await batchOf('check', [left, noon]))).toEqual(
    expect.arrayContaining([
      [left, 'against', 'taken'],
      [noon, 'mine', null],
    ]),
  );
});

test('all that fit together are taken with one tap; tapping again changes nothing', async () => {
  const [ten, , noon] = (await three()) as [string, string, string];
  expect((await batchOf('acceptAll', [ten, noon])).takenIds).toEqual([ten, noon]);
  expect((await batchOf('acceptAll', [ten, noon])).missed).toEqual([]);
  expect(await world.find('orderEvents', { orderId: ten, event: 'accept' })).toHaveLength(1);
});

test('two nurses tap the same offers at once: each visit has one of them, and the other is told', async () => {
  const [ten, , noon] = (await three()) as [string, string, string];
  const batches = await Promise.all(
    [first, second, third].map((nurse) => batchOf('acceptFeasible', [ten, noon], nurse)),
  );
  const won = batches.flatMap(({ takenIds }) => takenIds);
  expect([...won].sort()).toEqual([ten, noon].sort());
  for (const { takenIds, missed, timeline } of batches) {
    const told = [...missed.map(({ orderId }) => orderId), ...timeline.flatMap((one) => (one.why ? one.orderId : []))];
    expect([...takenIds, ...told].sort()).toEqual([ten, noon].sort());
  }
});

test('a day that would be too long keeps what is allowed, and says that she needs rest', async () => {
  const hours = [-2, -1, 0, 1, 2, 3];
  const orderIds = [];
  // One after the other without a break: after four hours twenty minutes of rest are due (P-060).
  for (const [index, hour] of hours.entries()) {
    const family = FAMILIES[index % 3] as (typeof FAMILIES)[number];
    orderIds.push(await booked(world, { startAt: startAt + hour * HOUR }, family));
  }
  const batch = await batchOf('check', orderIds);
  expect(batch.timeline.filter(({ state }) => state === 'fits').length).toBeLessThan(6);
  expect(batch.timeline.filter(({ state }) => state === 'against').map(({ why }) => why)).toContain('rest');
});

test('more than operators allow, nothing, and what she was never asked', async () => {
  const { batchMost } = await world.ok<ListOffersReply>('listOffers', {}, first);
  expect(batchMost).toBe(6);
  const seven = Array.from({ length: 7 }, (_, index) => `order-${index}`);
  expect(codeOf(await tap('check', seven))).toBe('BATCH_TOO_LARGE');
  expect(codeOf(await tap('check', []))).toBe('BAD_INPUT');
  expect(codeOf(await tap('acceptAll', ['order-1']))).toBe('NOT_FOUND');
  const alone = await booked(world, { startAt, nurseId: 'nurse2' });
  expect(codeOf(await tap('acceptFeasible', [alone]))).toBe('NOT_FOUND');
  expect(codeOf(await world.call('acceptOrder', { step: 'check', orderIds: [alone] }, wangs))).toBe('FORBIDDEN');
});
