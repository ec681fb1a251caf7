/** Care on fixed days: arranged once, looked over before it exists, stopped with a tap. */
import type { Order } from '#domain/order/order';
import { weekday } from '#domain/schedule/beijing';
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

let city: City;
let patient: Window;
const step = storyteller(() => ({ patient }));

beforeAll(async () => {
  city = await openCity('repeated-care', ['patient']);
  ({ patient } = city);
});
afterAll(() => city?.close());

const visits = async () => {
  const { engine } = city.product.cloud.emulator;
  const query = { query: { seriesId: { $exists: true } }, order: [['startAt', 1]] as const };
  return (await engine.find('orders', query)) as unknown as Order[];
};

step('from the service: for whom, where, then Mondays and Thursdays at ten, eight times', async () => {
  await patient.tap('category-MED');
  await patient.arrive('service-MED-02');
  await patient.tap('service-MED-02');
  await patient.arrive('repeat');
  await patient.tap('repeat');
  await patient.arrive('next');
  await patient.tap('next');
  await patient.arrive('weekday-1');
  await patient.tap('weekday-1');
  await patient.tap('weekday-4');
  await patient.picture('01-plan');
  await patient.tap('next');
});

step('whoever comes should speak as at home: kept with the person, and the list says who does', async () => {
  const { engine } = city.product.cloud.emulator;
  await patient.arrive('nurse-any');
  await patient.tap('dialect');
  await patient.tap('dialect-hangzhou');
  await patient.tap('dialect-must');
  await patient.picture('02-dialect');
  await patient.tap('save-dialect');
  await patient.page.locator('[data-test="dialect"]', { hasText: '杭州话，一定要会说' }).waitFor();
  const wished = (await engine.find('recipients', { query: { 'dialect.code': 'hangzhou' } })) as unknown as object[];
  expect(wished).toHaveLength(1);
  await patient.page.locator('[data-test="reason"]:visible', { hasText: '会说杭州话' }).first().waitFor();
  const reasons = await patient.page.locator('[data-test="reason"]:visible').allTextContents();
  expect(reasons.every((reason) => reason.endsWith('会说杭州话'))).toBe(true);
  await patient.picture('02-speakers');
});

step('one nurse first, another behind her', async () => {
  await patient.arrive('nurse-any');
  await patient.page.locator('[data-test^="more-"]:visible').first().click();
  await patient.see('nurse-details');
  await patient.picture('03-details');
  expect(await patient.text('nurse-details')).toMatch(/上门做过 \d+ 次|还没有在平台上做过/);
  await patient.tap('close-sheet');
  const nurses = patient.page.locator('[data-test^="nurse-nurse"]:visible');
  await nurses.nth(0).click();
  await patient.page.locator('[data-test^="nurse-nurse"]:visible').nth(1).click();
  await patient.picture('03-nurses');
  expect(await patient.page.locator('[data-test="nurse-place"]').count()).toBe(2);
  await patient.tap('next');
});

step('every visit is shown with its price before anything exists', async () => {
  await patient.arrive('previewed-visit');
  await patient.picture('04-check');
  expect(await patient.text('previewed')).toMatch(/现在先约好 \d 次[\s\S]*¥[\s\S]*后面还有 \d 次/);
  expect(await visits()).toEqual([]);
  await patient.tap('submit');
});

step('arranged: each visit is an order on a Monday or Thursday', async () => {
  await patient.see('series-status');
  await patient.picture('04-arranged');
  const made = await visits();
  expect(made.length).toBeGreaterThan(1);
  expect(made.every(({ startAt }) => [1, 4].includes(weekday(startAt)))).toBe(true);
  expect(await patient.text('series')).toContain('每周一、周四 10:00');
});

step('stopped for a while, begun again, and no further; what is booked stands', async () => {
  const before = (await visits()).length;
  await patient.tap('pause');
  await patient.see('resume');
  expect(await patient.text('series-status')).toBe('已暂停');
  await patient.page.waitForTimeout(600);
  await patient.tap('resume');
  await patient.see('pause');
  await patient.page.waitForTimeout(600);
  await patient.tap('end');
  await patient.arrive('end-confirm');
  await patient.picture('05-end');
  await patient.tap('end-confirm');
  await patient.page.locator('[data-test="series-status"]', { hasText: '已结束' }).waitFor();
  expect((await visits()).length).toBe(before);
  await patient.picture('06-ended');
});

step('it is found again under 我的', async () => {
  await patient.page.goto(patient.page.url().replace(/#.*/, '#/pages/mine/index'));
  await patient.see('mine-repeats');
  await patient.tap('mine-repeats');
  await patient.arrive(`series-${(await visits())[0]?.seriesId}`);
  await patient.picture('07-list');
});
