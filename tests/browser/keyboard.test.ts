/** Without a finger: a group of choices by arrows, a sheet by Tab and Escape. And the bar of tabs stands still while a page is pulled down. */
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(180_000);

let city: City;
let nurse: Window;
let patient: Window;
const step = storyteller(() => ({ nurse, patient }));
const focused = ({ page }: Window) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('data-test') ?? document.activeElement?.getAttribute('role'),
  );
const open = async (window: Window, path: string, mark: string) => {
  await window.page.evaluate((to) => (location.hash = to), path);
  await window.arrive(mark);
};

beforeAll(async () => {
  city = await openCity('keyboard', ['patient', 'nurse']);
  ({ nurse, patient } = city);
  await nurse.see('tab-today');
});
afterAll(() => city?.close());

step('arrows go through the ways of an identity, Enter takes one, Tab leaves the group', async () => {
  await open(patient, '/packages/people/recipient/index', 'relation-本人');
  const radios = patient.page.locator('[data-test^="relation-"]:visible');
  await patient.page.locator('[data-test^="relation-"][tabindex="0"]:visible').focus();
  const begun = await focused(patient);
  await patient.page.keyboard.press('End');
  const last = await radios.last().getAttribute('data-test');
  expect(await focused(patient)).toBe(last);
  expect(await radios.last().getAttribute('aria-checked')).toBe('false');
  await patient.page.keyboard.press('Enter');
  expect(await radios.last().getAttribute('aria-checked')).toBe('true');
  await patient.page.keyboard.press('ArrowRight');
  expect(await focused(patient)).toBe(await radios.first().getAttribute('data-test'));
  expect(begun).toMatch(/^relation-/);
  await patient.page.keyboard.press('Tab');
  expect(await focused(patient)).not.toMatch(/^relation-/);
  await patient.page.keyboard.press('Shift+Tab');
  expect(await focused(patient)).toMatch(/^relation-/);
});

step('a sheet takes the focus, keeps it, gives it back', async () => {
  await open(nurse, '/packages/plan/hours/index', 'weekday-1');
  await nurse.page.locator('[data-test="weekday-1"]:visible').focus();
  await nurse.page.keyboard.press('Enter');
  await nurse.arrive('close-sheet');
  expect(await focused(nurse)).toBe('dialog');
  await nurse.page.keyboard.press('Shift+Tab');
  expect(await focused(nurse)).toBe('close-sheet');
  await nurse.page.keyboard.press('Tab');
  const first = await focused(nurse);
  await nurse.page.keyboard.press('Shift+Tab');
  expect(await focused(nurse)).toBe('close-sheet');
  expect(first).not.toBe('close-sheet');
  await nurse.picture('01-sheet');
  await nurse.page.keyboard.press('Escape');
  await nurse.page.locator('[role="dialog"]:visible').waitFor({ state: 'detached' });
  expect(await focused(nurse)).toBe('weekday-1');
});

step('pulled down, the page moves and the bar of tabs does not', async () => {
  await open(patient, '/pages/orders/index', 'tab-orders');
  await patient.page.locator('.order-card:visible').first().waitFor();
  const topOf = async (selector: string) => (await patient.page.locator(selector).first().boundingBox())?.y ?? NaN;
  const content = '.order-card:visible';
  const bar = '[data-test="tab-orders"]:visible';
  const before = { content: await topOf(content), bar: await topOf(bar) };
  const devtools = await patient.page.context().newCDPSession(patient.page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: 190, y }] });
  await touch('touchStart', 300);
  for (let y = 320; y <= 480; y += 20) await touch('touchMove', y);
  const pulled = { content: await topOf(content), bar: await topOf(bar) };
  await patient.picture('02-pulled');
  await touch('touchEnd', 480);
  expect(pulled.content).toBeGreaterThan(before.content + 20);
  expect(pulled.bar).toBe(before.bar);
  await patient.page.waitForFunction(
    ([selector, top]) => Math.abs((document.querySelector(selector)?.getBoundingClientRect().top ?? NaN) - top) < 1,
    ['.taro_page:not([style*="none"]) .order-card', before.content] as const,
  );
  expect([...patient.complaints, ...nurse.complaints]).toEqual([]);
});
