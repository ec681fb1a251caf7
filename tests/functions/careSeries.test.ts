/** Recurring care (B9): a plan whose visits book themselves two weeks ahead, each an order of its own. */
import type { CareSeriesReply } from '#contract/careSeries';
import type { Reply } from '#contract/reply';
import type { Order } from '#domain/order/order';
import { beijingDay, dateTimeText } from '#domain/schedule/beijing';
import { FAMILIES } from './people';
import { requestId, wishOf } from './story';
import { openWorld, type World } from './world';

const [wangs, lis, chens] = FAMILIES;
const DAY = 24 * 3_600_000;
let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
/** Mondays and Thursdays at ten from the 24th of November 2026 on, a Tuesday. */
const PLAN = { weekdays: [1, 4], everyWeeks: 1, minuteOfDay: 600, firstDay: '2026-11-24', lastDay: null, visits: 6 };
const wanted = (family = wangs, plan: object = {}, more: object = {}) => {
  const { startAt: _startAt, ...wish } = wishOf(family);
  return { ...wish, plan: { ...PLAN, ...plan }, nurseId: 'nurse3', backupNurseIds: ['nurse4'], ...more };
};
const ask = (data: object, as = wangs) => world.ok<CareSeriesReply>('careSeries', data, as);
const create = (data: object, as = wangs) =>
  ask({ kind: 'create', requestId: requestId(), informedConsent: { version: 1 }, ...data }, as);
const whenOf = ({ orders }: CareSeriesReply) => orders.map(({ startAt }) => dateTimeText(startAt)).reverse();
const daily = async (at: number) => {
  await world.jumpTo(at);
  await world.tick('dailyTimer');
};
const told = async (family: typeof wangs) =>
  (await world.find<{ payload: { openid: string; template: string } }>('outbox', { kind: 'message' })).filter(
    ({ payload }) => payload.openid === family.openid && payload.template === 'seriesWaiting',
  );

describe('a preview', () => {
  test('tells days, prices and who would come; nothing exists', async () => {
    const { preview } = await ask({ kind: 'preview', ...wanted() });
    // two weeks ahead: the 26th, 30th, 3rd and 7th; two more follow later
    expect(preview?.visits.map(({ startAt }) => dateTimeText(startAt))).toEqual([
      ...['11月26日 10:00', '11月30日 10:00', '12月3日 10:00', '12月7日 10:00'],
    ]);
    expect(preview?.later).toBe(2);
    expect(preview?.visits[0]).toMatchObject({ number: 1, totalFen: 16_700, nurseName: '孙护士', conflict: null });
    expect(preview?.eligibility.allowed).toBe(true);
    expect(await world.find('careSeries')).toEqual([]);
    expect(await world.find('orders')).toEqual([]);
  });

  test('names the day on which the nurse is busy and the other comes, and the day on which the person is', async () => {
    const { booked } = await import('./story');
    const taken = Date.parse('2026-11-26T10:00:00+08:00');
    const hers = await booked(world, { startAt: taken, nurseId: 'nurse3' }, lis);
    const own = await booked(world, { startAt: taken + 4 * DAY });
    const { preview } = await ask({ kind: 'preview', ...wanted() });
    expect(preview?.visits.map(({ nurseName, conflict }) => [nurseName, conflict])).toEqual([
      ['李护士', null],
      [null, expect.stringContaining('已有')],
      ['孙护士', null],
      ['孙护士', null],
    ]);
    await world.ok('changeOrder', { kind: 'cancel', orderId: hers, reason: '时间有变' }, lis);
    await world.ok('changeOrder', { kind: 'cancel', orderId: own, reason: '时间有变' }, wangs);
  });

  test.each([
    ['without an end', { visits: null }, 'SERIES_INVALID'],
    ['every day of no week', { weekdays: [] }, 'SERIES_INVALID'],
    ['at a quarter past', { minuteOfDay: 615 }, 'SERIES_INVALID'],
    ['on an eighth weekday', { weekdays: [7] }, 'BAD_INPUT'],
  ])('of a plan %s is refused', async (_, plan, code) => {
    expect(codeOf(await world.call('careSeries', { kind: 'preview', ...wanted(wangs, plan) }, wangs))).toBe(code);
  });
});

describe('a series', () => {
  let seriesId: string;

  test('books what is due in two weeks, each an order with its price, its nurse asked first', async () => {
    const id = requestId();
    const reply = await create({ ...wanted(), requestId: id });
    seriesId = reply.series[0]?.seriesId ?? '';
    expect(seriesId).toBe(id);
    expect(whenOf(reply)).toEqual(['11月26日 10:00', '11月30日 10:00', '12月3日 10:00', '12月7日 10:00']);
    const orders = await world.find<Order>('orders', { seriesId });
    expect(orders.every(({ chosenNurseId }) => chosenNurseId === 'nurse3')).toBe(true);
    expect(orders.every(({ money }) => money.price.totalFen === 16_700)).toBe(true);
    expect(reply.series[0]).toMatchObject({
      status: 'active',
      nextDay: '2026-12-10',
      waiting: null,
      nurseName: '孙护士',
    });
    // signed for these by whoever sat at the phone
    expect(await world.find('consents', { subject: `orders/${orders[0]?._id}`, kind: 'visit' })).toHaveLength(1);
    // and once more is the same
    expect(whenOf(await create({ ...wanted(), requestId: id }))).toHaveLength(4);
    expect(await world.find('orders', { seriesId })).toHaveLength(4);
  });

  test('an accepted visit may be paid for a day, not for half an hour', async () => {
    const [order] = await world.find<Order>('orders', { seriesId, status: 'pendingAcceptance' });
    await world.ok('acceptOrder', { orderId: order?._id }, { openid: 'o-nurse3' });
    const after = await world.order(order?._id ?? '');
    expect((after.payBy ?? 0) - after.statusSince).toBe(DAY);
  });

  test('one visit is cancelled: the others stand, and it is not made again', async () => {
    const before = await world.find<Order>('orders', { seriesId });
    const gone = before.find(({ startAt }) => beijingDay(startAt) === '2026-11-30');
    await world.ok('changeOrder', { kind: 'cancel', orderId: gone?._id, reason: '时间有变' }, wangs);
    expect(whenOf(await ask({ kind: 'continue', seriesId }))).toHaveLength(4);
    const states = (await world.find<Order>('orders', { seriesId })).map(({ status }) => status).sort();
    expect(states.filter((status) => status === 'cancelled')).toHaveLength(1);
  });

  test('each day the timer books what has come within two weeks, once, however many timers run', async () => {
    await daily(Date.parse('2026-11-25T08:05:00+08:00'));
    expect(await world.find('orders', { seriesId })).toHaveLength(4);
    await world.jumpTo(Date.parse('2026-11-26T00:05:00+08:00'));
    await Promise.all([world.tick('dailyTimer'), world.tick('dailyTimer')]);
    await world.tick('dailyTimer');
    const orders = await world.find<Order>('orders', { seriesId });
    expect(
      orders
        .map(({ startAt }) => beijingDay(startAt))
        .sort()
        .at(-1),
    ).toBe('2026-12-10');
    expect(orders).toHaveLength(5);
  });

  test('paused nothing is booked; resumed the days of the pause are gone', async () => {
    const paused = await ask({ kind: 'pause', seriesId });
    expect(paused.series[0]).toMatchObject({ status: 'paused' });
    await daily(Date.parse('2026-12-01T00:05:00+08:00'));
    expect(await world.find('orders', { seriesId })).toHaveLength(5);
    const resumed = await ask({ kind: 'resume', seriesId });
    // the sixth and last is the 14th
    expect(whenOf(resumed).at(-1)).toBe('12月14日 10:00');
    expect(resumed.series[0]).toMatchObject({ status: 'ended', nextDay: null });
  });

  test('somebody else’s does not exist for others; a follower may not', async () => {
    expect(codeOf(await world.call('careSeries', { kind: 'read', seriesId }, lis))).toBe('NOT_FOUND');
    expect(codeOf(await world.call('careSeries', { kind: 'end', seriesId }, lis))).toBe('NOT_FOUND');
    expect((await ask({ kind: 'list' }, lis)).series).toEqual([]);
    expect((await ask({ kind: 'list' })).series).toHaveLength(1);
    const stolen = { kind: 'create', ...wanted(lis), requestId: seriesId, informedConsent: { version: 1 } };
    expect(codeOf(await world.call('careSeries', stolen, lis))).toBe('REQUEST_ID_TAKEN');
  });
});

describe('what the family has to do first', () => {
  test('keeps the next visit waiting, told once a day; done, it goes on', async () => {
    const start = beijingDay(world.now() + DAY);
    const made = await create(wanted(lis, { weekdays: [0, 1, 2, 3, 4, 5, 6], firstDay: start, visits: 30 }), lis);
    const { seriesId } = made.series[0] as { seriesId: string };
    const count = async () => (await world.find('orders', { seriesId })).length;
    expect(await count()).toBe(14);
    // the answers about her health ran out
    const answers = world.db.collection('assessments').where({ recipientId: lis.recipientId, kind: 'risk' });
    const [{ validUntil }] = (await answers.get()).data as [{ validUntil: number }];
    await answers.update({ validUntil: 0 });
    await daily(world.now() + DAY);
    await world.tick('dailyTimer');
    expect(await count()).toBe(14);
    const { series } = await ask({ kind: 'read', seriesId }, lis);
    expect(series[0]?.waiting).toMatchObject({ code: 'RISK_ANSWERS_MISSING' });
    expect(await told(lis)).toHaveLength(1);
    await answers.update({ validUntil });
    const after = await ask({ kind: 'continue', seriesId }, lis);
    expect(after.series[0]?.waiting).toBeNull();
    expect(await count()).toBe(15);
    await ask({ kind: 'end', seriesId }, lis);
    await daily(world.now() + 2 * DAY);
    expect(await count()).toBe(15);
  });

  test('the nurse of the series is gone: the second one is asked, then whoever suits', async () => {
    const nurses = world.db.collection('nurses');
    await nurses.doc('nurse3').update({ status: 'suspended' });
    const plan = { weekdays: [2], firstDay: beijingDay(world.now() + DAY), visits: 1 };
    const second = await create(wanted(chens, plan), chens);
    expect((await world.order(second.orders[0]?.orderId ?? '')).chosenNurseId).toBe('nurse4');
    await nurses.doc('nurse4').update({ status: 'suspended' });
    const whoever = await create(wanted(chens, { ...plan, minuteOfDay: 840 }), chens);
    const order = await world.order(whoever.orders[0]?.orderId ?? '');
    expect(order).toMatchObject({ chosenNurseId: null, dispatch: { stage: 'waves' } });
  });
});
