/** Filed prices: finance publishes a new version at the desk, a family reads how its price was worked out, in booking and on the order. */
import { PATIENT_UID } from '../../scripts/world/personas';
import { beginBooking, chooseHour } from './booking';
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

let city: City;
let desk: Window;
let patient: Window;
const step = storyteller(() => ({ desk, ...(patient && { patient }) }));

beforeAll(async () => {
  city = await openCity('prices', ['desk']);
  ({ desk } = city);
});
afterAll(() => city?.close());

step('finance changes one price from a day on, sees what it means before, and publishes it', async () => {
  await desk.tap('nav-prices');
  expect(await desk.text('price-MED-02')).toContain('¥68.00');
  await desk.picture('01-desk-prices');
  await desk.tap('new-prices');
  expect(await desk.text('price-problem')).toContain('没有任何不同');
  await desk.fill('price-search', '血压');
  await desk.fill('service-fee-MED-02', '72');
  await desk.fill('price-filing', '杭医保价备〔2026〕017号');
  await desk.fill('price-from', '2026-11-24');
  expect(await desk.text('price-problem')).toContain('公示满');
  await desk.fill('price-from', '2026-12-01');
  expect(await desk.text('price-preview')).toMatch(/2026-12-01 起改动 1 项[\s\S]*¥68\.00 → ¥72\.00[\s\S]*\+5\.9%/);
  await desk.fill('price-reason', '年度调价');
  await desk.picture('02-desk-new-version');
  await desk.tap('publish-prices');
  await desk.page.locator('[data-test="answer"]', { hasText: '已发布第 2 版，改动 1 项' }).waitFor();
  await desk.see('version-2');
  expect(await desk.text('price-versions')).toMatch(/待生效[\s\S]*2026-12-01 起[\s\S]*年度调价[\s\S]*生效中/);
  expect(await desk.text('price-MED-02')).toContain('¥68.00');
  await desk.tap('version-2');
  expect(await desk.text('price-MED-02')).toContain('¥72.00');
  await desk.picture('03-desk-published');
});

step('the family reads the filed price and what is announced, and how its own price comes about', async () => {
  patient = await city.visit(PATIENT_UID);
  const walk = { ...city, patient } as City;
  await beginBooking(walk);
  await patient.page.goBack();
  await patient.arrive('book');
  expect(await patient.text('next-price')).toBe('12月1日起下单，价格调整为 ¥90.00');
  expect(await patient.text('filing')).toContain('备案号');
  await patient.picture('04-service');
  await patient.tap('book');
  await patient.arrive('next');
  await chooseHour(walk);
  await patient.tap('next');
  await patient.arrive('how-priced');
  await patient.picture('05-price');
  await patient.tap('how-priced');
  const steps = await patient.text('price-steps');
  expect(steps).toMatch(/服务费[\s\S]*第 1 版），每次 ¥68\.00[\s\S]*交通费[\s\S]*3 公里以内 ¥10\.00/);
  const total = await patient.page.locator('[data-test="total"]:visible').first().innerText();
  expect(await patient.text('price-sum')).toContain(`= ${total}`);
  await patient.picture('06-how-priced');
  await patient.tap('close-sheet');
  await patient.tap('submit');
  await patient.see('countdown');
  const { money } = await city.newestOrder();
  expect(money.price.basis).toMatchObject({ version: 1, listId: '杭州市:platform:v1' });
  await patient.tap('how-priced');
  expect(await patient.text('price-steps')).toBe(steps);
  await patient.tap('close-sheet');
});

step('in care mode the same sheet fits a small phone', async () => {
  await patient.page.setViewportSize({ width: 360, height: 640 });
  await patient.tap('dev-care');
  await patient.tap('more');
  await patient.tap('how-priced');
  await patient.see('price-steps');
  await patient.picture('07-care-how-priced');
  const wide = await patient.page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(wide).toBe(false);
  expect([...desk.complaints, ...patient.complaints]).toEqual([]);
});
