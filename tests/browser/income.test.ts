/** A week is over: the nurse reads what it brought, takes it, and it arrives; the desk sees it, and holds back what is in question. */
import { yuan } from '#domain/payment/fen';
import type { Statement } from '#domain/payment/statement/statement';
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(300_000);

let city: City;
let nurse: Window;
let desk: Window;
let week: Statement;
const step = storyteller(() => ({ nurse, desk }));
const statements = async () =>
  (await city.product.cloud.emulator.engine.find('nurseStatements', {
    query: { state: 'open' },
    order: [['totalFen', -1]],
    limit: 10,
  })) as unknown as readonly Statement[];
const goTo = async (path: string) => {
  await nurse.page.evaluate((to) => (location.hash = to), path);
};

beforeAll(async () => {
  city = await openCity('income', ['desk']);
  ({ desk } = city);
  await city.product.cloud.emulator.timers.runNow('dailyTimer');
  const [most] = await statements();
  if (!most) throw new Error('the history of the city left no statement');
  week = most;
  nurse = await city.visit(week.nurseId);
});
afterAll(() => city?.close());

step('her weeks stand on the page of her income, the lines of one sum to what she may have', async () => {
  await nurse.tap('tab-income');
  await nurse.see(`week-${week.week}`);
  await nurse.picture('01-income');
  await nurse.tap(`week-${week.week}`);
  await nurse.arrive('week-total');
  expect(await nurse.text('week-total')).toBe(yuan(week.totalFen));
  expect(await nurse.page.locator('[data-test="income-line"]:visible').count()).toBe(week.items.length);
  await nurse.picture('02-week');
});

step('she takes it: handed to WeChat, confirmed there, arrived', async () => {
  await nurse.tap('claim');
  await nurse.see('receive');
  await nurse.picture('03-to-confirm');
  await nurse.tap('receive');
  await nurse.page.locator('.taro-model__confirm').click();
  await nurse.see('payout-arrived');
  expect(await nurse.text('week-state')).toBe('已到账');
  expect(await nurse.text('payout-arrived')).toBe('已到微信零钱');
  await nurse.picture('04-arrived');
});

step('the year says the same, and the year before', async () => {
  await goTo('/packages/income/year/index?year=2026');
  await nurse.see('year-paid');
  expect(await nurse.text('year-paid')).toBe(yuan(week.totalFen));
  await nurse.picture('05-year');
  await nurse.tap('year-before');
  await expect(nurse.text('year-of')).resolves.toMatch(/202[56] 年/);
  expect(nurse.complaints).toEqual([]);
});

step('in care mode on the smallest phone nothing runs out sideways', async () => {
  await nurse.page.setViewportSize({ width: 360, height: 640 });
  await goTo('/pages/income/index');
  await nurse.page.reload();
  await nurse.see('income-today');
  await nurse.tap('dev-care');
  const pages = [
    ['/pages/income/index', 'income-today'],
    [`/packages/income/week/index?statementId=${week._id}`, 'week-total'],
    ['/packages/income/year/index?year=2026', 'year-paid'],
  ] as const;
  for (const [n, [path, mark]] of pages.entries()) {
    await goTo(path);
    await nurse.arrive(mark);
    await nurse.picture(`${10 + n}-care`);
    const sideways = await nurse.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([path, sideways]).toEqual([path, 0]);
  }
  expect(nurse.complaints).toEqual([]);
});

step('finance sees the week, holds one visit back and lets it go', async () => {
  await desk.tap('nav-payouts');
  await desk.see(`week-${week.week}`);
  expect(await desk.text(`week-${week.week}`)).toContain(yuan(week.totalFen));
  const orderId = week.items[0]?.orderId ?? '';
  await desk.fill('hold-order', orderId);
  await desk.fill('hold-reason', '患者有异议');
  await desk.tap('hold-act');
  await desk.see(`hold-${orderId}`);
  await desk.picture('06-desk');
  await desk.page.locator(`[data-test="hold-${orderId}"] [data-test="hold-reason"]`).fill('已核实');
  await desk.page.locator(`[data-test="hold-${orderId}"] [data-test="hold-act"]`).click();
  await desk.page.locator(`[data-test="hold-${orderId}"]`).waitFor({ state: 'detached' });
  expect(desk.complaints).toEqual([]);
});
