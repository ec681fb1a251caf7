import type { FindSlotsReply } from '#contract/findSlots';
import type { OfferView } from '#contract/listOffers';
import type { Reply } from '#contract/reply';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { booked, quotedOrder, readyToBook, wishOf } from './story';
import { openWorld, type World } from './world';

const [wangs, lis] = FAMILIES;
const [first, second, third, fourth] = NURSES;
const HOUR = 3_600_000;
let world: World;
let day = 0;
let startAt: number;
beforeAll(async () => (world = await openWorld()));
// Each test has a day of its own, so that no test's bookings stand in another's way.
beforeEach(() => (startAt = TOMORROW_TEN + (day += 1) * 24 * HOUR));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const statusesOf = async (orderId: string) => {
  const offers = await world.find<{ nurseId: string; status: string }>('offers', { orderId });
  return Object.fromEntries(offers.map(({ nurseId, status }) => [nurseId, status]));
};
const told = async (orderId: string, openid: string) => {
  const rows = await world.find<{ payload: { template: string; openid: string } }>('outbox', {
    orderId,
    kind: 'message',
  });
  return rows.filter(({ payload }) => payload.openid === openid).map(({ payload }) => payload.template);
};

/** So many minutes later the timer runs; the minutes between are skipped. */
const later = async (minutes: number) => {
  await world.jumpTo(world.now() + minutes * 60_000);
  await world.tick('reassignTimer');
};

describe('nobody answers', () => {
  test('waves, alternates at once when all were asked, operators at 30 minutes, let go at 60', async () => {
    const orderId = await booked(world, { startAt });
    expect(await statusesOf(orderId)).toEqual({ nurse1: 'open', nurse2: 'open', nurse3: 'open' });

    await later(5.1);
    expect(await statusesOf(orderId)).toMatchObject({ nurse1: 'expired', nurse4: 'open', nurse5: 'open' });
    expect((await world.order(orderId)).dispatch).toMatchObject({ stage: 'waves', wave: 2 });

    await later(5.1);
    // Nobody is left to ask: operators take over, long before 30 minutes.
    expect((await world.order(orderId)).dispatch.stage).toBe('operators');
    expect(await told(orderId, wangs.openid)).toEqual(['searchDelayed']);

    await later(50);
    expect(await world.order(orderId)).toMatchObject({ status: 'cancelled', money: { cancellationFeeFen: 0 } });
    expect(await told(orderId, wangs.openid)).toEqual(['searchDelayed', 'orderCancelled', 'discountNotice']);
    expect(await world.find('slots', { orderId })).toEqual([]);
  });

  test('the chosen nurse has fifteen minutes; then others are asked and her time is hers again', async () => {
    const orderId = await booked(world, { startAt, nurseId: 'nurse1' });
    await later(14);
    expect(await statusesOf(orderId)).toEqual({ nurse1: 'open' });
    await later(2);
    expect(await statusesOf(orderId)).toEqual({
      nurse1: 'expired',
      nurse2: 'open',
      nurse3: 'open',
      nurse4: 'open',
      nurse5: 'open',
    });
    expect((await world.order(orderId)).dispatch.stage).toBe('alternates');
    expect(await world.find('bookings', { _id: orderId })).toEqual([]);
    expect(await world.find('slots', { _id: `nurse:nurse1:${startAt}` })).toEqual([]);
    expect(codeOf(await world.call('acceptOrder', { orderId }, first))).toBe('OFFER_CLOSED');
  });
});

describe('a nurse says no', () => {
  test('the chosen one: others are asked at once', async () => {
    const orderId = await booked(world, { startAt, nurseId: 'nurse1' });
    await world.ok('declineOrder', { orderId, reason: '距离太远' }, first);
    await world.tick('reassignTimer');
    expect(await statusesOf(orderId)).toMatchObject({ nurse1: 'declined', nurse2: 'open' });
    expect(await world.find('bookings', { _id: orderId })).toEqual([]);
    // Saying it again changes nothing.
    await world.ok('declineOrder', { orderId, reason: '其他' }, first);
    expect((await world.find('orderEvents', { orderId, event: 'decline' })).length).toBe(1);
  });

  test('who was not asked cannot', async () => {
    const orderId = await booked(world, { startAt, nurseId: 'nurse1' });
    expect(codeOf(await world.call('declineOrder', { orderId, reason: '其他' }, second))).toBe('NOT_FOUND');
    expect(codeOf(await world.call('declineOrder', { orderId, reason: '其他' }, wangs))).toBe('FORBIDDEN');
    expect(codeOf(await world.call('declineOrder', { orderId, reason: '没空' }, first))).toBe('BAD_INPUT');
  });
});

describe('a nurse accepts', () => {
  test('of three at once one wins; the others hear that it is taken', async () => {
    const orderId = await booked(world, { startAt });
    const replies = await Promise.all(
      [first, second, third].map((nurse) => world.call('acceptOrder', { orderId }, nurse)),
    );
    expect(replies.map(codeOf).sort()).toEqual(['OFFER_TAKEN', 'OFFER_TAKEN', 'ok']);
    const order = await world.order(orderId);
    expect(order).toMatchObject({ status: 'pendingPayment' });
    expect((order.payBy ?? 0) - order.statusSince).toBe(30 * 60_000);
    const winner = String(order.nurseId);
    expect(await world.find('bookings', { _id: orderId })).toEqual([
      expect.objectContaining({ nurseId: winner, startAt }),
    ]);
    expect(Object.values(await statusesOf(orderId)).sort()).toEqual(['accepted', 'lost', 'lost']);
    expect(await told(orderId, wangs.openid)).toEqual(['orderAccepted']);
    // The winner's second tap is no error.
    expect(codeOf(await world.call('acceptOrder', { orderId }, { openid: `o-${winner}` }))).toBe('ok');
  });

  test('not two visits at once, nor one she cannot reach in time', async () => {
    const orderId = await booked(world, { startAt });
    const same = await booked(world, { startAt }, lis);
    await world.ok('acceptOrder', { orderId }, first);
    expect(codeOf(await world.call('acceptOrder', { orderId: same }, first))).toBe('NURSE_BUSY');
    expect(codeOf(await world.call('acceptOrder', { orderId: same }, second))).toBe('ok');
  });

  test('two visits that each would do, but not both: accepted in the same instant, she gets one', async () => {
    const { addressDocument } = await import('#cloud/addresses');
    // 8 km to the north: 34 minutes of way, of which the buffer covers 15, and nothing lies between the two visits.
    const place = {
      position: [120.13, 30.26 + 8_000 / 111_319] as const,
      district: '西湖区',
      stationId: 's',
      routeMeters: 3_160,
    };
    const said = { label: '别处', text: '杭州市西湖区很远的地方 1 号', contactPhone: '13900000001' };
    const known = { _id: 'address-north', ownerUserId: lis.userId, createdAt: 0 };
    await world.db.collection('addresses').add(addressDocument(said, place, known));
    const bothWant = async (from: number) => {
      const here = await booked(world, { startAt: from });
      const there = await booked(world, { startAt: from + HOUR, addressId: 'address-north' }, lis);
      const [askedHere, askedThere] = await Promise.all([here, there].map(statusesOf));
      const both = NURSES.find(({ _id }) => askedHere?.[_id] && askedThere?.[_id]) ?? {};
      const accept = (orderId: string) => world.call('acceptOrder', { orderId }, both);
      return (await Promise.all([here, there].map(accept))).map(codeOf).sort();
    };
    for (const hours of [-1, 2, 5]) expect(await bothWant(startAt + hours * HOUR)).toEqual(['NURSE_BUSY', 'ok']);
  });

  test('nobody is sent to the family of her own account', async () => {
    const { addressOf, recipientOf } = await import('./sealed');
    const own = { ...wangs, userId: first.userId, openid: first.openid, recipientId: 'hers', addressId: 'her-home' };
    await world.db.collection('recipients').add(recipientOf(own, 0));
    await world.db.collection('addresses').add(addressOf(own, 0));
    await readyToBook(world, [own]);
    const { startAt: _startAt, ...place } = wishOf(own);
    const day = new Date(startAt + 8 * HOUR).toISOString().slice(0, 10);
    const { slots } = await world.ok<FindSlotsReply>('findSlots', { ...place, day }, own);
    expect(slots.find((slot) => slot.startAt === startAt)?.nurseCount).toBe(4);
    const asked = await quotedOrder(world, own, { startAt, nurseId: 'nurse1' });
    expect(codeOf(await world.call('createOrder', asked, own))).toBe('NURSE_UNAVAILABLE');
    const orderId = await booked(world, { startAt }, own);
    expect(Object.keys(await statusesOf(orderId)).sort()).toEqual(['nurse2', 'nurse3', 'nurse4']);
  });

  test('who declined is not asked again when the nurse who accepted backs out', async () => {
    const orderId = await booked(world, { startAt });
    await world.ok('declineOrder', { orderId, reason: '其他' }, second);
    await world.ok('acceptOrder', { orderId }, first);
    await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '身体不适' }, first);
    await world.tick('reassignTimer');
    expect(await statusesOf(orderId)).toMatchObject({ nurse1: 'accepted', nurse2: 'declined', nurse3: 'open' });
    expect((await world.order(orderId)).dispatch.offeredNurseIds.slice(0, 2)).toEqual(['nurse2', 'nurse1']);
  });

  test('only who was asked, only nurses, only what exists', async () => {
    const orderId = await booked(world, { startAt });
    expect(codeOf(await world.call('acceptOrder', { orderId }, fourth))).toBe('NOT_FOUND');
    expect(codeOf(await world.call('acceptOrder', { orderId }, wangs))).toBe('FORBIDDEN');
    expect(codeOf(await world.call('acceptOrder', { orderId: 'nothing' }, first))).toBe('NOT_FOUND');
  });

  test('listOffers shows what may still be accepted, without a name or a street', async () => {
    const orderId = await booked(world, { startAt });
    const { offers } = await world.ok<{ offers: OfferView[] }>('listOffers', {}, second);
    const shown = offers.find((offer) => offer.orderId === orderId);
    expect(shown).toMatchObject({
      district: '西湖区',
      distanceMeters: 400,
      recipientHint: '女 · 77 岁',
      exclusive: false,
    });
    expect(Object.keys(shown ?? {})).not.toContain('nurseOpenid');
    await world.ok('acceptOrder', { orderId }, first);
    const after = await world.ok<{ offers: OfferView[] }>('listOffers', {}, second);
    expect(after.offers.map((offer) => offer.orderId)).not.toContain(orderId);
    expect(codeOf(await world.call('listOffers', {}, wangs))).toBe('FORBIDDEN');
  });
});

test('who is asked, and who has found a nurse, hears of it before any timer runs', async () => {
  const { functions } = world.cloud.emulator;
  const waiting = async (orderId: string) => {
    while (functions.report().some(({ busy, queued }) => busy + queued > 0)) await new Promise(setImmediate);
    return (await world.find('outbox', { orderId, state: 'waiting' })).length;
  };
  const orderId = await booked(world, { startAt, nurseId: 'nurse1' });
  expect(await waiting(orderId)).toBe(0);
  await world.ok('declineOrder', { orderId, reason: '其他' }, first);
  expect(await waiting(orderId)).toBe(0);
  await world.ok('acceptOrder', { orderId }, second);
  expect(await waiting(orderId)).toBe(0);
  await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '其他' }, wangs);
  expect(await waiting(orderId)).toBe(0);
  expect(await told(orderId, second.openid)).toEqual(['newOffer', 'orderCancelled']);
});

test('two sweeps and three pokes at once take one step', async () => {
  const orderId = await booked(world, { startAt });
  await world.jumpTo(world.now() + 5 * 60_000 + 1_000);
  const poke = () => world.call('dispatchMatch', { orderId }, {}, 'wx_client,scf');
  const replies = await Promise.all([world.tick('reassignTimer'), world.tick('reassignTimer'), poke(), poke(), poke()]);
  expect(replies.map(codeOf)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  expect((await world.order(orderId)).dispatch).toMatchObject({
    stage: 'waves',
    wave: 2,
    offeredNurseIds: ['nurse2', 'nurse1', 'nurse3', 'nurse4', 'nurse5'],
  });
  expect(await world.find('orderEvents', { orderId, event: 'offer' })).toHaveLength(2);
  expect(await world.find('orderEvents', { orderId })).toHaveLength(2);
  expect(await told(orderId, 'o-nurse4')).toEqual(['newOffer']);
});

test('an unpaid order is let go after half an hour', async () => {
  const orderId = await booked(world, { startAt, nurseId: 'nurse1' });
  await world.ok('acceptOrder', { orderId }, first);
  await later(29);
  expect((await world.order(orderId)).status).toBe('pendingPayment');
  await later(2);
  expect(await world.order(orderId)).toMatchObject({ status: 'cancelled', cancelReason: '超时未支付' });
  expect(await world.find('slots', { orderId })).toEqual([]);
  expect(await told(orderId, first.openid)).toContain('orderCancelled');
});

test('nobody but the platform steers the search', async () => {
  const orderId = await booked(world, { startAt });
  expect(codeOf(await world.call('dispatchMatch', { orderId }, wangs))).toBe('FORBIDDEN');
  expect(codeOf(await world.call('reassignTimer', { Type: 'Timer' }, wangs))).toBe('FORBIDDEN');
});
