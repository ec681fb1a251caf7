/** Packages of visits: put on sale, bought, used, given back, handed over, sent back; the books and the bill say the same. */
import type { Payment } from '#cloud/payments';
import type { DifferenceRow, Reconciliation } from '#cloud/reconciliation/reconcileDay';
import type { Refund } from '#cloud/refundRequests';
import type { BuyPackageReply, OwnPackagesReply, PackageView } from '#contract/ownPackages';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { Reply } from '#contract/reply';
import type { SaveRecipientReply } from '#contract/saveRecipient';
import type { CarePackage } from '#domain/payment/packages/carePackage';
import { balances, type Entry } from '#domain/payment/ledger';
import { command } from './applicants';
import { anotherSlot, confirmSheet, pay, standing } from './paying';
import { FAMILIES } from './people';
import { readyToBook, requestId, wishOf } from './story';
import { openWorld, type As, type World } from './world';

const [wangs, lis] = FAMILIES;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** MED-05 at the corner: 118.00 service and 37.00 consumables are the package's, 12.00 of way are paid each time. */
const COVERED_FEN = 15_500;
const WAY_FEN = 1200;
/** Three for 400.01: 133.34, 133.34, 133.33. */
const PRICE_FEN = 40_001;
const OFFER = {
  ...{ kind: 'publishPackage', name: '换药 3 次', serviceCodes: ['MED-05'], visitCount: 3, priceFen: PRICE_FEN },
  ...{ validMonths: 3, covers: 'service', reason: '术后换药' },
};

let world: World;
let offerId = '';
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const page = (as: As = wangs) => world.ok<OwnPackagesReply>('ownMoney', { kind: 'packages' }, as);
const mine = async (packageId: string) =>
  (await page()).packages.find((one) => one.packageId === packageId) as PackageView;
const wish = (more: object = {}) => ({
  ...{ kind: 'buyPackage', offerId, recipientId: wangs.recipientId, requestId: requestId() },
  ...more,
});
const buy = (more: object = {}) => world.ok<BuyPackageReply>('ownMoney', wish(more), wangs);
const kept = async (_id: string) => (await world.find<CarePackage>('packages', { _id }))[0] as CarePackage;
const packageBooks = async (packageId: string) => balances(await world.find<Entry>('ledgerEntries', { packageId }));
const refunds = (packageId: string) => world.find<Refund>('refunds', { packageId });

async function bought(): Promise<string> {
  const request = await buy();
  await confirmSheet(world, request);
  return request.packageId;
}

async function quoted(packageId: string | null, more: object = {}) {
  const asked = wishOf(wangs, { startAt: anotherSlot(world), ...more });
  const reply = await world.ok<QuoteOrderReply>('quoteOrder', { ...asked, nurseId: 'nurse1', packageId }, wangs);
  const shown = { expectedTotalFen: reply.price.totalFen, quote: reply.quote.token };
  const said = { requestId: requestId(), nurseId: 'nurse1', informedConsent: { version: 1 } };
  return { ...reply, order: { ...asked, ...shown, ...said, packageId: reply.discounts?.packageId ?? null } };
}

async function paid(packageId: string): Promise<string> {
  const { order } = await quoted(packageId);
  await world.ok('createOrder', order, wangs);
  await world.ok('acceptOrder', { orderId: order.requestId }, { openid: 'o-nurse1' });
  const request = await pay(world, order.requestId, 'full');
  if (!request.ok) throw new Error(request.error.code);
  await confirmSheet(world, request.data);
  return order.requestId;
}

const cancel = (orderId: string) => world.ok('changeOrder', { kind: 'cancel', orderId, reason: '临时有事' }, wangs);

/** What was asked back is asked of WeChat Pay, and arrives. Two refunds of one payment are a minute apart. */
async function refundsArrive(): Promise<void> {
  await world.jumpTo(world.now() + 2 * MINUTE);
  await world.tick('outboxTimer');
  await world.cloud.standIns.wechatPay.tick();
}

test('what is on sale is bought for one’s own people; the same wish twice is one purchase', async () => {
  expect(await command(world, { ...OFFER, serviceCodes: ['MED-05', 'MED-05'] })).toMatchObject({ state: 'refused' });
  expect(await command(world, OFFER)).toMatchObject({ state: 'done', answer: '已上架：换药 3 次，¥400.01' });
  const [offer] = (await page()).offers;
  expect(offer).toMatchObject({ visitCount: 3, priceFen: PRICE_FEN, services: ['普通伤口换药'] });
  offerId = offer?.offerId ?? '';
  const foreign = wish({ recipientId: lis.recipientId });
  expect(codeOf(await world.call('ownMoney', foreign, wangs))).toBe('NOT_FOUND');
  expect(codeOf(await world.call('ownMoney', wish({ offerId: 'made-up' }), wangs))).toBe('PACKAGE_OFFER_GONE');
  expect(codeOf(await world.call('ownMoney', wish(), { uid: 'browser-only' }))).not.toBe('ok');
  const taps = await Promise.all([buy(), buy()]);
  expect(new Set(taps.map(({ outTradeNo }) => outTradeNo)).size).toBe(1);
  const [request] = taps as [BuyPackageReply, BuyPackageReply];
  expect(request.amountFen).toBe(PRICE_FEN);
  expect((await page()).packages).toEqual([]);
  const { wechatPay } = world.cloud.standIns;
  wechatPay.script({ notify: 'twice', times: 1 });
  await confirmSheet(world, request);
  await wechatPay.resend(request.outTradeNo);
  await wechatPay.tick();
  expect(await world.find('ledgerEntries', { packageId: request.packageId })).toHaveLength(1);
  expect(await mine(request.packageId)).toMatchObject({ state: 'active', left: 3, refundableFen: PRICE_FEN });
  expect(await packageBooks(request.packageId)).toMatchObject({ packageHeld: PRICE_FEN, wechatClearing: PRICE_FEN });
  expect((await page(lis)).packages).toEqual([]);
});

test('nobody pays in half an hour: closed on both sides; money for a package that is gone goes back by itself', async () => {
  const unpaid = await buy();
  await world.jumpTo(world.now() + 31 * MINUTE);
  await world.tick('paymentTimer');
  await world.jumpTo(world.now() + 6 * MINUTE);
  await world.tick('paymentTimer');
  expect(await kept(unpaid.packageId)).toMatchObject({ state: 'closed' });
  expect(await world.find<Payment>('payments', { _id: unpaid.outTradeNo })).toMatchObject([{ state: 'closed' }]);
  await expect(confirmSheet(world, unpaid)).rejects.toMatchObject({ code: 'ORDER_CLOSED' });
  const late = await buy();
  await world.db.collection('packages').doc(late.packageId).update({ state: 'closed', payBy: null });
  await confirmSheet(world, late);
  await refundsArrive();
  expect(await refunds(late.packageId)).toMatchObject([{ state: 'succeeded', amountFen: PRICE_FEN, ofOrder: false }]);
  expect(await packageBooks(late.packageId)).toMatchObject({ packageHeld: 0, refundPayable: 0, wechatClearing: 0 });
  expect(await kept(late.packageId)).toMatchObject({ state: 'closed', visits: [] });
});

test('a visit pays service and consumables; two orders want the last one: one has it; called off in time it is free again', async () => {
  const packageId = await bought();
  const offered = await quoted('best');
  expect(offered.price).toMatchObject({ totalFen: WAY_FEN, depositFen: 240 });
  expect(offered.discounts?.packages).toMatchObject([{ left: 3, offFen: COVERED_FEN }, { left: 3 }]);
  const without = await quoted(null);
  expect(without.price.totalFen).toBe(COVERED_FEN + WAY_FEN);
  // a price with the package does not do for an order without
  const cheaper = { ...offered.order, packageId: null };
  expect(codeOf(await world.call('createOrder', cheaper, wangs))).toBe('QUOTE_CHANGED');
  const first = await paid(packageId);
  await paid(packageId);
  const both = [(await quoted(packageId)).order, (await quoted(packageId)).order];
  const codes = await Promise.all(both.map(async (order) => codeOf(await world.call('createOrder', order, wangs))));
  expect(codes.sort()).toEqual(['PACKAGE_NOT_USABLE', 'ok']);
  expect(await mine(packageId)).toMatchObject({ left: 0, reserved: 3, used: 0 });
  await cancel(first);
  expect(await mine(packageId)).toMatchObject({ left: 1, reserved: 2, refundableFen: 13_334 });
  expect(await world.order(first)).toMatchObject({ money: { refundingFen: WAY_FEN, packageId } });
});

test('a visit that was made takes its share; she earns by the whole price; a late cancellation takes a part', async () => {
  const packageId = await bought();
  const done = await paid(packageId);
  await world.db.collection('orders').doc(done).update({ status: 'pendingConfirmation' });
  await world.ok('confirmOrder', { orderId: done }, wangs);
  // 70 % of 118.00 and the way, 94.60; the rest of the 167.00 is the platform's, 155.00 of it the package paid.
  const earned = { held: 0, packageCost: COVERED_FEN, nursePayable: 9460, revenue: 7240 };
  expect(await standing(world, done)).toMatchObject(earned);
  expect(await packageBooks(packageId)).toMatchObject({ packageHeld: PRICE_FEN - 13_334, packageCost: -13_334 });
  expect(await mine(packageId)).toMatchObject({ left: 2, used: 1, refundableFen: 26_667 });
  const late = await paid(packageId);
  await world.jumpTo((await world.order(late)).startAt - 3 * HOUR);
  await cancel(late);
  // R2: 20 % of 118.00 = 2360. Of 16700 she 1200, the package 15500: 169.6 → 170, 2190.4 → 2190; 13334 × 2190 / 15500 = 1883.9.
  expect(await standing(world, late)).toMatchObject({ held: 0, revenue: 2360, packageCost: 2190 });
  const consumedFen = 1883;
  expect((await kept(packageId)).visits[1]).toMatchObject({ state: 'used', consumedFen, returnedFen: 13_334 - 1883 });
  await refundsArrive();
  expect(await refunds(packageId)).toMatchObject([
    { state: 'succeeded', amountFen: 13_334 - 1883, reason: '套餐退款' },
  ]);
  expect(await packageBooks(packageId)).toMatchObject({ packageHeld: 13_333, refundPayable: 0 });
});

test('the bill of the days says what our rows and books say', async () => {
  const dayAt = (at: number) => new Date(at + 8 * HOUR).toISOString().slice(0, 10);
  const today = Date.parse(`${dayAt(world.now())}T10:20:00+08:00`);
  await world.jumpTo(today > world.now() ? today : today + 24 * HOUR);
  for (let day = 0; day < 6; day += 1) {
    await world.jumpTo(world.now() + MINUTE);
    await world.tick('paymentTimer');
  }
  const days = await world.find<Reconciliation>('reconciliations');
  const bought = days.find(({ _id }) => _id === '2026-11-23');
  // four purchases, one of them paid too late, and the way of four visits
  expect(bought?.bill).toMatchObject({ payments: 8, paidFen: 4 * PRICE_FEN + 4 * WAY_FEN });
  expect(days.map(({ state, booksBalanced }) => [state, booksBalanced])).toEqual(days.map(() => ['agrees', true]));
  expect(bought?.standing?.packageHeld).toBeLessThan(0);
});

test('the unused visits go to another of the family, or back in money: as much as was shown, once', async () => {
  const said = {
    ...{ name: '王建国', relation: '父亲', conditions: [], allergies: [] },
    emergencyContacts: [
      { name: '王小明', phone: '13800000003', relation: '儿子' },
      { name: '王小红', phone: '13800000004', relation: '女儿' },
    ],
  };
  const { recipientId } = await world.ok<SaveRecipientReply>('saveRecipient', said, wangs);
  const packageId = await bought();
  const give = (to: string, as: As = wangs) =>
    world.call('ownMoney', { kind: 'transferPackage', packageId, recipientId: to }, as);
  expect(codeOf(await give(lis.recipientId))).toBe('NOT_FOUND');
  expect(codeOf(await give(lis.recipientId, lis))).toBe('NOT_FOUND');
  expect(codeOf(await give(recipientId))).toBe('ok');
  expect(await mine(packageId)).toMatchObject({ recipientId, recipientName: '王**', left: 3 });
  expect((await quoted(null)).discounts?.packages.some((one) => one.packageId === packageId)).toBe(false);
  await world.db.collection('recipients').doc(recipientId).update({ verified: true });
  await readyToBook(world, [{ userId: wangs.userId, recipientId }]);
  expect((await quoted('best', { recipientId })).price.totalFen).toBe(WAY_FEN);
  const back = (expectedFen: number, as: As = wangs) =>
    world.call('ownMoney', { kind: 'refundPackage', packageId, expectedFen }, as);
  expect(codeOf(await back(PRICE_FEN, lis))).toBe('NOT_FOUND');
  expect(codeOf(await back(PRICE_FEN - 1))).toBe('TERMS_CHANGED');
  const codes = await Promise.all([back(PRICE_FEN), back(PRICE_FEN)]);
  expect(codes.map(codeOf).sort()).toEqual(['NOTHING_TO_REFUND', 'ok']);
  await refundsArrive();
  expect(await refunds(packageId)).toMatchObject([{ state: 'succeeded', amountFen: PRICE_FEN }]);
  expect(await mine(packageId)).toMatchObject({ state: 'ended', left: 0, returnedFen: PRICE_FEN, returnAt: null });
});

test('it runs out: the owner is told before, and days later what is left goes back by itself', async () => {
  const packageId = await bought();
  const { validUntil, returnAt } = await kept(packageId);
  await world.jumpTo((validUntil ?? 0) - 10 * 24 * HOUR);
  await world.tick('dailyTimer');
  const told = { _id: `packageEnds:${packageId}:0` };
  expect(await world.find('outbox', told)).toMatchObject([{ payload: { words: { service: '换药 3 次' } } }]);
  await world.jumpTo((validUntil ?? 0) + HOUR);
  expect(await mine(packageId)).toMatchObject({ state: 'expired', refundableFen: PRICE_FEN });
  await world.jumpTo((returnAt ?? 0) + MINUTE);
  await world.tick('dailyTimer');
  await refundsArrive();
  expect(await kept(packageId)).toMatchObject({ state: 'ended' });
  expect(await packageBooks(packageId)).toMatchObject({ packageHeld: 0, wechatClearing: 0 });
});

test('all of it: our books, our rows, WeChat Pay’s ledger and its bill say the same', async () => {
  const entries = await world.find<Entry>('ledgerEntries');
  const packages = await world.find<CarePackage>('packages');
  const held = packages.flatMap(({ visits }) => visits).filter(({ state }) => ['free', 'reserved'].includes(state));
  expect(balances(entries).packageHeld).toBe(held.reduce((sum, { shareFen }) => sum + shareFen, 0));
  const { wechatPay } = world.cloud.standIns;
  const there = wechatPay.orders().filter(({ paidAtMs }) => paidAtMs !== undefined);
  const rows = await world.find<Payment>('payments', { state: 'paid' });
  expect(rows.map(({ _id, amountFen }) => [_id, amountFen]).sort()).toEqual(
    there.map(({ outTradeNo, request }) => [outTradeNo, request.amount.total]).sort(),
  );
  expect(await world.find<DifferenceRow>('reconciliationDifferences')).toEqual([]);
});
