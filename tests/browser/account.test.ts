/**
 * One account behind every way in: a phone number is bound by a code, a second browser comes back by it, the own data is exported,
 * what is not over keeps the account open, and it is closed with what the law keeps.
 */
import { playersOn, type Players } from '../../scripts/demo/players';
import { NURSE_UID, PATIENT_UID } from '../../scripts/world/personas';
import { incomeArrives } from '../functions/incomeArrives';
import { openCity, type City } from './city';
import { makeVisits, type Visits } from './gates/visits';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

const PHONE = '13912345678';
const PROBLEM = 'problem';
const PHRASE = '我确认注销账号';

let city: City;
let players: Players;
let visits: Visits;
let patient: Window;
let newcomer: Window;
let nurse: Window;
const seen: Window[] = [];
const step = storyteller(() => ({ patient, ...(newcomer && { newcomer }) }));
/** The newest code the SMS service was given for this number. */
const code = () => {
  const sent = city.product.cloud.standIns.tencentCloud
    .sms()
    .filter(({ phoneNumber }) => phoneNumber === `+86${PHONE}`);
  return sent[sent.length - 1]?.params[0] ?? '';
};
const wrong = (right: string) => (right === '000000' ? '000001' : '000000');
/** The stand-in pays back, and tells the platform, in its own time. */
async function refunded(orderId: string): Promise<void> {
  const { engine } = city.product.cloud.emulator;
  const query = { query: { _id: orderId, status: 'refunded' } };
  for (let tries = 0; tries < 100 && (await engine.find('orders', query)).length === 0; tries += 1)
    await patient.page.waitForTimeout(100);
  expect(await engine.find('orders', query)).toHaveLength(1);
}
const aMinuteLater = () => city.product.cloud.emulator.clock.advance(61_000);

beforeAll(async () => {
  city = await openCity('account', ['patient', 'nurse']);
  const { emulator, standIns } = city.product.cloud;
  players = playersOn(emulator.url, standIns.wechatPay);
  visits = await makeVisits(players);
  ({ patient, nurse } = city);
  seen.push(patient, nurse);
});
afterAll(() => city?.close());

step('she binds her number: a bad number, then a wrong code are refused in words; the right one binds', async () => {
  await patient.tap('tab-mine');
  await patient.tap('to-phone');
  await patient.arrive('phone-number');
  await patient.fill('phone-number', '1391234');
  await patient.tap('ask-code');
  expect(await patient.text(PROBLEM)).toContain('11 位手机号');
  await patient.fill('phone-number', PHONE);
  await patient.page.waitForTimeout(600);
  await patient.tap('ask-code');
  await patient.see('code-sent');
  expect(await patient.text('ask-code')).toContain('秒后可以重新获取');
  await patient.picture('01-code');
  await patient.fill('phone-code', wrong(code()));
  await patient.tap('confirm-code');
  await patient.see(PROBLEM);
  expect(await patient.text(PROBLEM)).toContain('还可以试 4 次');
  await patient.picture('02-wrong');
  await patient.page.waitForTimeout(600);
  await patient.fill('phone-code', code());
  await patient.tap('confirm-code');
  await patient.see('phone-done');
  expect(await patient.text('phone-done')).toContain('139****5678');
  await patient.picture('03-bound');
  await patient.tap('phone-go-on');
  await patient.arrive('to-phone');
  expect(await patient.text('to-phone')).toContain('139****5678');
});

step(
  'in another browser she comes into the same account by her number, in care mode, and care mode stays',
  async () => {
    newcomer = await city.visit('another-browser');
    seen.push(newcomer);
    await newcomer.arrive('sign-in-by-phone');
    await newcomer.picture('04-newcomer');
    await newcomer.tap('dev-care');
    await newcomer.tap('sign-in-by-phone');
    await newcomer.arrive('phone-number');
    expect(await newcomer.text('progress')).toBe('第 1 步，共 2 步');
    await newcomer.picture('05-care-number');
    await newcomer.fill('phone-number', PHONE);
    await newcomer.tap('ask-code');
    await newcomer.see(PROBLEM);
    expect(await newcomer.text(PROBLEM)).toContain('请等 1 分钟');
    await aMinuteLater();
    // the screen's clock is the server's, heard with each answer
    await newcomer.page.waitForTimeout(600);
    await newcomer.page.reload();
    await newcomer.arrive('phone-number');
    await newcomer.fill('phone-number', PHONE);
    await newcomer.tap('ask-code');
    await newcomer.arrive('phone-code');
    await newcomer.picture('06-care-code');
    await newcomer.fill('phone-code', code());
    await newcomer.tap('confirm-code');
    await newcomer.see('phone-done');
    expect(await newcomer.text('phone-done')).toContain('登录好了');
    await newcomer.tap('phone-go-on');
    await newcomer.arrive('category-MED');
    await newcomer.tap('tab-mine');
    await newcomer.tap('mine-recipients');
    await newcomer.page.locator('[data-test^="my-recipient-"]:visible').first().waitFor();
    await newcomer.picture('07-care-same-account');
  },
);

step('her data lies ready as two files that only she gets links to', async () => {
  await patient.tap('to-data');
  await patient.arrive('make-export');
  await patient.picture('08-data');
  await patient.tap('make-export');
  await patient.see('export-ready');
  await patient.picture('09-export');
  const [page] = await Promise.all([patient.page.context().waitForEvent('page'), patient.tap('open-html')]);
  await page.waitForLoadState();
  expect(await page.content()).toContain('被照护人');
  await page.screenshot({ path: 'test-results/account/10-html.png' });
  await page.close();
});

step(
  'while orders are open the account stays open, and the list leads to them; once they are over nothing is in the way',
  async () => {
    await patient.tap('close-account');
    await patient.arrive(`blocker-${visits.paidId}`);
    await patient.picture('11-blocked');
    await patient.tap(`blocker-${visits.offeredId}`);
    await patient.arrive('hero');
    for (const orderId of [visits.offeredId, visits.paidId])
      await players.call(
        'changeOrder',
        { kind: 'cancel', orderId, reason: '不需要了' },
        { openid: '', uid: PATIENT_UID },
      );
    await city.statusIs('cancelled');
    await refunded(visits.paidId);
    await patient.page.locator('[data-status="cancelled"]:visible').waitFor();
    await patient.page.goBack();
  },
);

step(
  'she closes it: without the words it is refused, with words and code it is done, and what stays is said',
  async () => {
    await patient.arrive('closing-means');
    await patient.picture('12-what-it-means');
    await patient.tap('next');
    await patient.arrive('closing-phrase');
    await patient.fill('closing-phrase', '注销');
    await patient.tap('confirm-close');
    await patient.see(PROBLEM);
    expect(await patient.text(PROBLEM)).toContain('一字不差');
    await aMinuteLater();
    await patient.fill('closing-phrase', PHRASE);
    await patient.tap('ask-code');
    await patient.page.locator('[data-test="ask-code"]:visible', { hasText: '秒后' }).waitFor();
    await patient.fill('closing-code', code());
    await patient.picture('12-last-word');
    await patient.tap('confirm-close');
    await patient.arrive('account-closed');
    expect(await patient.text('kept')).toContain('到 20');
    await patient.picture('13-closed');
    await patient.tap('closed-home');
    await patient.arrive('sign-in-by-phone');
    await patient.tap('tab-mine');
    await patient.arrive('to-phone');
    expect(await patient.text('to-phone')).toContain('还没有绑定');
    expect(await patient.page.locator('[data-test^="my-recipient-"]:visible').count()).toBe(0);
  },
);

step('a nurse who works here reads what leaving means for her', async () => {
  await incomeArrives(NURSE_UID, city.product.cloud.emulator.clock.now());
  await nurse.tap('tab-mine');
  await nurse.tap('to-data');
  await nurse.tap('close-account');
  await nurse.arrive('closing-means');
  expect(await nurse.text('closing-means')).toContain('您不再是平台的护士');
  await nurse.picture('14-nurse');
});

step('no page complained', async () => {
  expect(seen.flatMap(({ complaints }) => complaints)).toEqual([]);
});
