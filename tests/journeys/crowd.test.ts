/** More families than nurses: nobody is booked twice, ways become shorter by sharing out, and every order ends or has somebody. */
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { Reply } from '#contract/reply';
import type { Offer } from '#cloud/offers';
import type { Booking } from '#domain/nurse/nurse';
import type { Order, OrderFact } from '#domain/order/order';
import type { As } from '../../scripts/demo/players';
import { type City, family, newRequestId, nurse, nurseOf, openCity } from './city';

const FAMILIES = 200;
const NURSES = 20;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TEN = Date.parse('2026-11-24T10:00:00+08:00');
const nurseIds = Array.from({ length: NURSES }, (_, index) => nurse(index + 1).nurseId);
const eight = nurseIds.slice(0, 8);
let city: City;

beforeAll(async () => {
  city = await openCity({ families: FAMILIES, nurses: NURSES, applicants: 0 });
  await settle();
}, 300_000);
afterAll(() => city?.close());

const set = (collection: string, query: object, fields: object) =>
  city.cloud.emulator.engine.update(collection, { query: { ...query }, update: { $set: fields }, multi: true });
const setBatching = async (fields: object) => {
  const named = Object.entries(fields).map(([name, value]) => [`batching.${name}`, value]);
  await set('settings', { _id: 'operations' }, Object.fromEntries(named));
  // Settings are remembered for half a minute.
  await city.advance(1);
};

/** Twenty able nurses all over one district, two hundred families between them: places from a fixed sequence. */
async function settle(): Promise<void> {
  const [first] = await city.find<Record<string, unknown>>('nurses', { _id: nurse(1).nurseId });
  const { serviceCodes, competencies, certificates, role, title, years, shifts, institutionId } = first ?? {};
  const able = { serviceCodes, competencies, certificates, role, title, years, shifts, institutionId };
  const alike = { ...able, practicePlaceIds: first?.practicePlaceIds, stars: 4.8, reviewCount: 20 };
  const free = { exceptions: [], areaDistricts: [], areaPolygon: null, serviceRadiusMeters: 12_000 };
  for (const [index, _id] of nurseIds.entries()) await set('nurses', { _id }, { ...alike, ...free, ...at(index + 3) });
  const [home] = await city.find<Record<string, unknown>>('addresses', { _id: family(1).addressId });
  const { district, stationId, routeMeters } = home ?? {};
  for (let number = 1; number <= FAMILIES; number += 1)
    await set(
      'addresses',
      { _id: family(number).addressId },
      { district, stationId, routeMeters, ...at(100 + number) },
    );
}

/** Within some eight kilometres of the middle of 西湖区. */
const at = (number: number) => {
  const part = (share: number) => (number * share) % 1;
  return {
    location: { type: 'Point', coordinates: [120.09 + 0.08 * part(0.618_034), 30.24 + 0.07 * part(0.754_878)] },
  };
};

describe('twenty families call for two hours of one day, eight nurses could come', () => {
  /** Each nurse says yes to what she was asked for first, minute by minute, as long as it goes on. */
  async function busyDay(midday: number): Promise<{ readonly orders: readonly Order[]; readonly minutes: number }> {
    const orderIds: string[] = [];
    for (let number = 1; number <= 20; number += 1)
      orderIds.push(await city.book({ family: number, startAt: midday + (number % 2 ? -2 : 2) * HOUR }));
    let minutes = 0;
    for (let turn = 0; turn < 12; turn += 1) {
      for (const nurseId of eight) minutes += await firstYes(nurseId, orderIds);
      await city.advance(1);
      await city.quiet();
    }
    return { orders: await Promise.all(orderIds.map((orderId) => city.order(orderId))), minutes };
  }

  async function firstYes(nurseId: string, orderIds: readonly string[]): Promise<number> {
    const open = await city.find<Offer>('offers', { nurseId, status: 'open' });
    const asked = orderIds.flatMap((orderId) => open.filter((offer) => offer.orderId === orderId));
    for (const { orderId, travelMinutes } of asked) {
      const reply = await city.ask('acceptOrder', { orderId }, nurseOf(nurseId).as);
      if (reply.ok) return travelMinutes;
    }
    return 0;
  }
  const taken = (orders: readonly Order[]) => orders.filter(({ nurseId }) => nurseId !== null).length;
  const gathered = () => city.find<OrderFact & { orderId: string }>('orderEvents', { event: 'gather' });

  beforeAll(async () => {
    for (const _id of nurseIds.slice(8)) await set('nurses', { _id }, { status: 'suspended' });
  });

  test('shared out together the ways are shorter than one by one; why stands in the history; calm, it ends', async () => {
    await setBatching({ onPercent: 0 });
    const oneByOne = await busyDay(TEN + 2 * HOUR);
    expect(await gathered()).toEqual([]);

    await setBatching({ onPercent: 25, offPercent: 10 });
    const together = await busyDay(TEN + DAY + 2 * HOUR);
    // Each of the eight at both hours, either way.
    expect([taken(oneByOne.orders), taken(together.orders)]).toEqual([16, 16]);
    expect(together.minutes).toBeLessThan(oneByOne.minutes);

    const [one] = await gathered();
    expect(one?.details).toEqual({ waiting: expect.any(Number), freeNurses: 8 });
    const asked = await city.find<OrderFact>('orderEvents', { orderId: one?.orderId, event: 'offer' });
    expect(asked[0]?.details).toMatchObject({ nurseIds: [expect.any(String)], batch: { nurses: expect.any(Number) } });
    expect(Number((asked[0]?.details.batch as { orders: number }).orders)).toBeGreaterThan(1);
    const [mine] = together.orders.filter(({ _id }) => _id === one?.orderId);
    const whose = Array.from({ length: 20 }, (_, index) => family(index + 1));
    const said = await city.timeline(
      mine?._id ?? '',
      whose.find(({ userId }) => userId === mine?.patientUserId)?.as ?? {},
    );
    expect(said).toEqual(
      expect.arrayContaining(['现在预约的人多，正在统一安排路近的护士', '已通知路近的护士，等待确认']),
    );

    // Another day, one family: three are asked at once, as ever.
    const alone = await city.order(await city.book({ family: 1, startAt: TEN + 3 * DAY }));
    expect(alone.dispatch).toMatchObject({ stage: 'waves', wave: 1, offeredNurseIds: { length: 3 } });
  }, 300_000);

  test('with the published threshold the ninth waits for the batch, and asked there she may say no', async () => {
    await setBatching({ onPercent: 100, offPercent: 70 });
    const startAt = TEN + 4 * DAY;
    const orders: Order[] = [];
    for (let number = 1; number <= 9; number += 1)
      orders.push(await city.order(await city.book({ family: number, startAt })));
    expect(orders.map(({ dispatch }) => dispatch.inBatch === true)).toEqual([...Array<boolean>(8).fill(false), true]);
    const ninth = orders[8]?._id ?? '';
    await city.advance(1);
    const { dispatch } = await city.order(ninth);
    expect(dispatch).toMatchObject({ inBatch: false, offeredNurseIds: { length: 1 } });
    await city.call(
      'declineOrder',
      { orderId: ninth, reason: '距离太远' },
      nurseOf(String(dispatch.offeredNurseIds[0])).as,
    );
    await city.quiet();
    await city.advance(1);
    const again = (await city.order(ninth)).dispatch.offeredNurseIds;
    expect(again).toHaveLength(2);
    expect(new Set(again).size).toBe(2);
    for (const order of orders) await set('orders', { _id: order._id }, { 'dispatch.startedAt': order.createdAt });
  }, 120_000);
});

test('two hundred families at once, twenty nurses, one hour: each nurse once, every order has somebody or is people’s', async () => {
  for (const _id of nurseIds) await set('nurses', { _id }, { status: 'active' });
  // The map is not what is tried here: ways are estimated.
  await set('settings', { _id: 'operations' }, { 'travel.mapQuestionsADay': 0 });
  await city.advance(1);
  const startAt = TEN + 6 * DAY;
  const numbers = Array.from({ length: FAMILIES }, (_, index) => index + 1);
  const wishes = await Promise.all(numbers.map((number) => wishOf(number, startAt)));
  const replies = await Promise.all(wishes.map((wish, index) => untilAnswered(wish, family(index + 1).as)));
  expect(new Set(replies.map(codeOf))).toEqual(new Set(['ok']));
  for (let turn = 0; turn < 3; turn += 1) {
    // Everybody taps on everything at the same moment.
    const open = await city.find<Offer>('offers', { startAt, status: 'open' });
    await Promise.all(open.map(({ orderId, nurseId }) => city.ask('acceptOrder', { orderId }, nurseOf(nurseId).as)));
    await aMinuteOfSearch(1);
  }
  // What nurses with full hands left open ends with its wave.
  await aMinuteOfSearch(6);
  await assertWhole(startAt);
}, 600_000);

/** So many minutes later the search goes on; what lies between, and all other timers, are left out. */
async function aMinuteOfSearch(minutes: number): Promise<void> {
  await city.jumpTo(city.cloud.emulator.clock.now() + minutes * 60_000);
  const ran = await city.cloud.emulator.timers.runNow('reassignTimer');
  expect(ran).toMatchObject({ ok: true });
}

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);

/** A phone whose call took too long asks again with the same request: it is one order all the same. */
async function untilAnswered(wish: object, as: As): Promise<Reply<unknown>> {
  try {
    return await city.ask('createOrder', wish, as);
  } catch (error) {
    if (!String(error).includes('FUNCTIONS_TIME_LIMIT_EXCEEDED')) throw error;
    return untilAnswered(wish, as);
  }
}

async function wishOf(number: number, startAt: number) {
  const { recipientId, addressId, as } = family(number);
  const wish = { serviceCode: 'MED-02', recipientId, addressId, startAt };
  const { price, quote } = await city.call<QuoteOrderReply>('quoteOrder', wish, as);
  const said = { expectedTotalFen: price.totalFen, quote: quote.token, informedConsent: { version: 1 } };
  return { ...wish, ...said, nurseId: null, requestId: newRequestId() };
}

async function assertWhole(startAt: number): Promise<void> {
  const orders = await city.find<Order>('orders', { startAt });
  const bookings = await city.find<Booking>('bookings', { startAt });
  expect(orders).toHaveLength(FAMILIES);
  expect(new Set(bookings.map(({ nurseId }) => nurseId)).size).toBe(bookings.length);
  // All twenty were wanted, so all twenty have one; nobody else is left for anyone to ask, and people take over.
  const withNurse = orders.filter(({ nurseId, status }) => nurseId !== null && status === 'pendingPayment');
  const peoples = orders.filter(
    ({ status, dispatch }) => status === 'pendingAcceptance' && dispatch.stage === 'operators',
  );
  expect([withNurse.length, peoples.length]).toEqual([NURSES, FAMILIES - NURSES]);
  expect(bookings).toHaveLength(withNurse.length);
  expect(await city.find('offers', { startAt, status: 'open' })).toEqual([]);
  expect(await city.bookProblems()).toEqual([]);
}
