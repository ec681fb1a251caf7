/** Many want the same: exactly one gets it, everybody else hears why, and nothing half done is left behind. */
import type { CreateOrderReply } from '#contract/createOrder';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { Reply } from '#contract/reply';
import type { Booking } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import { type City, family, newRequestId, nurse, nurseOf, openCity, TOMORROW_TEN } from './city';

const FAMILIES = 50;
const HALF_HOUR = 1_800_000;
let city: City;

beforeAll(async () => {
  city = await openCity({ families: FAMILIES });
  await liveInOneHouse();
}, 60_000);
afterAll(() => city.close());

/** All fifty families share an entrance, so that the same nurse may come to each of them at the same price. */
async function liveInOneHouse(): Promise<void> {
  const { engine } = city.cloud.emulator;
  const [home] = await city.find('addresses', { _id: family(1).addressId });
  const { location, district, stationId, routeMeters } = home ?? {};
  const update = { $set: { location, district, stationId, routeMeters } };
  await engine.update('addresses', { query: {}, update, multi: true });
}

/** What a family wants of the nurse, at the price it was shown. */
async function wishOf(number: number, startAt: number) {
  const { recipientId, addressId, as } = family(number);
  const wish = { serviceCode: 'MED-02', recipientId, addressId, startAt };
  const { price, quote } = await city.call<QuoteOrderReply>('quoteOrder', wish, as);
  return { ...wish, nurseId: 'nurse0001', expectedTotalFen: price.totalFen, quote: quote.token };
}

const codesOf = (replies: readonly Reply<unknown>[]) =>
  replies.map((reply) => (reply.ok ? 'ok' : reply.error.code)).sort();
const ordersAt = (startAt: number) => city.find<Order>('orders', { startAt });

test('fifty families, one nurse, one half hour: one order, forty-nine times NURSE_BUSY', async () => {
  const everybody = Array.from({ length: FAMILIES }, (_, index) => index + 1);
  const wishes = await Promise.all(everybody.map((number) => wishOf(number, TOMORROW_TEN)));
  const replies = await Promise.all(
    wishes.map((wish, index) =>
      city.ask<CreateOrderReply>('createOrder', { ...wish, requestId: newRequestId() }, family(index + 1).as),
    ),
  );
  expect(codesOf(replies)).toEqual([...Array<string>(49).fill('NURSE_BUSY'), 'ok']);
  const refusal = replies.find(({ ok }) => !ok);
  expect(refusal).toMatchObject({ error: { message: '这位护士在该时间已有安排，请换时间或选择其他护士。' } });

  const [winner, ...others] = await ordersAt(TOMORROW_TEN);
  expect(others).toEqual([]);
  const orderId = winner?._id ?? '';
  expect(replies.find(({ ok }) => ok)).toMatchObject({ data: { orderId } });
  // Hers for 30 minutes of care and 15 of way, the winner's recipient's for the care; nobody else's.
  expect((await city.find('slots')).map(({ _id, orderId: of }) => [_id, of])).toEqual([
    [`nurse:nurse0001:${TOMORROW_TEN}`, orderId],
    [`nurse:nurse0001:${TOMORROW_TEN + HALF_HOUR}`, orderId],
    [`recipient:${winner?.recipientId}:${TOMORROW_TEN}`, orderId],
  ]);
  expect(await city.find<Booking>('bookings')).toMatchObject([
    { _id: orderId, nurseId: 'nurse0001', startAt: TOMORROW_TEN, endAt: TOMORROW_TEN + 2 * HALF_HOUR },
  ]);
  for (const collection of ['orderPrivate', 'orderEvents', 'offers'])
    expect(await city.find(collection)).toHaveLength(1);
}, 90_000);

test('the same request ten times at once, and once more later, is one order', async () => {
  const startAt = TOMORROW_TEN + 4 * HALF_HOUR;
  const booking = { ...(await wishOf(1, startAt)), requestId: newRequestId() };
  const as = family(1).as;
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => city.ask<CreateOrderReply>('createOrder', booking, as)),
  );
  replies.push(await city.ask<CreateOrderReply>('createOrder', booking, as));
  for (const reply of replies) expect(reply).toMatchObject({ ok: true, data: { orderId: booking.requestId } });
  expect(await ordersAt(startAt)).toHaveLength(1);
  expect(await city.find('orderEvents', { orderId: booking.requestId })).toHaveLength(1);
  expect(await city.find('slots', { orderId: booking.requestId })).toHaveLength(3);
});

test('nobody learns of, or gets, an order by guessing its request id', async () => {
  const startAt = TOMORROW_TEN + 4 * HALF_HOUR;
  const [order] = await ordersAt(startAt);
  const stolen = { ...(await wishOf(2, startAt + 4 * HALF_HOUR)), requestId: order?._id };
  city.changes();
  const reply = await city.ask('createOrder', stolen, family(2).as);
  expect(reply).toMatchObject({ ok: false, error: { code: 'REQUEST_ID_TAKEN', details: {} } });
  expect(city.changes()).toEqual([]);
});

test('the same recipient in two places at once is refused: RECIPIENT_BUSY', async () => {
  const startAt = TOMORROW_TEN + 4 * HALF_HOUR;
  expect(await city.tryToBook({ family: 1, startAt })).toMatchObject({ ok: false, error: { code: 'RECIPIENT_BUSY' } });
});

test('three nurses accept at the same moment: one has the order, two hear that it is taken', async () => {
  const startAt = TOMORROW_TEN + 10 * HALF_HOUR;
  const orderId = await city.book({ family: 3, startAt });
  const asked = (await city.find<{ nurseId: string }>('offers', { orderId })).map(({ nurseId }) => nurseId);
  expect(asked).toHaveLength(3);
  const replies = await Promise.all(asked.map((nurseId) => city.ask('acceptOrder', { orderId }, nurseOf(nurseId).as)));
  expect(codesOf(replies)).toEqual(['OFFER_TAKEN', 'OFFER_TAKEN', 'ok']);
  const winner = asked[replies.findIndex(({ ok }) => ok)];
  expect(await city.order(orderId)).toMatchObject({ status: 'pendingPayment', nurseId: winner });
  const found = await city.find<{ nurseId: string; status: string }>('offers', { orderId });
  expect(found.map(({ nurseId, status }) => [nurseId, status])).toEqual(
    expect.arrayContaining(asked.map((nurseId) => [nurseId, nurseId === winner ? 'accepted' : 'lost'])),
  );
  expect(await city.find('bookings', { _id: orderId })).toMatchObject([{ nurseId: winner }]);
});

test('one nurse accepts two orders of the same hour at the same moment: she has one', async () => {
  const startAt = TOMORROW_TEN + 14 * HALF_HOUR;
  const orderIds = [await city.book({ family: 4, startAt }), await city.book({ family: 5, startAt })];
  const inBoth = (await city.find<{ nurseId: string }>('offers', { orderId: orderIds[0] }))
    .map(({ nurseId }) => nurseId)
    .find((nurseId) => nurseId !== nurse(1).nurseId);
  const { as } = nurseOf(inBoth ?? '');
  const replies = await Promise.all(orderIds.map((orderId) => city.ask('acceptOrder', { orderId }, as)));
  expect(codesOf(replies)).toEqual(['NURSE_BUSY', 'ok']);
  expect(await city.find('orders', { nurseId: inBoth, startAt })).toHaveLength(1);
});
