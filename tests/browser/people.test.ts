/** Someone new in the family: written down, verified, given an address and booked for on one way; then called off in time. */
import { yuan } from '#domain/payment/fen';
import { beginBooking, chooseHour } from './booking';
import { openCity, type City } from './city';
import { agree, answerAll, nameContacts, writeDown } from './newcomer';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

/** GB 11643: the weighted sum of the first 17 digits is 207; 207 mod 11 = 9, whose check digit is 3. */
const ID_NUMBER = '330106194803121323';
const PROBLEM = 'problem';
/** Daily care: no first assessment comes before it. */
const SERVICE = 'LIF-01';

let city: City;
let patient: Window;
const seen: Window[] = [];
const step = storyteller(() => ({ patient }));
const isChosen = (words: string) =>
  patient.page.locator('[role="radio"][aria-checked="true"]:visible', { hasText: words }).waitFor();

beforeAll(async () => {
  city = await openCity('people', ['patient']);
  ({ patient } = city);
  seen.push(patient);
});
afterAll(() => city?.close());

step('on the way to a booking she adds her aunt', async () => {
  await beginBooking(city, undefined, SERVICE);
  await patient.tap('add-recipient');
  await writeDown(patient, { name: '王秀英', birth: '19480312', relation: '其他' });
});

step('a mistyped identity number is refused; the right one verifies', async () => {
  await patient.tap('way-number');
  await patient.fill(
    'identity-number',
    ID_NUMBER.replace(/.$/, (last) => (last === '1' ? '2' : '1')),
  );
  await patient.tap('verify');
  expect(await patient.text(PROBLEM)).toContain('身份证号码有误');
  await patient.fill('identity-number', ID_NUMBER);
  await patient.picture('02-identity');
  await patient.tap('verify');
  await patient.see('verified');
  expect(await patient.text('verified')).not.toContain(ID_NUMBER);
  await patient.picture('03-verified');
  await patient.tap('identity-done');
});

step('with two people to call she is registered, and the one booked for', async () => {
  await nameContacts(patient, ['13900001111', '13900002222']);
  await patient.arrive('add-address');
  await isChosen('王秀英（其他）');
});

step('an address in Shanghai is refused in words; one in Hangzhou is taken', async () => {
  await patient.tap('add-address');
  await patient.arrive('save-address');
  await patient.fill('address-phone', '13900001111');
  await patient.fill('address-text', '上海市黄浦区人民大道200号');
  await patient.tap('save-address');
  expect(await patient.text(PROBLEM)).toMatch(/没有找到|不在服务范围/);
  await patient.picture('04-shanghai');
  await patient.fill('address-text', '杭州市西湖区文三路100号');
  await patient.tap('save-address');
  await patient.arrive('next');
  await isChosen('文三路100号');
  await patient.picture('05-where');
});

step('she books the first nurse proposed, who accepts; the deposit is paid', async () => {
  await chooseHour(city);
  const first = patient.page.locator('[data-test^="nurse-nurse"]:visible').first();
  const nurseId = (await first.getAttribute('data-test'))?.replace('nurse-', '') ?? '';
  await first.click();
  await patient.tap('next');
  await patient.arrive('missing-CONSENT_MISSING');
  await patient.tap('mend');
  await agree(patient);
  await patient.arrive('missing-RISK_ANSWERS_MISSING');
  await patient.tap('mend');
  await answerAll(patient);
  await patient.tap('submit-answers');
  await patient.arrive('risk-done');
  await patient.tap('risk-done');
  await patient.arrive('total');
  await patient.page.locator('[data-test="missing"]:visible').waitFor({ state: 'detached' });
  await patient.tap('submit');
  await patient.see('countdown');
  const nurse = await city.visit(nurseId);
  seen.push(nurse);
  await nurse.tap('tab-offers');
  await nurse.tap('accept');
  await patient.tap('pay-deposit');
  await patient.tap('pay-confirm');
  await city.statusIs('pendingService');
});

step('a day ahead nothing is charged: the preview says so, and all the money comes back', async () => {
  const { paidFen } = (await city.newestOrder()).money;
  expect(paidFen).toBeGreaterThan(0);
  await patient.tap('cancel');
  await patient.arrive('cancel-preview');
  const preview = (await patient.text('cancel-preview')).replace(/\s/g, '');
  expect(preview).toContain(`退回给付款人${yuan(paidFen)}取消费¥0.00`);
  await patient.picture('06-preview');
  await patient.tap('confirm-cancel');
  await city.statusIs('refunded');
  expect((await city.newestOrder()).money).toMatchObject({ refundedFen: paidFen, cancellationFeeFen: 0 });
  await patient.page.locator('[data-test="status"]:visible', { hasText: '已退款' }).waitFor();
  await patient.picture('07-refunded');
});

step('the nurse reads that the visit is off, and no page complained', async () => {
  const nurse = seen[1];
  await nurse?.page.locator('[data-test="empty"]:visible').waitFor();
  await nurse?.picture('08-nurse');
  expect(seen.flatMap(({ complaints }) => complaints)).toEqual([]);
});
