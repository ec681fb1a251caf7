/** Ways are asked of the map, remembered, counted, and estimated where the map is silent: then everybody reads that. */
import type { OfferView } from '#contract/listOffers';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { booked } from './story';
import { openWorld, type World } from './world';

const [, second] = NURSES;
const HOUR = 3_600_000;
let world: World;
let day = 0;
let startAt: number;
beforeAll(async () => {
  world = await openWorld();
  // After the rush: what the map says now is what it says of quiet streets.
  await world.jumpTo(world.now() + 1.5 * HOUR);
}, 60_000);
beforeEach(() => (startAt = TOMORROW_TEN + (day += 1) * 24 * HOUR));
afterAll(() => world?.stop());

const amap = () => world.cloud.standIns.amap;
const asked = () =>
  Object.entries(amap().calls()).flatMap(([path, times]) => (/distance|bicycling/.test(path) ? times : []));
const total = () => asked().reduce((sum, times) => sum + times, 0);
const offerTo = async (orderId: string): Promise<OfferView> =>
  (await world.find<OfferView>('offers', { orderId, nurseId: second._id }))[0] as OfferView;
interface Fact {
  readonly details: { readonly scores: readonly { nurseId: string; score: number; isEstimated: boolean }[] };
}
const scoresOf = async (orderId: string) =>
  (await world.find<Fact>('orderEvents', { orderId, event: 'offer' }))[0]?.details.scores ?? [];

test('the map is asked once, near ways by bicycle; the next search at that hour remembers', async () => {
  const before = total();
  const orderId = await booked(world, { startAt });
  // All five live within three kilometres: five rides.
  expect(total() - before).toBe(5);
  // 400 m as the crow flies, 540 m of street: 130 s on a bicycle, which the map rounds up to three minutes; and four for the doors.
  expect(await offerTo(orderId)).toMatchObject({ travelMinutes: 7, travelEstimated: false });
  expect(await world.find('travelTimes')).toHaveLength(5);
  await booked(world, { startAt: startAt + 24 * HOUR }, FAMILIES[1]);
  expect(total() - before).toBe(5);
  expect((await world.find<{ count: number }>('dailyCounts', { _id: /^mapWays/ }))[0]?.count).toBe(5);
});

test('why these nurses and in this order stands in the history, in numbers', async () => {
  const scores = await scoresOf(await booked(world, { startAt }));
  expect(scores).toHaveLength(3);
  expect(scores.map(({ score }) => score)).toEqual([...scores.map(({ score }) => score)].sort((a, b) => b - a));
  expect(scores[0]).toMatchObject({ isEstimated: false, near: expect.any(Number), fairness: expect.any(Number) });
});

test('a map that fails keeps nobody waiting: ways are estimates and marked as such', async () => {
  amap().script({ infocode: '10021' });
  // Another hour of the day, which nobody has asked about.
  const orderId = await booked(world, { startAt: startAt + 3 * HOUR });
  amap().script({ reset: true });
  expect(await offerTo(orderId)).toMatchObject({ travelMinutes: 6, travelEstimated: true });
  expect((await scoresOf(orderId)).every(({ isEstimated }) => isEstimated)).toBe(true);
});

test('a map that has enough for today is not asked again before midnight', async () => {
  amap().script({ infocode: '10003', times: 1 });
  await booked(world, { startAt: startAt + 4 * HOUR });
  const before = total();
  const orderId = await booked(world, { startAt: startAt + 5 * HOUR }, FAMILIES[1]);
  expect(total()).toBe(before);
  expect(await offerTo(orderId)).toMatchObject({ travelEstimated: true });
  await world.jumpTo(world.now() + 24 * HOUR);
  const next = await booked(world, { startAt: startAt + 29 * HOUR });
  expect(await offerTo(next)).toMatchObject({ travelEstimated: false });
});

test('in the rush the same way takes longer', async () => {
  const orderId = await booked(world, { startAt: Date.parse('2026-11-30T08:00:00+08:00') });
  const ways = await world.find<{ minutes: number; isTakenOver: boolean }>('travelTimes', { _id: /:8$/ });
  expect(ways.map(({ isTakenOver }) => isTakenOver)).toEqual([true, true, true, true, true]);
  // Three minutes of riding, as the map rounds them, become 3.9 in the rush; and four for the doors.
  expect(await offerTo(orderId)).toMatchObject({ travelMinutes: 8, travelEstimated: true });
  expect(await scoresOf(orderId)).toContainEqual(expect.objectContaining({ isEstimated: false, isTakenOver: true }));
});

test('what is remembered of a working day’s rush is not said of a Sunday', async () => {
  const sunday = Date.parse('2026-12-06T08:00:00+08:00');
  expect(await offerTo(await booked(world, { startAt: sunday }))).toMatchObject({ travelMinutes: 7 });
  expect(await world.find('travelTimes', { _id: /:free:8$/ })).toHaveLength(5);
});

test('the quota of the day is the operators’: used up, nothing is asked', async () => {
  await world.db
    .collection('dailyCounts')
    .doc(`mapWays::${new Date(world.now() + 8 * HOUR).toISOString().slice(0, 10)}`)
    .set({ count: 4000 });
  const before = total();
  const orderId = await booked(world, { startAt: startAt + 7 * HOUR });
  expect(total()).toBe(before);
  expect(await offerTo(orderId)).toMatchObject({ travelEstimated: true });
});
