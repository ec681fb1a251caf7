/**
 * Care mode: one question a page. A booking, somebody new and a nurse's record are walked step by step; every way back (the
 * browser's, the arrow above) leads to the question before, with all that was filled in.
 */
import type { OrderView } from '#contract/orders';
import { beijingDay, DAY, MINUTE } from '#domain/schedule/beijing';
import { playersOn, type As, type Players } from '../../scripts/demo/players';
import { NURSE_UID, PATIENT_UID } from '../../scripts/world/personas';
import { beginBooking } from './booking';
import { openCity, type City } from './city';
import { makeVisits } from './gates/visits';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

const MEASURED = {
  systolicMmHg: '138',
  diastolicMmHg: '82',
  pulsePerMinute: '76',
  respirationPerMinute: '18',
  temperatureCelsius: '36.5',
  spo2Percent: '97',
  glucoseMmolPerL: '6.4',
};

let city: City;
let patient: Window;
let nurse: Window;
const step = storyteller(() => ({ patient, nurse }));

const browserBack = ({ page }: Window) => page.goBack();
/** The arrow in the bar above the page. */
const arrowBack = ({ page }: Window) => page.locator('#taro-navigation-bar .taro-navigation-bar-back:visible').click();
const hides = ({ page }: Window, test: string) =>
  page.locator(`[data-test="${test}"]:visible`).first().waitFor({ state: 'hidden' });
const isAt = async (window: Window, progress: string) => {
  await window.page.locator('[data-test="progress"]:visible', { hasText: progress }).first().waitFor();
  await window.page.waitForTimeout(400);
};
const chosen = (window: Window) =>
  window.page.locator('[role="radio"][aria-checked="true"]:visible').first().innerText();
const valueOf = ({ page }: Window, test: string) =>
  page.locator(`input[data-test="${test}"]:visible, [data-test="${test}"]:visible textarea`).first().inputValue();

beforeAll(async () => {
  city = await openCity('care-steps', ['patient', 'nurse']);
  ({ patient, nurse } = city);
  await patient.see('category-MED');
  await patient.tap('dev-care');
});
afterAll(() => city?.close());

step('for whom and where are two questions; from the second both ways back lead to the first', async () => {
  await beginBooking(city);
  await isAt(patient, '第 1 步，共 8 步');
  await hides(patient, 'add-address');
  const who = await chosen(patient);
  await patient.picture('01-who');
  for (const back of [browserBack, arrowBack]) {
    await patient.tap('next');
    await isAt(patient, '第 2 步，共 8 步');
    await hides(patient, 'add-recipient');
    await patient.picture('02-place');
    await back(patient);
    await isAt(patient, '第 1 步，共 8 步');
    expect(await chosen(patient)).toBe(who);
  }
  await browserBack(patient);
  await patient.arrive('book');
  await patient.tap('book');
  await patient.arrive('next');
});

step('the last page is four questions; what was written stays on the way back and forth', async () => {
  await patient.tap('next');
  await isAt(patient, '第 2 步，共 8 步');
  await patient.tap('next');
  await isAt(patient, '第 3 步，共 8 步');
  await patient.tap(`day-${beijingDay(city.product.cloud.emulator.clock.now() + DAY)}`);
  await patient.arrive('slot');
  await patient.tap('slot');
  await patient.tap('next');
  await isAt(patient, '第 4 步，共 8 步');
  await patient.tap('next');
  await isAt(patient, '第 5 步，共 8 步');
  await hides(patient, 'total');
  await hides(patient, 'note');
  await patient.picture('05-check');
  await patient.tap('next');
  await isAt(patient, '第 6 步，共 8 步');
  await patient.fill('note', '门铃坏了');
  await patient.picture('06-note');
  await patient.tap('next');
  await isAt(patient, '第 7 步，共 8 步');
  await patient.arrive('visit-consent');
  await patient.picture('07-agree');
  await patient.tap('next');
  await isAt(patient, '第 8 步，共 8 步');
  await patient.see('total');
  await patient.picture('07-price');
  // the eleventh page of history took the place of the tenth, as WeChat opens no more
  await arrowBack(patient);
  await isAt(patient, '第 6 步，共 8 步');
  expect(await valueOf(patient, 'note')).toBe('门铃坏了');
  await browserBack(patient);
  await isAt(patient, '第 5 步，共 8 步');
  await patient.tap('next');
  await isAt(patient, '第 6 步，共 8 步');
  expect(await valueOf(patient, 'note')).toBe('门铃坏了');
  await patient.page.reload();
  await isAt(patient, '第 6 步，共 8 步');
  expect(await valueOf(patient, 'note')).toBe('门铃坏了');
  await patient.tap('next');
  await patient.arrive('visit-consent');
  await patient.tap('next');
  await patient.see('total');
  await patient.tap('submit');
  await patient.see('hero');
  expect(await city.newestOrder()).toMatchObject({ status: 'pendingAcceptance' });
  await patient.picture('08-order');
});

step('somebody new is written down in five steps; what is missing is said where it is asked', async () => {
  await patient.page.evaluate(() => (location.hash = '/pages/home/index'));
  await beginBooking(city);
  await patient.tap('add-recipient');
  await isAt(patient, '第 1 步，共 5 步');
  await patient.tap('next');
  await patient.page.locator('.text-field:visible', { hasText: '请填写姓名' }).waitFor();
  await patient.fill('recipient-name', '王秀英');
  await patient.picture('10-name');
  await patient.tap('next');
  await isAt(patient, '第 2 步，共 5 步');
  await patient.fill('recipient-birth', '1948');
  await patient.tap('next');
  await patient.page.locator('.text-field:visible', { hasText: '请填 8 位数字' }).waitFor();
  await patient.fill('recipient-birth', '19480312');
  await patient.picture('11-birth');
  await patient.tap('next');
  await isAt(patient, '第 3 步，共 5 步');
  await patient.tap('relation-其他');
  await patient.tap('next');
  await patient.page.locator('[data-test="problem"]:visible', { hasText: '有权' }).waitFor();
  await patient.tap('statement');
  await patient.picture('12-relation');
  await patient.tap('next');
  await isAt(patient, '第 4 步，共 5 步');
  await patient.fill('conditions', '高血压');
  await patient.picture('13-illness');
  await patient.tap('next');
  await isAt(patient, '第 5 步，共 5 步');
});

step('all the way back and forth nothing is lost; saved, the identity takes the place of all five', async () => {
  for (const progress of ['第 4 步', '第 3 步', '第 2 步', '第 1 步']) {
    await (progress === '第 3 步' ? arrowBack : browserBack)(patient);
    await isAt(patient, progress);
  }
  expect(await valueOf(patient, 'recipient-name')).toBe('王秀英');
  await patient.tap('next');
  await isAt(patient, '第 2 步');
  expect(await valueOf(patient, 'recipient-birth')).toBe('19480312');
  await patient.tap('next');
  await isAt(patient, '第 3 步');
  expect(await chosen(patient)).toContain('其他');
  await patient.tap('next');
  await isAt(patient, '第 4 步');
  expect(await valueOf(patient, 'conditions')).toBe('高血压');
  await patient.tap('next');
  await isAt(patient, '第 5 步');
  await patient.tap('mobility-needsHelp');
  await patient.tap('save-recipient');
  await patient.arrive('read-card');
  await patient.picture('14-identity');
  await browserBack(patient);
  await patient.arrive('add-recipient');
  await patient.page.locator('[data-test^="recipient-"]:visible', { hasText: '王秀英' }).first().waitFor();
});

step('opened anew in the middle, it begins at the first question instead of saving half a person', async () => {
  await patient.tap('add-recipient');
  await isAt(patient, '第 1 步，共 5 步');
  await patient.fill('recipient-name', '王秀兰');
  await patient.tap('next');
  await isAt(patient, '第 2 步，共 5 步');
  await patient.page.reload();
  await isAt(patient, '第 1 步，共 5 步');
  expect(await valueOf(patient, 'recipient-name')).toBe('');
});

step('a nurse’s record is one task a page, kept on every way back', async () => {
  const { emulator, standIns } = city.product.cloud;
  const players = playersOn(emulator.url, standIns.wechatPay);
  const { paidId } = await makeVisits(players);
  await begin(players, paidId);
  await nurse.page.reload();
  await nurse.see(`next-${paidId}`);
  await nurse.tap('dev-care');
  await nurse.tap(`next-${paidId}`);
  await isAt(nurse, '第 1 步，共 4 步');
  await nurse.picture('20-checklist');
  const boxes = nurse.page.locator('.step-checklist:visible');
  for (let n = 0; n < (await boxes.count()); n += 1) await boxes.nth(n).click();
  await nurse.tap('next');
  await isAt(nurse, '第 2 步，共 4 步');
  await nurse.fill('vital-systolicMmHg', '900');
  await nurse.tap('next');
  await nurse.see('problem');
  await nurse.picture('21-vitals');
  for (const [sign, value] of Object.entries(MEASURED)) {
    const field = nurse.page.locator(`input[data-test="vital-${sign}"]:visible`);
    if ((await field.count()) > 0) await field.fill(value);
  }
  await nurse.tap('next');
  await isAt(nurse, '第 3 步，共 4 步');
  await nurse.picture('22-photos');
  await browserBack(nurse);
  await isAt(nurse, '第 2 步，共 4 步');
  expect(await valueOf(nurse, 'vital-systolicMmHg')).toBe('138');
  await arrowBack(nurse);
  await isAt(nurse, '第 1 步，共 4 步');
  expect(await nurse.page.locator('.step-checklist[aria-checked="true"]:visible').count()).toBe(await boxes.count());
  for (const progress of ['第 2 步', '第 3 步', '第 4 步']) {
    await nurse.tap('next');
    await isAt(nurse, progress);
  }
  await nurse.fill('summary', '测量顺利，血压略高。');
  await nurse.picture('23-summary');
});

step('the record is sent whole; on the way back no step of it is met again', async () => {
  await nurse.tap('complete');
  await nurse.see('visit-done');
  await nurse.picture('24-done');
  await browserBack(nurse);
  await nurse.arrive('tab-today');
  expect(nurse.page.url()).toContain('/pages/today/index');
  expect([...patient.complaints, ...nurse.complaints]).toEqual([]);
});

/** The nurse has come, and the service begins. */
async function begin(players: Players, orderId: string): Promise<void> {
  const read = (as: As) => players.call<OrderView>('readOrder', { orderId }, as);
  const { startAt, visitCode, address } = await read({ openid: `o-${PATIENT_UID}` });
  await players.jumpTo(startAt - 40 * MINUTE);
  await players.call('setOut', { orderId }, { openid: `o-${NURSE_UID}` });
  const at = { orderId, visitCode, position: address?.position };
  await players.call('checkIn', at, { openid: `o-${NURSE_UID}` });
}
