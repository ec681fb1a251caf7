/** Name, street and phone of the other side: from the acceptance until a day after the visit, to the minute (P-047). */
import type { OrderView } from '#contract/orders';
import type { Reply } from '#contract/reply';
import { familyBooks, NURSE, OTHER_NURSE, OWNER, settleCanary, visitHappens } from './everyFunction';
import { canariesIn } from './canaries';
import { booked } from './story';
import { TOMORROW_TEN } from './people';
import { openWorld, type As, type World } from './world';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** What the nurse needs at the door. */
const OF_THE_FAMILY = ['address', 'addressPhone', 'allergy', 'condition', 'name', 'note'];
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await settleCanary(world);
}, 60_000);
afterAll(() => world?.stop());

const read = (orderId: string, as: As) => world.call<OrderView>('readOrder', { orderId }, as);
const hears = async (orderId: string, as: As) => canariesIn(JSON.stringify(await read(orderId, as))).sort();
const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);

test('asked, the nurse hears nothing; accepted, everything; given back, the order is not hers any more', async () => {
  const startAt = TOMORROW_TEN + 3 * DAY;
  const orderId = await booked(world, { nurseId: NURSE._id, startAt, note: '门铃坏了请敲窗雀声三下' }, OWNER);
  expect(codeOf(await read(orderId, NURSE))).toBe('ok');
  expect(await hears(orderId, NURSE)).toEqual([]);
  expect(codeOf(await read(orderId, OTHER_NURSE))).toBe('NOT_FOUND');
  await world.ok('acceptOrder', { orderId }, NURSE);
  expect(await hears(orderId, NURSE)).toEqual(OF_THE_FAMILY);
  expect(codeOf(await read(orderId, OTHER_NURSE))).toBe('NOT_FOUND');
  await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '身体不适' }, NURSE);
  expect(await hears(orderId, NURSE)).toEqual([]);
});

test('called off by the family: nothing from that moment', async () => {
  const orderId = await booked(world, { nurseId: NURSE._id, startAt: TOMORROW_TEN + 4 * DAY }, OWNER);
  await world.ok('acceptOrder', { orderId }, NURSE);
  expect((await hears(orderId, NURSE)).length).toBeGreaterThan(0);
  await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '临时有事' }, OWNER);
  expect(await hears(orderId, NURSE)).toEqual([]);
});

describe('a visit', () => {
  let orderId: string;
  let end: number;
  beforeAll(async () => {
    orderId = await familyBooks(world);
    await visitHappens(world, orderId);
    end = (await world.order(orderId)).finishedAt as number;
  }, 60_000);

  test('at its end and a minute before the day is over the nurse still reads it', async () => {
    expect(await hears(orderId, NURSE)).toEqual([...OF_THE_FAMILY, 'visitSummary']);
    await world.jumpTo(end + DAY - MINUTE);
    expect(await hears(orderId, NURSE)).toEqual([...OF_THE_FAMILY, 'visitSummary']);
  });

  test('when the day is over she reads that she was there, and no more', async () => {
    await world.jumpTo(end + DAY);
    expect(await hears(orderId, NURSE)).toEqual([]);
    const reply = await read(orderId, NURSE);
    expect(reply).toMatchObject({
      ok: true,
      data: { recipient: null, address: null, contactPhone: null, note: '', visit: null },
    });
    await world.jumpTo(end + DAY + MINUTE);
    expect(await hears(orderId, NURSE)).toEqual([]);
  });

  test('the family hears no phone, street or full name of the nurse, neither before, during nor after', async () => {
    const { nurse } = await world.ok<OrderView>('readOrder', { orderId }, OWNER);
    expect(Object.keys(nurse ?? {}).sort()).toEqual(['name', 'nurseId', 'stars', 'title']);
    expect(await world.find('tracks', { _id: orderId })).toEqual([]);
  });
});
