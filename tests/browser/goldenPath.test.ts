/** Point by point what a newcomer does: two people in two windows and an operator in a third, on the built screens. */
import { MINUTE } from '#domain/schedule/beijing';
import { closeBooks } from '../../scripts/demo/books';
import { chooseVisit } from './booking';
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

let city: City;
let patient: Window;
let nurse: Window;
let desk: Window;
const step = storyteller(() => ({ patient, nurse, desk }));

beforeAll(async () => {
  city = await openCity('golden-path');
  ({ patient, nurse, desk } = city);
});
afterAll(() => city?.close());

/** P-030: what the family agreed to with the booking stands in the list of consents. */
async function isConsentSigned(): Promise<boolean> {
  const { _id } = await city.newestOrder();
  const query = { subject: `orders/${_id}`, kind: 'visit', action: 'given' };
  return (await city.product.cloud.emulator.engine.count('consents', query)) === 1;
}

step('the daughter picks a service, a person, a half hour, a nurse, and sees the price', async () => {
  await chooseVisit(city, 'nurse0001', true);
  await patient.fill('note', '老人听力不好，请大声些');
  await patient.picture('07-price');
  expect(await patient.text('price')).toMatch(/服务费[\s\S]*交通费/);
  expect(await patient.text('visit-consent')).toContain('知情同意书');
  await patient.tap('submit');
  await patient.see('countdown');
  await patient.picture('08-searching');
  await city.statusIs('pendingAcceptance');
  expect(await isConsentSigned()).toBe(true);
});

step('the offer appears live at the nurse with a countdown; she accepts', async () => {
  const { _id } = await city.newestOrder();
  await nurse.tap('tab-offers');
  await nurse.see(`offer-${_id}`);
  expect(await nurse.text('offer-countdown')).toMatch(/\d+:\d\d/);
  await nurse.picture('10-offer');
  await nurse.tap('accept');
  await city.statusIs('pendingPayment');
});

step('the patient’s screen changes by itself; she pays the deposit', async () => {
  await patient.see('pay-deposit');
  await patient.picture('11-accepted');
  await patient.tap('pay-deposit');
  await patient.see('pay-confirm');
  await patient.picture('12-wechat-pay');
  await patient.tap('pay-confirm');
  await city.statusIs('pendingService');
  await patient.see('visit-code');
  await patient.picture('13-paid');
});

step('next morning the nurse sets out; the patient follows the way', async () => {
  const { _id, startAt } = await city.newestOrder();
  city.product.cloud.emulator.clock.set(startAt - 40 * MINUTE);
  await nurse.page.reload();
  await nurse.tap('tab-today');
  await nurse.see(`next-${_id}`);
  await nurse.picture('14-today');
  await nurse.tap(`next-${_id}`);
  await nurse.tap('set-out');
  await city.statusIs('travelling');
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
  await city.statusIs('travelling');
  await nurse.fill('visit-code-input', code);
  await nurse.tap('check-in');
  await city.statusIs('inService');
});

step(
  'checklist, vital signs, photo, summary: an impossible value is refused, the whole record ends the visit',
  async () => {
    const { serviceCode } = await city.newestOrder();
    const [service] = (await city.product.cloud.emulator.engine.find('services', {
      query: { _id: serviceCode },
    })) as unknown as {
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
    await city.statusIs('pendingConfirmation');
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
  await city.statusIs('completed');
  await patient.tap('review');
  for (const name of ['professional', 'attitude', 'environment']) await patient.tap(`${name}-5`);
  await patient.fill('review-text', '护士很耐心，讲得很清楚。');
  await patient.picture('22-review');
  await patient.tap('submit-review');
  await patient.see('my-review');
  expect((await city.newestOrder()).reviewedAt).not.toBeNull();
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
  expect(await city.product.cloud.emulator.engine.count('nurses', { status: 'pending' })).toBe(2);
});

step('the books balance, and no page complained', async () => {
  const order = await city.newestOrder();
  const { problems } = await closeBooks(0);
  expect(problems.filter((problem) => problem.includes(order._id))).toEqual([]);
  const serious = [...patient.complaints, ...nurse.complaints, ...desk.complaints];
  expect(serious).toEqual([]);
});
