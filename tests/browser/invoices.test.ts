/** A finished visit's papers: the receipt opens, an invoice is asked for with a title, comes, opens; finance tries a failed one again. */
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

let city: City;
let patient: Window;
let desk: Window;
let orderIds: readonly string[];
const seen: Window[] = [];
const step = storyteller(() => ({ patient, desk }));
const wechat = () => city.product.cloud.standIns.wechatPay;

async function openPage(hash: string): Promise<void> {
  await patient.page.goto(patient.page.url().replace(/#.*/, `#${hash}`));
  await patient.page.reload();
}
/** The PDF that a tap opens in a window of its own. */
async function opened(test: string): Promise<string> {
  const [page] = await Promise.all([patient.page.context().waitForEvent('page'), patient.tap(test)]);
  const answer = await fetch(page.url());
  await page.close();
  return Buffer.from(await answer.arrayBuffer()).toString('latin1');
}
/** WeChat Pay does what it was asked and tells it; the person looks again until it is so. */
async function comesTo(state: string): Promise<void> {
  const there = patient.page.locator(`[data-test="invoice-${state}"]:visible`);
  for (let tries = 0; tries < 40 && (await there.count()) === 0; tries += 1) {
    await wechat().tick();
    await patient.page.waitForTimeout(600);
    await patient.page
      .locator('[data-test="look-again"]:visible')
      .first()
      .click({ timeout: 1_000 })
      .catch(() => undefined);
  }
  await there.first().waitFor();
}

beforeAll(async () => {
  city = await openCity('invoices', ['patient', 'desk']);
  ({ patient, desk } = city);
  seen.push(patient, desk);
  const { _id: newest, patientUserId } = await city.newestOrder();
  const query = { patientUserId, status: 'completed' };
  const found = await city.product.cloud.emulator.engine.find('orders', { query, limit: 2 });
  orderIds = found.map(({ _id }) => String(_id));
  if (orderIds.length < 2) throw new Error(`the demo has no finished visits beside ${newest}`);
});
afterAll(() => city?.close());

step('from the order to its papers: the receipt opens as a PDF', async () => {
  await openPage(`/packages/order/order/index?orderId=${orderIds[0]}`);
  await patient.arrive('to-papers');
  await patient.picture('01-order');
  await patient.tap('to-papers');
  await patient.arrive('open-receipt');
  await patient.picture('02-papers');
  const pdf = await opened('open-receipt');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf).toContain('/FontFile2');
});

step(
  'a company with a wrong tax number is refused in words; with the right one the invoice comes and opens',
  async () => {
    await patient.tap('title-kind-organization');
    await patient.fill('title-name', '杭州某某有限公司');
    await patient.fill('title-tax-number', '91350100M000100Y44');
    await patient.tap('save-title');
    await patient.see('problem');
    expect(await patient.text('problem')).toContain('税号有误');
    await patient.picture('03-wrong-number');
    await patient.fill('title-tax-number', '91350100M000100Y43');
    await patient.page.waitForTimeout(600);
    await patient.tap('save-title');
    await patient.arrive('title-organization');
    await patient.picture('04-title');
    await patient.tap('request-invoice');
    await comesTo('issued');
    await patient.picture('05-issued');
    expect(await opened('open-invoice')).toContain('%PDF-');
  },
);

step('one that fails stands at the desk with its reason; finance tries again and it comes', async () => {
  wechat().script({ fapiao: 'fail' });
  await openPage(`/packages/invoice/order/index?orderId=${orderIds[1]}`);
  await patient.arrive('request-invoice');
  await patient.tap('request-invoice');
  await patient.see('invoice-applied');
  await wechat().tick();
  await city.product.cloud.emulator.timers.advance(2 * 60_000);
  wechat().script({ reset: true });
  await patient.page.waitForTimeout(600);
  await patient.tap('look-again');
  await patient.arrive('invoice-failed');
  await patient.picture('06-failed');
  await desk.tap('nav-invoices');
  await desk.arrive(`invoice-${orderIds[1]}`);
  expect(await desk.text(`invoice-${orderIds[1]}`)).toContain('TAX_SERVICE_ERROR');
  await desk.picture('07-desk');
  await desk.tap('retry-invoice');
  await desk.page.locator('[data-test="failed-invoices"]', { hasText: '没有失败的发票' }).waitFor();
  await openPage(`/packages/invoice/order/index?orderId=${orderIds[1]}`);
  await comesTo('issued');
});

step('我的 leads to all of them, in care mode too', async () => {
  await openPage('/pages/mine/index');
  await patient.tap('mine-invoices');
  await patient.arrive('own-invoice');
  expect(await patient.page.locator('[data-test="own-invoice"]:visible').count()).toBe(2);
  await patient.picture('08-list');
  await patient.page.setViewportSize({ width: 360, height: 640 });
  await patient.tap('dev-care');
  await patient.picture('09-care-list');
  await patient.tap('own-invoice');
  await patient.arrive('open-receipt');
  await patient.picture('10-care-papers');
});

step('no page complained', async () => {
  expect(seen.flatMap(({ complaints }) => complaints)).toEqual([]);
});
