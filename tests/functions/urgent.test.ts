/** As soon as possible (B5): several nurses asked at once, one comes, or it is said honestly that nobody can. */
import type { FindSlotsReply } from '#contract/findSlots';
import type { Reply } from '#contract/reply';
import { FAMILIES, NURSES } from './people';
import { booked, quotedOrder, wishOf } from './story';
import { openWorld, type World } from './world';

const [wangs, lis] = FAMILIES;
const MINUTE = 60_000;
const at = (text: string) => Date.parse(`2026-11-${text}:00+08:00`);
let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const soonest = async (day: string, family = wangs) => {
  const { startAt: _startAt, ...wish } = wishOf(family);
  return (await world.ok<FindSlotsReply>('findSlots', { ...wish, day }, family)).soonest;
};
const openOffers = async (orderId: string) =>
  (await world.find<{ nurseId: string }>('offers', { orderId, status: 'open' })).map(({ nurseId }) => nurseId).sort();

test('ten past eight: nine o’clock is the soonest, and tomorrow has none', async () => {
  await world.jumpTo(at('23T08:10'));
  expect(await soonest('2026-11-23')).toEqual({ startAt: at('23T09:00'), nurseCount: 5 });
  expect(await soonest('2026-11-24')).toBeNull();
});

test('all who can be there are asked at once, the first has it, and it is to be paid at once', async () => {
  await world.jumpTo(at('23T08:11'));
  const orderId = await booked(world, { startAt: at('23T09:00'), urgent: true });
  expect(await openOffers(orderId)).toEqual(['nurse1', 'nurse2', 'nurse3', 'nurse4', 'nurse5']);
  expect((await world.find<{ urgent: boolean }>('offers', { orderId }))[0]?.urgent).toBe(true);
  const replies = await Promise.all(NURSES.slice(0, 3).map((nurse) => world.call('acceptOrder', { orderId }, nurse)));
  expect(replies.map(codeOf).sort()).toEqual(['OFFER_TAKEN', 'OFFER_TAKEN', 'ok']);
  const { payBy, statusSince, urgent } = await world.order(orderId);
  expect({ urgent, payWithin: (payBy ?? 0) - statusSince }).toEqual({ urgent: true, payWithin: 10 * MINUTE });
  await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '时间有变' }, wangs);
});

test('who lives too far to be there in time is not asked', async () => {
  await world.jumpTo(at('23T08:14'));
  const nurses = world.db.collection('nurses');
  // 11 km to the north: 45 minutes of way and ten to answer are more than the 46 that are left
  const far = [120.13, 30.26 + 11_000 / 111_319];
  await nurses.doc('nurse5').update({ location: { type: 'Point', coordinates: far }, serviceRadiusMeters: 15_000 });
  const orderId = await booked(world, { startAt: at('23T09:00'), urgent: true });
  expect(await openOffers(orderId)).toEqual(['nurse1', 'nurse2', 'nurse3', 'nurse4']);
  await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '时间有变' }, wangs);
  // the same nurse for a visit an hour later: there is time
  const later = await booked(world, { startAt: at('23T10:00'), urgent: true });
  expect(await openOffers(later)).toContain('nurse5');
  await world.ok('changeOrder', { kind: 'cancel', orderId: later, reason: '时间有变' }, wangs);
});

test('nobody answers: people take over after ten minutes, it is let go after thirty', async () => {
  await world.jumpTo(at('23T08:20'));
  const orderId = await booked(world, { startAt: at('23T10:00'), urgent: true }, lis);
  const later = async (minutes: number) => {
    await world.jumpTo(world.now() + minutes * MINUTE);
    await world.tick('reassignTimer');
    return world.order(orderId);
  };
  expect((await later(9)).dispatch.stage).toBe('alternates');
  expect((await later(1.5)).dispatch.stage).toBe('operators');
  expect(await later(20)).toMatchObject({ status: 'cancelled', money: { cancellationFeeFen: 0, paidFen: 0 } });
});

test.each([
  ['in two and a half hours', () => ({ startAt: at('23T12:00') }), 'SLOT_NOT_URGENT'],
  ['in twenty minutes', () => ({ startAt: at('23T09:30') }), 'SLOT_IN_PAST'],
  ['from a chosen nurse', () => ({ startAt: at('23T10:30'), nurseId: 'nurse1' }), 'BAD_INPUT'],
])('an urgent visit %s is refused', async (_, wish, code) => {
  await world.jumpTo(at('23T09:12'));
  const asked = await quotedOrder(world, wangs, { ...wish(), urgent: true });
  expect(codeOf(await world.call('createOrder', asked, wangs))).toBe(code);
});

test('at eleven at night nobody works: said at once, and no order exists', async () => {
  await world.jumpTo(at('23T23:10'));
  expect(await soonest('2026-11-23')).toBeNull();
  const asked = await quotedOrder(world, wangs, { startAt: at('24T00:30'), urgent: true });
  expect(codeOf(await world.call('createOrder', asked, wangs))).toBe('NOBODY_SOON');
  expect(await world.find('orders', { _id: asked.requestId })).toEqual([]);
});

test('where somebody works at night, she is asked at night', async () => {
  const shifts = [
    { weekday: 1, fromMinute: 0, toMinute: 1440 },
    { weekday: 2, fromMinute: 0, toMinute: 1440 },
  ];
  await world.db.collection('nurses').doc('nurse1').update({ shifts });
  expect(await soonest('2026-11-23')).toEqual({ startAt: at('24T00:00'), nurseCount: 1 });
  const orderId = await booked(world, { startAt: at('24T00:00'), urgent: true });
  const [offer] = await world.find<{ nurseId: string; offeredAt: number; expiresAt: number }>('offers', { orderId });
  // the clock does not wait for the morning
  expect(offer).toMatchObject({ nurseId: 'nurse1', expiresAt: (offer?.offeredAt ?? 0) + 10 * MINUTE });
});
