import type { CreateOrderReply } from '#contract/createOrder';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { Reply } from '#contract/reply';
import { FAMILIES, TOMORROW_TEN } from './people';
import { booked, quotedOrder, readyToBook, wishOf } from './story';
import { openWorld, type World } from './world';

const [wangs, lis] = FAMILIES;
const HOUR = 3_600_000;
let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
/** 11 800 service + 1 200 for 3.16 km (three kilometres and one begun) + 3 700 consumables of MED-05. */
const TOTAL_FEN = 16_700;
const order = (more: Record<string, unknown> = {}, family = wangs) => quotedOrder(world, family, more);

test('a price in parts', async () => {
  const { price, routeMeters } = await world.ok<QuoteOrderReply>('quoteOrder', wishOf(wangs), wangs);
  expect(price.items.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([
    ['service', 11_800],
    ['transport', 1_200],
    ['consumables', 3_700],
  ]);
  expect(price).toMatchObject({ totalFen: TOTAL_FEN, depositFen: 3_340 });
  expect(routeMeters).toBe(3_160);
});

describe('an order without a chosen nurse', () => {
  test('is offered to the first three by rule: 2, 1, 3', async () => {
    const orderId = await booked(world);
    expect(await world.order(orderId)).toMatchObject({
      status: 'pendingAcceptance',
      nurseId: null,
      version: 2,
      district: '西湖区',
      recipientMaskedName: '王**',
      dispatch: { stage: 'waves', wave: 1, offeredNurseIds: ['nurse2', 'nurse1', 'nurse3'] },
    });
    const offers = await world.find('offers', { orderId, status: 'open' });
    expect(offers.map(({ nurseId }) => nurseId).sort()).toEqual(['nurse1', 'nurse2', 'nurse3']);
    expect(offers[0]).toMatchObject({ exclusive: false, recipientHint: '女 · 77 岁' });
    // 70 % of 11 800 and the way; nurse 2 has 4.9 stars: the platform adds 10 % of 11 800.
    const incomes = offers.map(({ nurseId, incomeFen }) => `${nurseId} ${incomeFen}`).sort();
    expect(incomes).toEqual(['nurse1 9460', 'nurse2 10640', 'nurse3 9460']);
    expect(await world.find('outbox', { orderId, kind: 'message' })).toHaveLength(3);
  });

  test('keeps nothing personal where a client may read', async () => {
    const orderId = await booked(world, { startAt: TOMORROW_TEN + 2 * HOUR, note: '请按门铃' });
    const shown = JSON.stringify([await world.order(orderId), await world.find('offers', { orderId })]);
    const sealed = JSON.stringify(await world.find('orderPrivate', { _id: orderId }));
    for (const secret of ['王秀兰', '文三路', '13900000001', '请按门铃']) {
      expect(shown).not.toContain(secret);
      expect(sealed).not.toContain(secret);
    }
  });
});

describe('an order for one nurse', () => {
  test('is hers alone for a quarter of an hour, and holds her time', async () => {
    const startAt = TOMORROW_TEN + 4 * HOUR;
    const orderId = await booked(world, { nurseId: 'nurse3', startAt });
    const { dispatch } = await world.order(orderId);
    expect(dispatch).toMatchObject({ stage: 'exclusive', offeredNurseIds: ['nurse3'] });
    expect(dispatch.nextStepAt - dispatch.startedAt).toBe(15 * 60_000);
    // 45 minutes and 15 of buffer: two half hours.
    const slots = await world.find('slots', { orderId });
    expect(slots.map(({ _id }) => _id).sort()).toEqual([
      `nurse:nurse3:${startAt}`,
      `nurse:nurse3:${startAt + HOUR / 2}`,
      `recipient:${wangs.recipientId}:${startAt}`,
      `recipient:${wangs.recipientId}:${startAt + HOUR / 2}`,
    ]);
  });

  test.each([
    ['without the competency', { nurseId: 'nurse1', serviceCode: 'MED-02' }, 'NURSE_NOT_QUALIFIED'],
    ['at night, off her shift', { nurseId: 'nurse1', startAt: TOMORROW_TEN + 11 * HOUR }, 'NURSE_NOT_ON_SHIFT'],
    ['not admitted', { nurseId: 'nurse6', startAt: TOMORROW_TEN + 7 * HOUR }, 'NURSE_UNAVAILABLE'],
    ['unknown', { nurseId: 'nurse99', startAt: TOMORROW_TEN + 7 * HOUR }, 'NURSE_UNAVAILABLE'],
  ])('a nurse %s is refused', async (_, wish, code) => {
    const asked = await order(wish);
    expect(codeOf(await world.call('createOrder', asked, wangs))).toBe(code);
  });
});

describe('refused, and nothing is left behind', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['another price than shown', { expectedTotalFen: TOTAL_FEN - 1 }, 'QUOTE_CHANGED'],
    ['an unknown service', { serviceCode: 'MED-99' }, 'UNKNOWN_SERVICE'],
    ['a quarter past', { startAt: TOMORROW_TEN + HOUR / 4 }, 'SLOT_OFF_GRID'],
    ['yesterday', { startAt: TOMORROW_TEN - 48 * HOUR }, 'SLOT_IN_PAST'],
    ['in three months', { startAt: TOMORROW_TEN + 90 * 24 * HOUR }, 'SLOT_TOO_FAR'],
    ['somebody else to be cared for', { recipientId: lis.recipientId }, 'NOT_FOUND'],
    ['somebody else’s address', { addressId: lis.addressId }, 'ADDRESS_NOT_FOUND'],
    ['a price in yuan', { expectedTotalFen: 157.5 }, 'BAD_INPUT'],
    ['the same person at the same time', { startAt: TOMORROW_TEN }, 'RECIPIENT_BUSY'],
  ])('%s', async (_, more, code) => {
    const asked = await order({ startAt: TOMORROW_TEN + 48 * HOUR, ...more });
    expect(codeOf(await world.call('createOrder', asked, wangs))).toBe(code);
    expect(await world.find('orders', { _id: asked.requestId })).toEqual([]);
    expect(await world.find('slots', { orderId: asked.requestId })).toEqual([]);
    expect(await world.find('orderPrivate', { _id: asked.requestId })).toEqual([]);
  });

  test('a field nobody knows', async () => {
    expect(codeOf(await world.call('createOrder', { ...(await order()), totalFen: 1 }, wangs))).toBe('BAD_INPUT');
  });

  test('nobody is signed in, or a timer pretends', async () => {
    expect(codeOf(await world.call('createOrder', await order(), {}))).toBe('NOT_SIGNED_IN');
    expect(codeOf(await world.call('createOrder', await order(), wangs, 'wx_trigger'))).toBe('FORBIDDEN');
  });

  test('a recipient who was never verified', async () => {
    const recipientId = 'recipient-unverified';
    const [known] = await world.find('recipients', { _id: wangs.recipientId });
    await world.db.collection('recipients').add({ ...known, _id: recipientId, verified: false });
    const asked = await order({ recipientId, startAt: TOMORROW_TEN + 48 * HOUR });
    expect(codeOf(await world.call('createOrder', asked, wangs))).toBe('REGISTRATION_INCOMPLETE');
  });
});

describe('the same request twice', () => {
  const startAt = TOMORROW_TEN + 72 * HOUR;

  test('is one order, also when both come at once', async () => {
    const asked = await order({ startAt });
    const replies = await Promise.all([1, 2, 3].map(() => world.call<CreateOrderReply>('createOrder', asked, wangs)));
    expect(replies).toEqual(
      [1, 2, 3].map(() => expect.objectContaining({ ok: true, data: { orderId: asked.requestId } })),
    );
    const again = await world.ok<CreateOrderReply>('createOrder', { ...asked, startAt: 0 }, wangs);
    expect(again.orderId).toBe(asked.requestId);
    expect(await world.find('orders', { recipientId: wangs.recipientId, startAt })).toHaveLength(1);
  });

  test('is refused when it is somebody else’s', async () => {
    const asked = await order({ startAt: startAt + 3 * HOUR });
    await world.ok('createOrder', asked, wangs);
    const theirs = { ...asked, recipientId: lis.recipientId, addressId: lis.addressId };
    expect(codeOf(await world.call('createOrder', theirs, lis))).toBe('REQUEST_ID_TAKEN');
  });
});

test('of fifty families who want the same nurse at the same time, exactly one gets her', async () => {
  const startAt = TOMORROW_TEN + 96 * HOUR;
  const { recipientOf } = await import('./sealed');
  const ids = Array.from({ length: 50 }, (_, index) => `recipient-race-${index}`);
  await world.db.collection('recipients').add(ids.map((recipientId) => recipientOf({ ...lis, recipientId }, 0)));
  await readyToBook(
    world,
    ids.map((recipientId) => ({ ...lis, recipientId })),
  );
  const asked = await Promise.all(ids.map((recipientId) => order({ recipientId, startAt, nurseId: 'nurse5' }, lis)));
  const codes = (await Promise.all(asked.map((one) => world.call('createOrder', one, lis)))).map(codeOf);

  expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
  expect(codes.filter((code) => code === 'NURSE_BUSY')).toHaveLength(49);
  expect(await world.find('orders', { startAt })).toHaveLength(1);
  expect(await world.find('bookings', { nurseId: 'nurse5', startAt })).toHaveLength(1);
  expect(await world.find('slots', { _id: `nurse:nurse5:${startAt}` })).toHaveLength(1);
  const held = await world.find('slots', {});
  expect(held.filter(({ _id }) => String(_id).includes('recipient-race'))).toHaveLength(2);
}, 60_000);
