/** A campaign is opened at the desk; a family takes a coupon, books with it and with points; buys a package, and uses a visit of it. */
import type { Campaign } from '#domain/payment/coupons/campaign';
import { chooseVisit } from './booking';
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

let city: City;
let patient: Window;
let desk: Window;
const step = storyteller(() => ({ patient, desk }));
/** The whole price of the visit, fen. */
let wholeFen = 0;
let totalFen = 0;
const couponFen = 1500;

const fenOf = (text: string) => Math.round(Number(text.replace(/[^\d.]/g, '')) * 100);
const total = async () => fenOf(await patient.text('total'));
const totalIs = (fen: number) =>
  patient.page.locator('[data-test="total"]:visible', { hasText: `¥${(fen / 100).toFixed(2)}` }).waitFor();

beforeAll(async () => {
  city = await openCity('discounts', ['patient', 'desk']);
  ({ patient, desk } = city);
  const { db } = await import('#cloud/database');
  const { data } = await db.collection('users').where({ uid: 'family0001' }).get();
  const [{ _id: userId }] = data as [{ _id: string }];
  const lots = [{ expiresAt: Date.parse('2027-12-01T00:00:00+08:00'), points: 600 }];
  const at = Date.parse('2026-11-20T10:00:00+08:00');
  const entry = { _id: 'before:earned', userId, kind: 'earned', orderId: null, lots, points: 600, at };
  await db.collection('pointEntries').add(entry);
  await db.collection('pointAccounts').add({ _id: userId, lots, nextExpiryAt: lots[0]?.expiresAt });
});
afterAll(() => city?.close());

step('the desk opens a campaign with a budget', async () => {
  await desk.tap('nav-coupons');
  await desk.fill('campaign-title', '冬日关怀');
  await desk.fill('campaign-each', '15');
  await desk.fill('campaign-budget', '30');
  await desk.fill('campaign-until', '2026-12-31');
  await desk.tap('open-campaign');
  await desk.page.locator('[data-test="answer"]', { hasText: '活动已开：冬日关怀' }).waitFor();
  await desk.page.locator('[data-test="campaigns"] tr', { hasText: '¥0.00 / ¥30.00' }).waitFor();
  await desk.picture('01-desk');
});

step('she finds it under 我的, takes one, and sees what she has', async () => {
  await patient.tap('tab-mine');
  await patient.arrive('mine-discounts');
  await patient.tap('mine-discounts');
  await patient.arrive('points-balance');
  expect(await patient.text('points-balance')).toBe('600 分');
  await patient.picture('02-before');
  await patient.tap('take-coupon');
  await patient.see('coupon-taken');
  expect(await patient.text('coupon')).toMatch(/¥15.00[\s\S]*冬日关怀[\s\S]*不限金额/);
  expect(await patient.page.locator('[data-test="take-coupon"]:visible').count()).toBe(0);
  await patient.picture('03-taken');
  await patient.tap('to-points');
  await patient.arrive('point-entry');
  expect(await patient.text('point-entry')).toContain('+600');
  await patient.picture('04-points');
});

step('large print on a small phone', async () => {
  await patient.page.goBack();
  await patient.arrive('points-balance');
  await patient.page.setViewportSize({ width: 360, height: 640 });
  await patient.tap('dev-care');
  await patient.picture('05-care');
  const wide = await patient.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
  await patient.tap('dev-care');
  await patient.page.setViewportSize({ width: 390, height: 844 });
  await patient.page.goBack();
  await patient.tap('tab-home');
});

step('the price: the best coupon is in it, without it is a tap away, points are ticked', async () => {
  await chooseVisit(city, null, false);
  await patient.see('taken-coupon');
  expect(await patient.text('taken-coupon')).toBe('冬日关怀，减 ¥15.00');
  wholeFen = (await total()) + couponFen;
  await patient.picture('06-price');
  await patient.tap('choose-coupon');
  await patient.see('no-coupon');
  await patient.picture('07-which');
  await patient.tap('no-coupon');
  await totalIs(wholeFen);
  await patient.tap('choose-coupon');
  await patient.tap('coupon-choice');
  await totalIs(wholeFen - couponFen);
  await patient.page.waitForTimeout(600);
  await patient.tap('use-points');
  await totalIs(wholeFen - couponFen - 600);
  expect(await patient.text('price')).toMatch(
    /优惠券（冬日关怀）[\s\S]*-¥15.00[\s\S]*积分抵扣（600 积分）[\s\S]*-¥6.00/,
  );
  await patient.picture('08-both');
  totalFen = wholeFen - couponFen - 600;
});

step('booked at this price; the desk sees the coupon is taken, and the budget with it', async () => {
  await patient.tap('submit');
  await patient.see('countdown');
  const { money } = await city.newestOrder();
  expect(money.price).toMatchObject({ totalFen, depositFen: Math.round(totalFen / 5) });
  expect(money.couponId).toBeDefined();
  await patient.picture('09-order');
  await desk.tap('reload-coupons');
  await desk.page.locator('[data-test="campaigns"] tr', { hasText: '¥15.00 / ¥30.00' }).waitFor();
  await desk.page.locator('[data-test="coupons"] tr', { hasText: '订单待付款' }).waitFor();
  await desk.picture('10-desk');
  const { engine } = city.product.cloud.emulator;
  const [campaign] = await engine.find('couponCampaigns', { query: {}, limit: 1 });
  expect(campaign as unknown as Campaign).toMatchObject({ issued: 1, committedFen: 1500 });
});

step('called off: coupon and points are hers again', async () => {
  const order = await city.newestOrder();
  const { callAs } = await import('./callsAs');
  await callAs(city, 'o-family0001', 'changeOrder', { kind: 'cancel', orderId: order._id, reason: '临时有事' });
  await patient.page.goto(patient.page.url().replace(/#.*$/, '') + '#/packages/account/discounts/index');
  await patient.arrive('points-balance');
  expect(await patient.text('points-balance')).toBe('600 分');
  expect(await patient.text('coupon')).toContain('冬日关怀');
  await patient.picture('11-again');
  expect(patient.complaints).toEqual([]);
});

step('a package is put on sale: the form says what its visits cost one by one', async () => {
  await desk.tap('nav-packages');
  await desk.fill('package-name', '上门照护 3 次');
  await desk.page.locator('[data-test="package-service"]').selectOption('MED-02');
  await desk.fill('package-visits', '3');
  await desk.fill('package-price', '240');
  await desk.fill('package-reason', '多次更省');
  expect(await desk.text('package-preview')).toMatch(/单次 ¥[\d.]+，3 次 ¥[\d.]+，买套餐省 ¥/);
  await desk.tap('publish-package');
  await desk.page.locator('[data-test="package-offers"] tr', { hasText: '3 次 ¥240.00' }).waitFor();
  await desk.picture('12-desk-package');
});

/** Whose it is going to be: the one for whom the next visit is booked. */
const surnameOf = async () => (await city.newestOrder()).recipientMaskedName.slice(0, 1);

step('she buys it for one of hers, and pays', async () => {
  await patient.page.goto(patient.page.url().replace(/#.*$/, '') + '#/packages/account/packages/index');
  await patient.arrive('package-offer');
  expect(await patient.text('no-packages')).toContain('还没有套餐');
  await patient.picture('13-offers');
  const offer = patient.page.locator('[data-test="package-offer"]:visible', { hasText: '上门照护 3 次' });
  await offer.locator('[data-test="buy-package"]').click();
  await patient.see('package-person');
  await patient.picture('14-for-whom');
  await patient.page.locator('[data-test="package-person"]:visible', { hasText: await surnameOf() }).click();
  await patient.tap('person-sure');
  await patient.see('pay-confirm');
  await patient.tap('pay-confirm');
  await patient.see('package-done');
  expect(await patient.text('package-left')).toBe('还剩 3 次（共 3 次）');
  await patient.picture('15-bought');
});

step('the price of the next visit: one of the package is in it, and can be left out', async () => {
  await patient.page.goto(patient.page.url().replace(/#.*$/, '') + '#/pages/home/index');
  await chooseVisit(city, null, false);
  await patient.see('use-package');
  const wayFen = await total();
  expect(await patient.text('use-package')).toMatch(/用一次套餐，抵 ¥[\d.]+[\s\S]*这次之后还剩 2 次/);
  expect(await patient.text('price')).toContain('套餐抵扣（上门照护 3 次）');
  await patient.picture('16-price');
  await patient.tap('use-package');
  await patient.see('taken-coupon');
  await patient.page.waitForTimeout(600);
  await patient.tap('use-package');
  await totalIs(wayFen);
  await patient.tap('submit');
  await patient.see('countdown');
  expect((await city.newestOrder()).money).toMatchObject({ price: { totalFen: wayFen } });
});

step('large print on a small phone; the two visits that are left go back in money', async () => {
  await patient.page.goto(patient.page.url().replace(/#.*$/, '') + '#/packages/account/packages/index');
  await patient.arrive('package-left');
  expect(await patient.text('package')).toMatch(/还剩 2 次（共 3 次）[\s\S]*另有 1 次已约好/);
  await patient.page.setViewportSize({ width: 360, height: 640 });
  await patient.tap('dev-care');
  await patient.picture('17-care');
  const wide = await patient.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
  await patient.tap('refund-package');
  await patient.see('refund-sure');
  await patient.picture('18-refund');
  await patient.tap('refund-sure');
  await patient.see('package-done');
  expect(await patient.text('package')).toContain('还剩 0 次');
  await patient.picture('19-refunded');
  expect(patient.complaints).toEqual([]);
});
