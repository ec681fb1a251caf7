/** Coupons and points, from a newcomer's coupon to the day they run out: one story in one world, and many taps at once. */
import type { CouponsReply, PointsReply } from '#contract/ownDiscounts';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { Reply } from '#contract/reply';
import type { SaveRecipientReply } from '#contract/saveRecipient';
import type { Campaign } from '#domain/payment/coupons/campaign';
import type { Coupon } from '#domain/payment/coupons/coupon';
import { applied, NO_POINTS, type PointAccount, type PointEntry } from '#domain/payment/points/points';
import type { Order } from '#domain/order/order';
import { command } from './applicants';
import { anotherSlot, confirmSheet, pay, standing } from './paying';
import { FAMILIES, type Family } from './people';
import { requestId, wishOf } from './story';
import { openWorld, type As, type World } from './world';

const [wangs, lis] = FAMILIES;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** MED-05 at the corner: 118.00 service, 37.00 consumables, 12.00 way; the nurse has 70 % of the service fee and the way. */
const WHOLE_FEN = 16_700;
const HERS_FEN = 9460;

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const mine = (as: As) => world.ok<CouponsReply>('ownMoney', { kind: 'coupons' }, as);
const points = (as: As) => world.ok<PointsReply>('ownMoney', { kind: 'points' }, as);
const coupon = async (_id: string) => (await world.find<Coupon>('coupons', { _id }))[0];

/** The account must be what its entries sum to, whatever happened. */
async function assertPointsWhole(userId: string): Promise<void> {
  const entries = await world.find<PointEntry>('pointEntries', { userId });
  const [account] = await world.find<PointAccount>('pointAccounts', { _id: userId });
  const inOrder = [...entries].sort((a, b) => a.at - b.at || b.points - a.points);
  expect(account ?? NO_POINTS(userId)).toEqual(inOrder.reduce(applied, NO_POINTS(userId)));
}

type Wanted = Readonly<{ couponId?: string | null; usePoints?: boolean }>;

async function quoted(wanted: Wanted, family: Family = wangs, more: object = {}) {
  const wish = wishOf(family, { startAt: anotherSlot(world), nurseId: 'nurse1', ...more });
  const reply = await world.ok<QuoteOrderReply>('quoteOrder', { ...wish, ...wanted }, family);
  const shown = { expectedTotalFen: reply.price.totalFen, quote: reply.quote.token };
  const couponId = reply.discounts?.couponId ?? null;
  const order = { ...wish, ...shown, requestId: requestId(), couponId, usePoints: wanted.usePoints ?? false };
  return { ...reply, order: { ...order, informedConsent: { version: 1 } } };
}

/** Booked with what is wanted, and nurse 1 accepted. */
async function accepted(wanted: Wanted, family: Family = wangs): Promise<string> {
  const { order } = await quoted(wanted, family);
  await world.ok('createOrder', order, family);
  await world.ok('acceptOrder', { orderId: order.requestId }, { openid: 'o-nurse1' });
  return order.requestId;
}

async function paid(wanted: Wanted, part: 'deposit' | 'full' = 'full'): Promise<string> {
  const orderId = await accepted(wanted);
  const request = await pay(world, orderId, part);
  if (!request.ok) throw new Error(request.error.code);
  await confirmSheet(world, request.data);
  return orderId;
}

/** The visit took place; what is tested here begins when the family confirms it. */
async function completed(wanted: Wanted): Promise<Order> {
  const orderId = await paid(wanted);
  await world.db.collection('orders').doc(orderId).update({ status: 'pendingConfirmation' });
  await world.ok('confirmOrder', { orderId }, wangs);
  return world.order(orderId);
}

const cancel = (orderId: string, family: Family = wangs) =>
  world.ok('changeOrder', { kind: 'cancel', orderId, reason: '临时有事' }, family);

async function given(amountFen: number, family: Family = wangs): Promise<string> {
  const [order] = await world.find<Order>('orders', { patientUserId: family.userId });
  const had = new Set((await world.find<Coupon>('coupons')).map(({ _id }) => _id));
  const answered = await command(world, { kind: 'issueCoupon', orderId: order?._id, amountFen, reason: '护士迟到' });
  expect(answered).toMatchObject({ state: 'done' });
  const added = (await world.find<Coupon>('coupons')).find(({ _id }) => !had.has(_id));
  return added?._id ?? '';
}

const NUMBER = '330106195003070024';
const somebody = {
  ...{ name: '周桂英', relation: '母亲', conditions: [], allergies: [] },
  emergencyContacts: [
    { name: '赵晓燕', phone: '13800000001', relation: '女儿' },
    { name: '赵晓东', phone: '13800000002', relation: '儿子' },
  ],
};

test('a newcomer has a coupon with the first proven person; the same person under another account brings none', async () => {
  const verified = async (as: As) => {
    const { recipientId } = await world.ok<SaveRecipientReply>('saveRecipient', somebody, as);
    await world.ok('verifyIdentity', { recipientId, name: '周桂英', idNumber: NUMBER }, as);
    // proven once more, as families do
    await world.ok('verifyIdentity', { recipientId, name: '周桂英', idNumber: NUMBER }, as);
    return (await mine(as)).coupons;
  };
  expect(await verified({ openid: 'o-zhao' })).toMatchObject([
    { kind: 'newUser', title: '新人券', worth: { kind: 'amount', amountFen: 2000 }, leastFen: 10_000, state: 'issued' },
  ]);
  expect(await verified({ openid: 'o-zhao-again' })).toEqual([]);
  expect(JSON.stringify(await world.find('couponClaims'))).not.toContain(NUMBER);
});

test('20 at once take from a campaign that pays for five: five have one, nobody two, the budget is not exceeded', async () => {
  const wish = { kind: 'openCampaign', title: '冬日关怀', worth: { kind: 'amount', amountFen: 1500 }, budgetFen: 8000 };
  const until = { claimFrom: null, claimUntil: world.now() + 7 * DAY, validDays: 14 };
  expect(await command(world, { ...wish, ...until, budgetFen: 1499 })).toMatchObject({ state: 'refused' });
  expect(await command(world, { ...wish, ...until })).toMatchObject({ state: 'done' });
  const campaignId = (await mine(wangs)).campaigns[0]?.campaignId ?? '';
  const claim = (as: As) => world.call('ownMoney', { kind: 'claimCoupon', campaignId }, as);
  // the first of them taps on two phones
  const takers = Array.from({ length: 19 }, (_none, place) => ({ openid: `o-taker${place}` }));
  await Promise.all(takers.map(mine));
  const codes = (await Promise.all([takers[0] as As, ...takers].map(claim))).map(codeOf);
  expect(codes.every((code) => ['ok', 'CAMPAIGN_OVER', 'COUPON_LIMIT'].includes(code))).toBe(true);
  // What the second phone had set aside for a moment is free again: whoever asks once more has it.
  for (const taker of takers)
    if (codes.filter((code) => code === 'ok').length < 5) codes.push(codeOf(await claim(taker)));
  expect(codes.filter((code) => code === 'ok')).toHaveLength(5);
  const taken = await world.find<Coupon>('coupons', { campaignId });
  expect(new Set(taken.map(({ userId }) => userId)).size).toBe(5);
  const [campaign] = await world.find<Campaign>('couponCampaigns', { _id: campaignId });
  expect(campaign).toMatchObject({ committedFen: 7500, issued: 5 });
  expect(codeOf(await claim(lis))).toBe('CAMPAIGN_OVER');
  expect((await mine(lis)).campaigns).toEqual([]);
  expect(await command(world, { kind: 'closeCampaign', campaignId })).toMatchObject({ state: 'done' });
});

test('two orders want one coupon at once: one has it; other people’s and made-up ones are refused', async () => {
  const first = await quoted({}, wangs);
  await world.ok('createOrder', first.order, wangs);
  const couponId = await given(1000);
  const best = await quoted({ couponId: 'best' });
  expect(best).toMatchObject({ price: { totalFen: WHOLE_FEN - 1000, depositFen: 3140 }, discounts: { couponId } });
  const both = [await quoted({ couponId }), await quoted({ couponId })].map(({ order }) => order);
  const codes = await Promise.all(both.map(async (order) => codeOf(await world.call('createOrder', order, wangs))));
  expect(codes.sort()).toEqual(['COUPON_NOT_USABLE', 'ok']);
  const { orderId } = (await coupon(couponId)) as Coupon;
  expect(await coupon(couponId)).toMatchObject({ state: 'reserved' });
  const winner = both.find(({ requestId: id }) => id === orderId);
  // asked again: the order it made, and nothing is taken twice
  expect(codeOf(await world.call('createOrder', winner ?? {}, wangs))).toBe('ok');
  expect(await world.find('orders', { 'money.couponId': couponId })).toHaveLength(1);
  const wish = wishOf(lis, { startAt: anotherSlot(world) });
  for (const foreign of [couponId, 'made-up'])
    expect(codeOf(await world.call('quoteOrder', { ...wish, couponId: foreign }, lis))).toBe('COUPON_NOT_USABLE');
  // a price with the coupon does not do for an order without
  const cheaper = { ...best.order, couponId: null };
  expect(codeOf(await world.call('createOrder', cheaper, wangs))).toBe('QUOTE_CHANGED');
  await cancel(orderId ?? '');
  expect(await coupon(couponId)).toMatchObject({ state: 'issued', orderId: null });
});

test('a visit with a coupon: she earns by the whole price, points come by what was paid; then they pay for the next one', async () => {
  const { discounts } = await quoted({ couponId: 'best' });
  const order = await completed({ couponId: 'best' });
  expect(await coupon(discounts?.couponId ?? '')).toMatchObject({ state: 'used', orderId: order._id });
  expect(order).toMatchObject({ status: 'completed', money: { paidFen: WHOLE_FEN - 1000 } });
  expect(await standing(world, order._id)).toMatchObject({
    ...{ held: 0, couponCost: 1000, pointsCost: 0, platformFund: 0 },
    ...{ nursePayable: HERS_FEN, revenue: WHOLE_FEN - HERS_FEN },
  });
  // One for each yuan of 157.00.
  expect(await points(wangs)).toMatchObject({
    balance: 157,
    entries: [{ text: '服务完成，获得积分', points: 157, orderId: order._id }],
  });
  const next = await quoted({ usePoints: true });
  expect(next.price.totalFen).toBe(WHOLE_FEN - 157);
  expect(next.discounts).toMatchObject({ couponId: null, points: { balance: 157, usable: 157, used: 157 } });
  // two orders want the same points at once
  const both = [next, await quoted({ usePoints: true })];
  const codes = await Promise.all(
    both.map(async ({ order: one }) => codeOf(await world.call('createOrder', one, wangs))),
  );
  expect(codes.sort()).toEqual(['POINTS_NOT_ENOUGH', 'ok']);
  expect((await points(wangs)).balance).toBe(0);
  const [kept] = await world.find<PointEntry>('pointEntries', { kind: 'redeemed' });
  await cancel(kept?.orderId ?? '');
  expect((await points(wangs)).balance).toBe(157);
  await assertPointsWhole(wangs.userId);
});

test('called off too late: fee, coupon and points are shared, and the books say who bore what', async () => {
  const couponId = await given(1000);
  const orderId = await paid({ couponId, usePoints: true });
  const { startAt, money } = await world.order(orderId);
  expect(money.price.totalFen).toBe(WHOLE_FEN - 1000 - 157);
  await world.jumpTo(startAt - 3 * HOUR);
  // R2: 20 % of 118.00 = 2360. Of 16700: she 15543, coupon 1000, points 157: 2196.5, 141.3, 22.2 → 2197 + 141 + 22.
  const terms = await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '临时有事' }, wangs);
  expect(terms).toMatchObject({
    tier: 'R2',
    feeFen: 2197,
    refundFen: 15_543 - 2197,
    givenBack: { coupon: 'gone', points: 135 },
  });
  expect(await standing(world, orderId)).toMatchObject({ held: 0, revenue: 2360, couponCost: 141, pointsCost: 22 });
  expect(await coupon(couponId)).toMatchObject({ state: 'used' });
  expect((await points(wangs)).balance).toBe(157 - 22);
  await assertPointsWhole(wangs.userId);
});

test('all of a visit’s money goes back afterwards: so do its coupon and the points that paid for it, with their days', async () => {
  const couponId = await given(1000);
  const had = (await points(wangs)).balance;
  const { _id: orderId } = await completed({ couponId, usePoints: true });
  const [redeemed] = await world.find<PointEntry>('pointEntries', { orderId, kind: 'redeemed' });
  expect(await coupon(couponId)).toMatchObject({ state: 'used' });
  const wish = { kind: 'dispute', orderId, reason: '服务没有做完', text: '护士什么都没有做就走了' };
  await world.db.collection('orders').doc(orderId).update({ finishedAt: world.now() });
  await world.ok('changeOrder', wish, wangs);
  const decision = { kind: 'decideDispute', orderId, bearer: 'platform', reply: '全额退回' };
  const owed = WHOLE_FEN - 1000 - had;
  expect(await command(world, { ...decision, amountFen: owed })).toMatchObject({ state: 'done' });
  expect(await coupon(couponId)).toMatchObject({ state: 'issued', orderId: null });
  const back = await world.find<PointEntry>('pointEntries', { orderId, kind: 'returned' });
  expect(back).toMatchObject([{ _id: `${orderId}:returned:refunded`, points: had }]);
  expect(back[0]?.lots).toEqual(redeemed?.lots.map((lot) => ({ ...lot, points: -lot.points })));
  expect((await points(wangs)).balance).toBe(had);
  await assertPointsWhole(wangs.userId);
  await world.db.collection('coupons').doc(couponId).remove();
});

test('O-03: nobody accepted in an hour: let go, and a coupon of ten yuan', async () => {
  const { order } = await quoted({}, lis, { nurseId: null });
  await world.ok('createOrder', order, lis);
  const orderId = order.requestId;
  for (let minute = 0; minute <= 70; minute += 5) {
    await world.jumpTo(world.now() + 5 * 60_000);
    await world.tick('reassignTimer');
  }
  expect(await world.order(orderId)).toMatchObject({ status: 'cancelled', cancelReason: '暂无护士接单' });
  expect((await mine(lis)).coupons).toMatchObject([
    { title: '无护士接单补偿券', worth: { amountFen: 1000 }, leastFen: 0 },
  ]);
  const told = await world.find<{ payload: { words: { note: string } } }>('outbox', { orderId, kind: 'message' });
  expect(told.map(({ payload }) => payload.words.note)).toContain('送您 ¥10.00 优惠券');
});

test('their day comes: told before, gone after, once however many timers run', async () => {
  const [{ couponId, validUntil } = { couponId: '', validUntil: 0 }] = (await mine(lis)).coupons;
  await world.jumpTo(validUntil - 2 * DAY);
  await Promise.all([world.tick('dailyTimer'), world.tick('dailyTimer')]);
  const reminders = await world.find<{ payload: { template: string } }>('outbox', { kind: 'message', orderId: '' });
  expect(reminders.filter(({ payload }) => payload.template === 'discountNotice')).not.toHaveLength(0);
  const count = reminders.length;
  await world.tick('dailyTimer');
  expect(await world.find('outbox', { kind: 'message', orderId: '' })).toHaveLength(count);
  await world.jumpTo(validUntil);
  await world.tick('dailyTimer');
  expect(await coupon(couponId)).toMatchObject({ state: 'expired' });
  const { nextExpiry } = await points(wangs);
  await world.jumpTo((nextExpiry?.at ?? 0) + 1);
  expect((await points(wangs)).balance).toBe(0);
  await Promise.all([world.tick('dailyTimer'), world.tick('dailyTimer')]);
  expect(await world.find('pointEntries', { userId: wangs.userId, kind: 'expired' })).toHaveLength(1);
  await assertPointsWhole(wangs.userId);
});

test('an operator gives what the settings allow, and nothing twice', async () => {
  const [order] = await world.find<Order>('orders', { patientUserId: wangs.userId });
  const wish = { kind: 'issueCoupon', orderId: order?._id, reason: '护士迟到' };
  expect(await command(world, { ...wish, amountFen: 10_001 })).toMatchObject({ state: 'refused' });
  expect(await command(world, { ...wish, orderId: 'none', amountFen: 100 })).toMatchObject({ state: 'refused' });
});
