import type { FindSlotsReply } from '#contract/findSlots';
import type { ReadCatalogueReply } from '#contract/readCatalogue';
import type { RecommendNursesReply } from '#contract/recommendNurses';
import type { Reply } from '#contract/reply';
import { FAMILIES, TOMORROW_TEN } from './people';
import { accepted, wishOf } from './story';
import { openWorld, type World } from './world';

const [wangs, lis] = FAMILIES;
const HOUR = 3_600_000;
let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const slotsOf = async (day: string, more: object = {}) => {
  const { startAt: _startAt, ...wish } = wishOf(wangs, more);
  const { slots } = await world.ok<FindSlotsReply>('findSlots', { ...wish, day }, wangs);
  return new Map(slots.map(({ startAt, nurseCount }) => [startAt, nurseCount]));
};

test('readCatalogue: all 51 services in four categories', async () => {
  const { categories, services } = await world.ok<ReadCatalogueReply>('readCatalogue', {}, wangs);
  expect(categories.map(({ code }) => code)).toEqual(['MED', 'REH', 'LIF', 'SPC']);
  expect(services).toHaveLength(51);
  expect(
    services.filter(
      ({ consumables, consumablesFen }) =>
        consumablesFen !== consumables.reduce((sum, one) => sum + one.quantity * one.unitPriceFen, 0),
    ),
  ).toEqual([]);
  expect(codeOf(await world.call('readCatalogue', {}, {}))).toBe('NOT_SIGNED_IN');
});

describe('recommendNurses', () => {
  test('nearest half kilometre first, stars inside it, each with the reason', async () => {
    const { nurses } = await world.ok<RecommendNursesReply>('recommendNurses', wishOf(wangs), wangs);
    expect(nurses.map(({ nurseId }) => nurseId)).toEqual(['nurse2', 'nurse1', 'nurse3', 'nurse4', 'nurse5']);
    // 400 m × 1.35 at 22 km/h are 1.5 minutes, and four for the doors.
    expect(nurses[0]).toMatchObject({
      distanceMeters: 400,
      travelMinutes: 6,
      reason: '距离 400 米 · 约 6 分钟 · 评分 4.9',
    });
  });

  test('who is busy is not recommended', async () => {
    await accepted(world, { nurseId: 'nurse2', startAt: TOMORROW_TEN + 24 * HOUR }, lis);
    const wish = wishOf(wangs, { startAt: TOMORROW_TEN + 24.5 * HOUR });
    const { nurses } = await world.ok<RecommendNursesReply>('recommendNurses', wish, wangs);
    expect(nurses.map(({ nurseId }) => nurseId)).not.toContain('nurse2');
  });

  test('nobody is qualified: an empty list, no error', async () => {
    const reply = await world.ok<RecommendNursesReply>(
      'recommendNurses',
      wishOf(wangs, { serviceCode: 'LIF-01' }),
      wangs,
    );
    expect(reply.nurses).toEqual([]);
  });
});

describe('findSlots', () => {
  test('how many could come at each half hour of a day; nobody off shift', async () => {
    const slots = await slotsOf('2026-11-24');
    expect(slots.size).toBe(32); // 06:00 … 21:30
    expect(slots.get(TOMORROW_TEN)).toBe(5);
    expect(slots.get(TOMORROW_TEN - 2.5 * HOUR)).toBe(0); // 07:30
    expect(slots.get(TOMORROW_TEN + 9 * HOUR)).toBe(5); // 19:00 … 19:45
    expect(slots.get(TOMORROW_TEN + 9.5 * HOUR)).toBe(0); // to 20:15, the shift ends at 20:00
  });

  test('where the person herself has a visit, nobody is counted; half an hour before it, a visit would reach into it', async () => {
    const ten = TOMORROW_TEN + 72 * HOUR;
    const orderId = await accepted(world, { nurseId: 'nurse1', startAt: ten });
    const { startAt: _startAt, ...wish } = wishOf(wangs);
    const at = async (startAt: number) => {
      const { slots } = await world.ok<FindSlotsReply>('findSlots', { ...wish, day: '2026-11-27' }, wangs);
      return slots.find((slot) => slot.startAt === startAt);
    };
    expect(await at(ten)).toEqual({ startAt: ten, nurseCount: 0, recipientBusy: true });
    expect(await at(ten - 0.5 * HOUR)).toMatchObject({ nurseCount: 0, recipientBusy: true });
    expect(await at(ten - HOUR)).toMatchObject({ nurseCount: 5, recipientBusy: false });
    await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '时间有变' }, wangs);
    expect(await at(ten)).toMatchObject({ recipientBusy: false });
  });

  test('a visit takes its nurse out of the half hours around it', async () => {
    const ten = TOMORROW_TEN + 48 * HOUR;
    await accepted(world, { nurseId: 'nurse1', startAt: ten }, lis);
    const slots = await slotsOf('2026-11-26');
    expect([slots.get(ten - 0.5 * HOUR), slots.get(ten), slots.get(ten + 0.5 * HOUR)]).toEqual([4, 4, 4]);
    // Bound from 10:00 to 11:00, and a neighbour in the same house: 9:00 and 11:00 are possible.
    expect([slots.get(ten - HOUR), slots.get(ten + HOUR)]).toEqual([5, 5]);
  });

  test('today begins an hour from now; a day that is none is refused', async () => {
    const [firstSlot] = [...(await slotsOf('2026-11-23')).keys()];
    expect((firstSlot ?? 0) - world.now()).toBeGreaterThanOrEqual(HOUR);
    const { startAt: _startAt, ...wish } = wishOf(wangs);
    expect(codeOf(await world.call('findSlots', { ...wish, day: '2026-02-30' }, wangs))).toBe('BAD_INPUT');
    expect(codeOf(await world.call('findSlots', { ...wish, day: '2026-11-24' }, lis))).toMatch(/NOT_FOUND/);
  });
});
