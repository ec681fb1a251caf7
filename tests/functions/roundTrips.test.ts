/** What the busiest steps cost the database, counted by the emulator: settings and catalogue are warm, as they nearly always are. */
import { booked } from './story';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { openWorld, type World } from './world';

const DAY = 24 * 3_600_000;
const [first] = NURSES;
let world: World;
beforeAll(async () => {
  world = await openWorld();
  const orderId = await booked(world, { startAt: TOMORROW_TEN + 5 * DAY });
  await world.ok('acceptOrder', { orderId }, first);
});
afterAll(() => world?.stop());

/** Round trips of one step; whatever it poked runs after it and is not counted. */
async function costOf<T>(name: string, data: object, as: { openid: string }): Promise<{ cost: number; answer: T }> {
  const before = world.cloud.emulator.stats();
  const answer = await world.ok<T>(name, data, as);
  const after = world.cloud.emulator.stats();
  console.log(name, JSON.stringify(before), JSON.stringify(after));
  return { cost: after.databaseCalls - before.databaseCalls, answer };
}

const wish = (startAt: number, nurseId: string | null, key: string) => ({
  serviceCode: 'MED-05',
  recipientId: FAMILIES[0].recipientId,
  addressId: FAMILIES[0].addressId,
  startAt,
  requestId: `roundtrips0000000000${key}`,
  nurseId,
  note: '',
  expectedTotalFen: 16_700,
});

test('without a chosen nurse', async () => {
  const made = await costOf<{ orderId: string }>('createOrder', wish(TOMORROW_TEN, null, 'a'), FAMILIES[0]);
  const taken = await costOf('acceptOrder', { orderId: made.answer.orderId }, first);
  expect([made.cost, taken.cost]).toEqual([14, 17]);
});

test('with a chosen nurse', async () => {
  const made = await costOf<{ orderId: string }>('createOrder', wish(TOMORROW_TEN + DAY, 'nurse1', 'b'), FAMILIES[0]);
  const taken = await costOf('acceptOrder', { orderId: made.answer.orderId }, first);
  expect([made.cost, taken.cost]).toEqual([16, 12]);
});
