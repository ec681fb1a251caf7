/** Filed price lists: published ahead, chosen when an order is made, kept by it; and what a nurse's stars mean for money. */
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { ReadCatalogueReply } from '#contract/readCatalogue';
import type { RecommendNursesReply } from '#contract/recommendNurses';
import type { ReadOrderReply } from '#contract/readOrder';
import { competency } from '#domain/testing/aNurse';
import { asked, confirmSheet, standing } from './paying';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { booked, quotedOrder, wishOf } from './story';
import { openWorld, type World } from './world';

const [wangs, lis] = FAMILIES;
/** Nurse 2 has 4.9 stars of 40 reviews, nurse 1 has 4.6. */
const [plain, starred, third] = NURSES;
const DAY = 24 * 3_600_000;
const CARE = 'SPC-11';
const DECEMBER = Date.parse('2026-12-01T00:00:00+08:00');
const FINANCE = { uid: 'operator-1' };
let world: World;
beforeAll(async () => {
  world = await openWorld();
  const until = Date.parse('2027-06-30T00:00:00+08:00');
  for (const { _id, competencies, serviceCodes, certificates } of NURSES.slice(0, 3)) {
    await world.db
      .collection('nurses')
      .doc(_id)
      .update({
        certificates: [...certificates, '失能评估培训'],
        competencies: [...competencies, competency(CARE, until)],
        serviceCodes: [...serviceCodes, CARE],
      });
  }
}, 60_000);
afterAll(() => world?.stop());

let number = 0;
const LIST = { city: '杭州市', institutionId: null, filingNumber: '杭医保价备〔2026〕017号', untilDay: null };
const dearer = { serviceCode: 'MED-05', serviceFen: 12_800, consumablesFen: 3700, itemKind: 'medical' };
const rowOf = (more: object) => ({
  ...{ _id: `prices-${(number += 1)}`, kind: 'publishPriceList', ...LIST, fromDay: '2026-12-01', expectedVersion: 1 },
  ...{ edits: [dearer], reason: '年度调价', ...more },
  ...{ requestedBy: FINANCE.uid, requestedAt: world.now(), state: 'waiting' },
});
async function publish(more: object = {}): Promise<string> {
  const row = rowOf(more);
  await world.db.collection('opCommands').add(row);
  await world.ok('runCommand', { commandId: row._id }, FINANCE);
  const [{ state, answer } = { state: '', answer: '' }] = await world.find<{ state: string; answer: string }>(
    'opCommands',
    { _id: row._id },
  );
  return `${state}: ${answer}`;
}
const priceOf = async (more: object = {}, family = wangs) =>
  (await world.ok<QuoteOrderReply>('quoteOrder', { ...wishOf(family), ...more }, family)).price;
const catalogue = () => world.ok<ReadCatalogueReply>('readCatalogue', {}, wangs);
const seen = (orderId: string) => world.ok<ReadOrderReply>('readOrder', { orderId }, wangs);
/** Two hours after the one before, so that nobody is asked for twice at once. */
let slots = 0;
const slot = () => TOMORROW_TEN + Math.floor(slots / 4) * DAY + (slots++ % 4) * 2 * 3_600_000;
async function bookedWith(nurseId: string, serviceCode: string): Promise<string> {
  const wish = wishOf(wangs, { startAt: slot(), serviceCode, nurseId });
  const { price, quote } = await world.ok<QuoteOrderReply>('quoteOrder', wish, wangs);
  const order = { ...(await quotedOrder(world, wangs, wish)), expectedTotalFen: price.totalFen, quote: quote.token };
  await world.ok('createOrder', { ...order, informedConsent: { version: 1 } }, wangs);
  return order.requestId;
}

test('the catalogue, the quote and the order say which list they stand on, and every step of the computation', async () => {
  const { services, priceList } = await catalogue();
  expect(priceList).toMatchObject({ city: '杭州市', version: 1, filingNumber: expect.stringContaining('001号') });
  expect(services.find(({ code }) => code === 'MED-05')).toMatchObject({ serviceFen: 11_800, nextPrice: null });
  const orderId = await booked(world, { startAt: slot() });
  const { price } = await seen(orderId);
  expect(price.basis).toMatchObject({ listId: '杭州市:platform:v1', version: 1, itemKind: 'medical' });
  expect(price.items.map(({ steps = [] }) => steps.length > 0)).toEqual([true, true, true]);
  expect(price.items[1]?.steps).toContain('3 公里以内 ¥10.00');
});

test('published seven days ahead: announced at once, no order changes, the new price holds from its midnight on', async () => {
  const before = await booked(world, { startAt: slot() });
  expect(await publish({ fromDay: '2026-11-29' })).toBe(
    'refused: 价格要先公示满规定的天数才能生效，请把生效日期往后改。',
  );
  expect(await publish()).toBe('done: 已发布第 2 版，改动 1 项，2026年12月01日 00:00 起生效'.replace('01日', '1日'));
  await world.jumpTo(world.now() + 60_000);
  expect((await catalogue()).services.find(({ code }) => code === 'MED-05')).toMatchObject({
    serviceFen: 11_800,
    nextPrice: { from: DECEMBER, serviceFen: 12_800, consumablesFen: 3700 },
  });
  // A visit in December that is booked today costs what is published for today.
  expect((await priceOf({ startAt: DECEMBER + 5 * DAY + 10 * 3_600_000 })).items[0]?.amountFen).toBe(11_800);
  const log = await world.find('auditLog', { action: 'publishPriceList' });
  expect(log).toHaveLength(2);
  expect(await world.find('priceLists')).toMatchObject([{ validUntil: DECEMBER }, { validUntil: null, version: 2 }]);
  const { price } = await seen(before);
  expect(price.basis?.version).toBe(1);
});

test.each<[string, object, string]>([
  ['made from an old version', { fromDay: '2026-12-20' }, '新版本'],
  ['before the one that is announced', { expectedVersion: 2, fromDay: '2026-11-30' }, '早于'],
  ['with an end, though nothing would follow', { expectedVersion: 2, untilDay: '2027-01-01' }, '没有价格'],
  ['of another city', { city: '宁波市', expectedVersion: 0 }, '有误'],
  ['of an institution there is not', { institutionId: 'nobody', expectedVersion: 0 }, '有误'],
  ['of a service there is not', { expectedVersion: 2, edits: [{ ...dearer, serviceCode: 'MED-99' }] }, '没有'],
  ['in fractions of a fen', { expectedVersion: 2, edits: [{ ...dearer, serviceFen: 1.5 }] }, '有误'],
  ['less than nothing', { expectedVersion: 2, edits: [{ ...dearer, serviceFen: -1 }] }, '有误'],
])('a list %s is refused, and nothing is written', async (_, more, why) => {
  const before = await world.find('priceLists');
  const answer = await publish(more);
  expect(answer).toMatch(/^refused: /);
  expect(answer).toContain(why);
  expect(await world.find('priceLists')).toEqual(before);
});

test('two at the desk publish at once: one version, and the other is told', async () => {
  const rows = [9100, 9200].map((serviceFen) =>
    rowOf({ expectedVersion: 2, fromDay: '2026-12-05', edits: [{ ...dearer, serviceFen }] }),
  );
  await world.db.collection('opCommands').add(rows);
  await Promise.all(rows.map(({ _id }) => world.call('runCommand', { commandId: _id }, FINANCE)));
  const answered = await world.find<{ state: string }>('opCommands', { expectedVersion: 2, fromDay: '2026-12-05' });
  expect(answered.map(({ state }) => state).sort()).toEqual(['done', 'refused']);
  const lists = await world.find<{ version: number; validFrom: number; validUntil: number | null }>('priceLists');
  expect(lists.map(({ version, validUntil }) => [version, validUntil === null])).toEqual([
    [1, false],
    [2, false],
    [3, true],
  ]);
});

test('an institution’s own prices are those of its nurses, where the family chose one of them', async () => {
  const [{ _id: institutionId } = { _id: '' }] = await world.find<{ _id: string }>('institutions');
  await world.db.collection('nurses').doc(third._id).update({ institutionId });
  const own = { institutionId, expectedVersion: 0, fromDay: '2026-11-30', filingNumber: '本院备案001' };
  expect(await publish({ ...own, edits: [{ ...dearer, serviceFen: 9900 }] })).toContain('done');
  await world.jumpTo(Date.parse('2026-11-30T08:00:00+08:00'));
  const startAt = Date.parse('2026-12-02T10:00:00+08:00');
  const [hers, anybodys] = [await priceOf({ startAt, nurseId: third._id }), await priceOf({ startAt })];
  expect(hers).toMatchObject({
    basis: { institutionId, filingNumber: '本院备案001' },
    items: [{ amountFen: 9900 }, {}, {}],
  });
  expect(anybodys).toMatchObject({ basis: { institutionId: null }, items: [{ amountFen: 11_800 }, {}, {}] });
  slots = 24;
});

test('without a published price a service is neither shown nor sold', async () => {
  const lists = world.db.collection('priceLists');
  const [first] = await world.find<{ _id: string; lines: { serviceCode: string }[] }>('priceLists', {
    version: 1,
    institutionId: null,
  });
  const without = first?.lines.filter(({ serviceCode }) => serviceCode !== 'MED-01') ?? [];
  await lists.doc(first?._id ?? '').update({ lines: without });
  await world.jumpTo(world.now() + 31_000);
  expect((await catalogue()).services.map(({ code }) => code)).not.toContain('MED-01');
  const wish = wishOf(wangs, { serviceCode: 'MED-01', startAt: slot() });
  expect(await world.call('quoteOrder', wish, wangs)).toMatchObject({ error: { code: 'PRICE_UNKNOWN' } });
  await lists.doc(first?._id ?? '').update({ lines: first?.lines });
  await world.jumpTo(world.now() + 31_000);
});

test('life care: the chosen nurse’s stars stand on the bill and on her card; medical: never', async () => {
  const startAt = slot();
  const cards = async (serviceCode: string) => {
    const { nurses } = await world.ok<RecommendNursesReply>(
      'recommendNurses',
      wishOf(wangs, { startAt, serviceCode }),
      wangs,
    );
    return nurses.map(({ nurseId, premiumFen }) => `${nurseId} ${premiumFen}`).sort();
  };
  // 98.00 × 10 %
  expect(await cards(CARE)).toEqual([`${plain._id} 0`, `${starred._id} 980`]);
  expect((await cards('MED-05')).every((card) => card.endsWith(' 0'))).toBe(true);
  const price = await priceOf({ startAt, serviceCode: CARE, nurseId: starred._id });
  expect(price).toMatchObject({ totalFen: 9800 + 1200 + 980, basis: { starNurseId: starred._id } });
  expect((await priceOf({ startAt, serviceCode: CARE })).totalFen).toBe(11_000);
});

test('she gives it back after it was paid, another one comes: what was paid for her stars goes back', async () => {
  const orderId = await bookedWith(starred._id, CARE);
  await world.ok('acceptOrder', { orderId }, starred);
  await confirmSheet(world, await asked(world, orderId, 'full'));
  expect((await world.order(orderId)).money).toMatchObject({ paidFen: 11_980 });
  const row = { _id: 'release-1', kind: 'releaseOrder', orderId, reason: '护士请假' };
  await world.db
    .collection('opCommands')
    .add({ ...row, requestedBy: FINANCE.uid, requestedAt: world.now(), state: 'waiting' });
  await world.ok('runCommand', { commandId: row._id }, FINANCE);
  await world.tick('reassignTimer');
  await world.ok('acceptOrder', { orderId }, plain);
  const order = await world.order(orderId);
  expect(order).toMatchObject({
    status: 'pendingService',
    nurseId: plain._id,
    money: { reductions: [{ kind: 'star', amountFen: 980 }] },
  });
  await world.tick('outboxTimer');
  await world.cloud.standIns.wechatPay.tick();
  expect(await world.order(orderId)).toMatchObject({
    status: 'pendingService',
    money: { refundingFen: 0, refundedFen: 980 },
  });
  expect(await standing(world, orderId)).toMatchObject({ wechatClearing: 11_000, held: 11_000, refundPayable: 0 });
});

test('not paid yet and taken by another one: she is asked for less, and both ways of paying know it', async () => {
  const orderId = await bookedWith(starred._id, CARE);
  await world.ok('declineOrder', { orderId, reason: '其他' }, starred);
  await world.tick('reassignTimer');
  await world.ok('acceptOrder', { orderId }, plain);
  const { payable, reductions } = await seen(orderId);
  expect(reductions).toEqual([{ label: '换了护士，星级服务费不收', amountFen: 980 }]);
  expect(payable).toEqual([
    { part: 'deposit', amountFen: 2396 },
    { part: 'full', amountFen: 11_000 },
  ]);
  await confirmSheet(world, await asked(world, orderId, 'full'));
  expect(await world.order(orderId)).toMatchObject({ status: 'pendingService', money: { paidFen: 11_000 } });
});

test('a filed medical item: the family pays the same, the platform adds the bonus when the visit is done', async () => {
  const pays = async (nurseId: string) => {
    const orderId = await bookedWith(nurseId, 'MED-05');
    await world.ok('acceptOrder', { orderId }, { openid: `o-${nurseId}` });
    await confirmSheet(world, await asked(world, orderId, 'full'));
    await world.db.collection('orders').doc(orderId).update({ status: 'pendingConfirmation', finishedAt: world.now() });
    await world.ok('confirmOrder', { orderId }, wangs);
    return { orderId, paidFen: (await world.order(orderId)).money.paidFen, books: await standing(world, orderId) };
  };
  const [high, usual] = [await pays(starred._id), await pays(plain._id)];
  expect(high.paidFen).toBe(usual.paidFen);
  // 118.00 × 70 % + 12.00, and 118.00 × 10 % of the platform's own money
  expect(usual.books).toMatchObject({ nursePayable: 9460, platformFund: 0, held: 0 });
  expect(high.books).toMatchObject({
    nursePayable: 9460 + 1180,
    platformFund: 1180,
    held: 0,
    revenue: usual.books.revenue,
  });
  const view = await world.ok<ReadOrderReply>('readOrder', { orderId: high.orderId }, starred);
  expect(view).toMatchObject({ incomeFen: 9460 + 1180, starBonusFen: 1180 });
});

test('somebody else’s nurse and a stranger’s price change nothing: the token is for the nurse that was chosen', async () => {
  const startAt = slot();
  const wish = wishOf(lis, { startAt, serviceCode: CARE });
  const cheap = await world.ok<QuoteOrderReply>('quoteOrder', wish, lis);
  const order = {
    ...(await quotedOrder(world, lis, wish)),
    expectedTotalFen: cheap.price.totalFen,
    quote: cheap.quote.token,
  };
  const refused = await world.call(
    'createOrder',
    { ...order, nurseId: starred._id, informedConsent: { version: 1 } },
    lis,
  );
  expect(refused).toMatchObject({
    error: { code: 'QUOTE_CHANGED', details: { totalFen: cheap.price.totalFen + 980 } },
  });
});
