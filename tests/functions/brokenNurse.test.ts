/** One nurse’s document is broken: the others near her are found all the same, and people at the desk are told. */
import type { FindSlotsReply } from '#contract/findSlots';
import type { RecommendNursesReply } from '#contract/recommendNurses';
import { FAMILIES, TOMORROW_TEN } from './people';
import { booked, wishOf } from './story';
import { openWorld, type World } from './world';

const [wangs] = FAMILIES;
let world: World;
beforeAll(async () => (world = await openWorld()), 60_000);
afterAll(() => world?.stop());

const alertOf = (nurseId: string) => world.find('operatorAlerts', { _id: `nurseBroken:${nurseId}` });
const recommended = async () =>
  (await world.ok<RecommendNursesReply>('recommendNurses', wishOf(wangs), wangs)).nurses.map(({ nurseId }) => nurseId);

/** The document as somebody's slip of the hand in the database's console would leave it. */
const breaks: readonly [string, object][] = [
  ['without competencies', { competencies: null }],
  ['with a word for a number', { insuredUntil: '2028-01-01' }],
  ['without stars', { stars: null }],
  ['with half a place of work', { practicePlaceIds: null }],
];

describe.each(breaks)('%s', (_how, fields) => {
  let before: Record<string, unknown>;
  beforeAll(async () => {
    [before] = (await world.find('nurses', { _id: 'nurse1' })) as [Record<string, unknown>];
    const { _id, ...rest } = before;
    await world.db
      .collection('nurses')
      .doc('nurse1')
      .set({ ...rest, ...fields });
  });
  afterAll(async () => {
    const { _id, ...rest } = before;
    await world.db.collection('nurses').doc('nurse1').set(rest);
    await world.db.collection('operatorAlerts').where({ nurseId: 'nurse1' }).remove();
  });

  test('she is left out, everybody else is recommended and counted in the hours', async () => {
    expect(await recommended()).toEqual(['nurse2', 'nurse3', 'nurse4', 'nurse5']);
    const { startAt: _startAt, ...place } = wishOf(wangs);
    const { slots } = await world.ok<FindSlotsReply>('findSlots', { ...place, day: '2026-11-24' }, wangs);
    expect(Math.max(...slots.map(({ nurseCount }) => nurseCount))).toBe(4);
  });

  test('the desk reads which fields', async () => {
    const field = Object.keys(fields)[0] as string;
    expect(await alertOf('nurse1')).toMatchObject([
      { kind: 'nurseBroken', state: 'open', text: expect.stringContaining(field) },
    ]);
  });
});

test('an order is offered to the others; the daily run tells it where nobody searches', async () => {
  await world.db.collection('nurses').doc('nurse1').update({ serviceRadiusMeters: 'far' });
  const orderId = await booked(world, {});
  expect((await world.order(orderId)).dispatch.offeredNurseIds).toEqual(
    expect.arrayContaining(['nurse2', 'nurse3', 'nurse4']),
  );
  await world.db.collection('nurses').doc('nurse5').update({ reviewCount: null });
  await world.jumpTo(TOMORROW_TEN);
  await world.tick('dailyTimer');
  expect(await alertOf('nurse5')).toMatchObject([{ state: 'open' }]);
});
