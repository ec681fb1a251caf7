/** Point by point what a newcomer does: two people in two windows and an operator in a third, on the built screens. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, beijingDay, MINUTE } from '#domain/schedule/beijing';
import type { Order } from '#domain/order/order';
import { build } from '../../scripts/build/products';
import { closeBooks } from '../../scripts/demo/books';
import { freeBasePort, portsFrom } from '../../scripts/start/ports';
import { startProduct, type Product } from '../../scripts/start/product';
import { NURSE_UID, PATIENT_UID } from '../../scripts/world/personas';
import { openWindows, type Window, type Windows } from './windows';

jest.setTimeout(240_000);

const PICTURES = join(__dirname, '../../test-results/golden-path');
const folder = mkdtempSync(join(tmpdir(), 'walk-'));
let product: Product;
let windows: Windows;
let patient: Window;
let nurse: Window;
let desk: Window;

/** The steps are one story: after a failure the rest would only wait for what cannot come. */
let failed = '';
const step = (name: string, play: () => Promise<void>) =>
  test(name, async () => {
    if (failed) throw new Error(`cannot go on after: ${failed}`);
    try {
      await play();
    } catch (error) {
      failed = name;
      for (const [who, window] of Object.entries({ patient, nurse, desk })) {
        await window.picture(`failed-${who}`);
        console.error(who, window.page.url(), window.complaints);
      }
      throw error;
    }
  });

const engine = () => product.cloud.emulator.engine;
const newest = async (): Promise<Order> => {
  const [order] = await engine().find('orders', {
    query: { patientUid: PATIENT_UID },
    order: [['createdAt', -1]],
    limit: 1,
  });
  return order as unknown as Order;
};
const statusIs = async (status: Order['status']) => {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await newest()).status === status) return;
    await patient.page.waitForTimeout(100);
  }
  expect((await newest()).status).toBe(status);
};

beforeAll(async () => {
  await build(['functions', 'h5', 'desk'], () => undefined);
  const ports = portsFrom(await freeBasePort());
  product = await startProduct({
    ports,
    folder,
    memory: true,
    size: { nurses: 40, applicants: 3, families: 8, pastVisits: 40 },
    lively: false,
    say: () => undefined,
  });
  windows = await openWindows(PICTURES);
  const web = `http://127.0.0.1:${ports.miniprogram}`;
  patient = await windows.open(`${web}/?as=${PATIENT_UID}`);
  nurse = await windows.open(`${web}/?as=${NURSE_UID}`);
  desk = await windows.open(`http://127.0.0.1:${ports.desk}/`, { width: 1366, height: 850 });
});

afterAll(async () => {
  await windows?.close();
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

step('the daughter picks a service, a person, a half hour, a nurse, and sees the price', async () => {
  await patient.see('category-MED');
  await patient.picture('01-home');
  await patient.tap('category-MED');
  await patient.see('service-MED-02');
  await patient.picture('02-services');
  await patient.tap('service-MED-02');
  await patient.see('book');
  await patient.picture('03-service');
  await patient.tap('book');
  await patient.see('next');
  await patient.picture('04-where');
  await patient.tap('next');
  await patient.tap(`day-${beijingDay(product.cloud.emulator.clock.now() + DAY)}`);
  await patient.see('slot');
  await patient.page.locator('[data-test="slot"]:visible').nth(3).click();
  await patient.picture('05-when');
  await patient.tap('next');
  await patient.see('nurse-nurse0001');
  await patient.picture('06-nurses');
  expect(await patient.text('reason')).toMatch(/公里|米/);
  await patient.tap('nurse-nurse0001');
  await patient.tap('next');
  await patient.see('total');
  await patient.fill('note', '老人听力不好，请大声些');
  await patient.picture('07-price');
  expect(await patient.text('price')).toMatch(/服务费[\s\S]*交通费/);
  await patient.tap('submit');
  await patient.see('countdown');
  await patient.picture('08-searching');
  await statusIs('pendingAcceptance');
});

step('the offer appears live at the nurse with a countdown; she accepts', async () => {
  const { _id } = await newest();
  await nurse.page.waitForTimeout(500);
  if (!(await nurse.page.locator(`[data-test="tab-offers"]:visible`).count())) await nurse.picture('09-nurse-home');
  await nurse.tap('tab-offers');
  await nurse.see(`offer-${_id}`);
  expect(await nurse.text('offer-countdown')).toMatch(/\d+:\d\d/);
  await nurse.picture('10-offer');
  await nurse.tap('accept');
  await statusIs('pendingPayment');
});

step('the patient’s screen changes by itself; she pays the deposit', async () => {
  await patient.see('pay-deposit');
  await patient.picture('11-accepted');
  await patient.tap('pay-deposit');
  await patient.see('pay-confirm');
  await patient.picture('12-wechat-pay');
  await patient.tap('pay-confirm');
  await statusIs('pendingService');
  await patient.see('visit-code');
  await patient.picture('13-paid');
});

step('next morning the nurse sets out; the patient follows the way', async () => {
  const { _id, startAt } = await newest();
  product.cloud.emulator.clock.set(startAt - 40 * MINUTE);
  await nurse.page.reload();
  await nurse.tap('tab-today');
  await nurse.see(`next-${_id}`);
  await nurse.picture('14-today');
  await nurse.tap(`next-${_id}`);
  await nurse.tap('set-out');
  await statusIs('travelling');
  await nurse.see('dev-walk');
  await nurse.tap('dev-walk');
  await nurse.see('remaining');
  await patient.see('on-the-way');
  await patient.see('map');
  await patient.picture('15-on-the-way');
  await nurse.picture('16-travelling');
});

step('a wrong code is refused; the right one at the right place begins the service', async () => {
  await nurse.page
    .locator('[data-test="dev-walk"]', { hasText: '走到患者家附近' })
    .waitFor({ state: 'visible', timeout: 60_000 });
  const code = (await patient.text('visit-code')).replace(/\D/g, '');
  expect(code).toMatch(/^\d{6}$/);
  await nurse.fill('visit-code-input', code === '000000' ? '111111' : '000000');
  await nurse.tap('check-in');
  await nurse.see('problem');
  await nurse.picture('17-wrong-code');
  await statusIs('travelling');
  await nurse.fill('visit-code-input', code);
  await nurse.tap('check-in');
  await statusIs('inService');
});

step(
  'checklist, vital signs, photo, summary: an impossible value is refused, the whole record ends the visit',
  async () => {
    const { serviceCode } = await newest();
    const [service] = (await engine().find('services', { query: { _id: serviceCode } })) as unknown as {
      sop: string[];
    }[];
    await nurse.see('step-0');
    for (const index of service?.sop.keys() ?? []) await nurse.tap(`step-${index}`);
    const vitals = {
      systolicMmHg: '900',
      diastolicMmHg: '82',
      pulsePerMinute: '76',
      respirationPerMinute: '18',
      temperatureCelsius: '36.5',
      spo2Percent: '97',
      glucoseMmolPerL: '6.4',
    };
    for (const [sign, value] of Object.entries(vitals)) await nurse.fill(`vital-${sign}`, value);
    await nurse.picture('18-impossible');
    await nurse.fill('vital-systolicMmHg', '138');
    const chooser = nurse.page.waitForEvent('filechooser');
    await nurse.tap('add-photo-0');
    await (await chooser).setFiles({ name: 'visit.png', mimeType: 'image/png', buffer: await nurse.page.screenshot() });
    await nurse.see('photo');
    await nurse.fill('summary', '测量顺利，血压略高，已提醒按时服药。');
    await nurse.picture('19-record');
    await nurse.tap('complete');
    await statusIs('pendingConfirmation');
    await nurse.see('visit-done');
    await nurse.picture('20-done');
  },
);

step('the patient confirms, pays the balance, reviews, and sees the vital signs in the health record', async () => {
  await patient.see('confirm');
  await patient.picture('21-to-confirm');
  await patient.tap('confirm');
  await patient.see('pay-balance');
  await patient.tap('pay-balance');
  await patient.tap('pay-confirm');
  await statusIs('completed');
  await patient.tap('review');
  for (const name of ['professional', 'attitude', 'environment']) await patient.tap(`${name}-5`);
  await patient.fill('review-text', '护士很耐心，讲得很清楚。');
  await patient.picture('22-review');
  await patient.tap('submit-review');
  await patient.page.waitForTimeout(800);
  expect((await newest()).reviewedAt).not.toBeNull();
  await patient.picture('23-completed');
  await patient.page.goto(patient.page.url().replace(/#.*/, '#/pages/health/index'));
  await patient.see('measurement');
  expect(await patient.page.locator('body').innerText()).toContain('138');
  await patient.picture('24-health');
});

step('at the desk an operator approves a nurse and sees the day', async () => {
  await desk.see('nav-nurses');
  await desk.picture('30-desk');
  await desk.tap('nav-nurses');
  await desk.page.locator('[data-test="table-nurses"] tbody tr').first().click();
  await desk.tap('approve');
  await desk.see('answer');
  expect(await desk.text('answer')).toContain('已');
  await desk.picture('31-desk-approved');
  expect(await engine().count('nurses', { status: 'pending' })).toBe(2);
});

step('the books balance, and no page complained', async () => {
  const order = await newest();
  const { problems } = await closeBooks(0);
  expect(problems.filter((problem) => problem.includes(order._id))).toEqual([]);
  const serious = [...patient.complaints, ...nurse.complaints, ...desk.complaints];
  expect(serious).toEqual([]);
});
