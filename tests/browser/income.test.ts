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
let appealed: string;
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

step('something was taken off a visit: she says why not, once; and takes the week away as a table', async () => {
  const [first] = week.items;
  if (!first) throw new Error('a week without lines');
  appealed = first.entryId;
  const items = [{ ...first, reductions: [{ label: '未完成的步骤（2/5）', nurseFen: 470 }] }, ...week.items.slice(1)];
  const { engine } = city.product.cloud.emulator;
  await engine.update('nurseStatements', { query: { _id: week._id }, update: { $set: { items } } });
  await goTo(`/packages/income/week/index?statementId=${week._id}`);
  await nurse.arrive('to-appeal');
  expect(await nurse.text('to-appeal')).toBe('扣了 ¥4.70，我要申诉');
  expect(await nurse.text('income-share')).toMatch(/^服务费 ¥[\d.]+ 的 70%$/);
  const [table] = await Promise.all([nurse.page.waitForEvent('download'), nurse.tap('statement-csv')]);
  expect(table.suggestedFilename()).toBe(`收入结算单-${week.week}.csv`);
  await nurse.picture('06-week-appeal');
  await nurse.tap('to-appeal');
  await nurse.arrive('deduction-text');
  await nurse.fill('deduction-text', '家属要求提前结束，有录音');
  await nurse.picture('07-appeal');
  await nurse.tap('send-deduction');
  await nurse.see('deduction-appealed');
  await nurse.picture('08-appealed');
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
    [`/packages/income/appeal/index?statementId=${week._id}&entryId=${appealed}`, 'appeal-taken'],
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

step('finance answers her appeal, agrees a share with an institution, and takes the tables away', async () => {
  await desk.see('deduction-appeal');
  await desk.fill('deduction-reply', '查了记录，是家属要求的');
  await desk.picture('20-desk-appeal');
  await desk.tap('deduction-accept');
  await desk.page.locator('[data-test="deduction-appeal"]').waitFor({ state: 'detached' });
  const [table] = await Promise.all([desk.page.waitForEvent('download'), desk.tap(`table-${week.week}`)]);
  expect(table.suggestedFilename()).toBe(`护士结算-${week.week}.csv`);
  await desk.page.locator('[data-test="yearly-nurse"]').selectOption(week.nurseId);
  await desk.fill('yearly-reason', '个人所得税汇算');
  const [year] = await Promise.all([desk.page.waitForEvent('download'), desk.tap('yearly-download')]);
  expect(year.suggestedFilename()).toMatch(/^年度汇总-.+-2026\.csv$/);

  await desk.tap('nav-institutions');
  await desk.see('share-form');
  await desk.fill('share-reason', '合作协议 2026-7');
  await desk.fill('share-institution', '31');
  expect(await desk.page.locator('[data-test="agree-share"]').isDisabled()).toBe(true);
  await desk.fill('share-institution', '10');
  await desk.tap('agree-share');
  await desk.see('share-all');
  expect(await desk.text('share-all')).toContain('护士 70%，机构 10%');
  await desk.picture('21-institutions');
  expect(desk.complaints).toEqual([]);

  await goTo(`/packages/income/week/index?statementId=${week._id}`);
  await nurse.page.reload();
  await nurse.arrive('appeal-state');
  expect(await nurse.text('appeal-state')).toContain('答复：查了记录，是家属要求的');
  await nurse.picture('22-answered');
});
