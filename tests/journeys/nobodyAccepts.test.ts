/** Nobody says yes: the search goes on by itself, minute by minute as published, and the patient hears of it. */
import type { ListOffersReply } from '#contract/listOffers';
import type { RecommendNursesReply } from '#contract/recommendNurses';
import type { Offer } from '#cloud/offers';
import type { As } from '../../scripts/demo/players';
import { type City, family, nurse, nurseOf, openCity, TOMORROW_TEN } from './city';

let city: City;
beforeAll(async () => (city = await openCity({ nurses: 140 })), 60_000);
afterAll(() => city.close());

/** Who could come to family's wish, best first. */
async function recommended(number: number): Promise<readonly string[]> {
  const { recipientId, addressId, as } = family(number);
  const wish = { serviceCode: 'MED-02', startAt: TOMORROW_TEN, recipientId, addressId };
  const { nurses } = await city.call<RecommendNursesReply>('recommendNurses', wish, as);
  return nurses.map(({ nurseId }) => nurseId);
}

const offers = (orderId: string, where: object = {}) => city.find<Offer>('offers', { orderId, ...where });
const openFor = async (orderId: string) => (await offers(orderId, { status: 'open' })).map(({ nurseId }) => nurseId);
const told = async ({ openid }: As) =>
  (await city.messages()).filter(({ touser }) => touser === openid).map(({ template, note }) => `${template} ${note}`);
const decline = (orderId: string, nurseId: string) =>
  city.call('declineOrder', { orderId, reason: '时间不合适' }, nurseOf(nurseId).as);
const byName = (list: readonly string[]) => [...list].sort();

/** What each wave's nurses scored, in the order they were asked; the place kept for a newcomer is left out. */
async function scoresOf(orderId: string): Promise<readonly (readonly number[])[]> {
  const events = await city.find<{ details: { scores: readonly { score: number; isNewcomer: boolean }[] } }>(
    'orderEvents',
    {
      ...{ orderId, event: 'offer' },
    },
  );
  expect(events).toHaveLength(4);
  return events.map(({ details }) => details.scores.filter(({ isNewcomer }) => !isNewcomer).map(({ score }) => score));
}

/** Frees the half hours of earlier tests; a journey's orders must not stand in the next one's way. */
async function callOff(orderId: string, number: number): Promise<void> {
  await city.call('changeOrder', { kind: 'cancel', orderId, reason: '不需要了' }, family(number).as);
  await city.quiet();
}

describe('the chosen nurse keeps silent', () => {
  let orderId: string;
  let others: readonly string[];

  test('for fifteen minutes the order is hers alone', async () => {
    others = (await recommended(1)).filter((nurseId) => nurseId !== 'nurse0001');
    expect(others.length).toBeGreaterThan(2);
    orderId = await city.book({ nurseId: 'nurse0001' });
    await city.advance(14);
    expect((await city.order(orderId)).dispatch.stage).toBe('exclusive');
    expect(await openFor(orderId)).toEqual(['nurse0001']);
    expect(await told(nurse(1).as)).toEqual([expect.stringMatching(/^newOffer 西湖区，请在 08:15 前确认$/)]);
  });

  test('then up to ten others are asked at once, without anybody doing anything, and her time is hers again', async () => {
    await city.advance(2);
    expect((await city.order(orderId)).dispatch.stage).toBe('alternates');
    expect(byName(await openFor(orderId))).toEqual(byName(others.slice(0, 10)));
    expect(await offers(orderId, { nurseId: 'nurse0001' })).toMatchObject([{ status: 'expired' }]);
    expect((await city.find('slots', { orderId })).map(({ _id }) => String(_id).split(':')[0])).toEqual(['recipient']);
    const { offers: hers } = await city.call<ListOffersReply>('listOffers', {}, nurse(1).as);
    expect(hers).toEqual([]);
    expect(await city.ask('acceptOrder', { orderId }, nurse(1).as)).toMatchObject({ error: { code: 'OFFER_CLOSED' } });
  });

  test('an alternate accepts: she has it, the others have lost it, the patient reads it', async () => {
    const [first = '', second = ''] = others;
    await city.call('acceptOrder', { orderId }, nurseOf(first).as);
    expect(await city.order(orderId)).toMatchObject({ status: 'pendingPayment', nurseId: first });
    expect(await openFor(orderId)).toEqual([]);
    const late = await city.ask('acceptOrder', { orderId }, nurseOf(second).as);
    expect(late).toMatchObject({ ok: false, error: { code: 'OFFER_TAKEN', message: '已被接单，请查看其他订单。' } });
    expect(await city.timeline(orderId, family(1).as)).toEqual([
      '已提交预约',
      '已通知指定护士，等待确认',
      '已通知候补护士',
      '护士已接单',
    ]);
    await callOff(orderId, 1);
  });
});

describe('nobody at all', () => {
  let orderId: string;

  test('after half an hour people take over, and the patient is told', async () => {
    orderId = await city.book({ nurseId: 'nurse0001' });
    await city.advance(29);
    expect((await city.order(orderId)).dispatch.stage).toBe('alternates');
    await city.advance(2);
    const order = await city.order(orderId);
    expect([order.status, order.dispatch.stage]).toEqual(['pendingAcceptance', 'operators']);
    expect(await openFor(orderId)).toEqual([]);
    await city.runTimer('outboxTimer');
    expect(await told(family(1).as)).toContain('searchDelayed 暂无护士接单，客服正在为您安排');
  });

  test('after an hour the order is let go: no half hour stays taken, no fen was moved', async () => {
    await city.advance(31);
    const order = await city.order(orderId);
    expect(order).toMatchObject({ status: 'cancelled', cancelReason: '暂无护士接单', money: { paidFen: 0 } });
    expect(await city.find('slots', { orderId })).toEqual([]);
    expect(await city.find('bookings', { _id: orderId })).toEqual([]);
    await city.runTimer('outboxTimer');
    expect(await told(family(1).as)).toContain('orderCancelled 暂无护士接单');
    expect((await city.timeline(orderId, family(1).as)).slice(-2)).toEqual([
      '暂无护士接单，平台工作人员正在安排',
      '订单已自动取消',
    ]);
    expect(await city.bookProblems()).toEqual([]);
  });
});

describe('a no goes on at once', () => {
  test('the chosen nurse declines: alternates are asked without a minute passing; all decline: people take over', async () => {
    const orderId = await city.book({ nurseId: 'nurse0001' });
    await decline(orderId, 'nurse0001');
    await city.quiet();
    const asked = await openFor(orderId);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked).not.toContain('nurse0001');
    // More than ten could come: whoever was not asked yet is asked before people are.
    for (let open = asked; open.length > 0; open = await openFor(orderId)) {
      for (const nurseId of open) await decline(orderId, nurseId);
      await city.quiet();
    }
    expect((await city.order(orderId)).dispatch.stage).toBe('operators');
    expect((await offers(orderId)).every(({ status }) => status === 'declined')).toBe(true);
    await callOff(orderId, 1);
  });
});

describe('nobody was chosen', () => {
  test('three waves of three, five minutes each, best first; then all others; nobody is asked twice', async () => {
    const best = await recommended(1);
    expect(best.length).toBeGreaterThan(9);
    const orderId = await city.book();
    // The search is looked at every full minute, so a wave lasts five minutes and at most one more.
    const waves = [{ minute: 0, asked: await openFor(orderId) }];
    for (let minute = 1; minute <= 16; minute += 1) {
      await city.advance(1);
      const asked = await openFor(orderId);
      if (asked.join() !== waves.at(-1)?.asked.join()) waves.push({ minute, asked });
    }
    expect(waves.map(({ asked }) => asked.length)).toEqual([3, 3, 3, Math.min(10, best.length - 9)]);
    const all = waves.flatMap(({ asked }) => asked);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((nurseId) => !best.includes(nurseId))).toEqual([]);
    for (const scores of await scoresOf(orderId)) expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const [, second = 0, third = 0, others = 0] = waves.map(({ minute }) => minute);
    expect([second >= 5 && second <= 6, third >= 10 && third <= 12, others >= 15]).toEqual([true, true, true]);
    expect((await city.order(orderId)).dispatch).toMatchObject({ stage: 'alternates', wave: 3 });
    await callOff(orderId, 1);
  });

  test('a wave that says no makes room for the next one at once', async () => {
    const orderId = await city.book();
    const [first, second, third] = await openFor(orderId);
    await decline(orderId, first as string);
    await decline(orderId, second as string);
    await city.quiet();
    expect(await openFor(orderId)).toEqual([third]);
    await decline(orderId, third as string);
    await city.quiet();
    expect(await openFor(orderId)).toHaveLength(3);
    expect((await city.order(orderId)).dispatch.wave).toBe(2);
    await callOff(orderId, 1);
  });
});
