/** One home visit from booking to review, as it is filmed for the README. */
import { beijingDay, DAY, MINUTE } from '#domain/schedule/beijing';
import type { City } from '../../tests/browser/city';
import type { Player } from './players';

export interface Cast {
  readonly city: City;
  readonly patient: Player;
  readonly nurse: Player;
  readonly desk: Player;
  /** Keeps a screen for the strip of pictures. */
  keep(name: string, player: Player): Promise<void>;
}

const LONG_MS = 2200;
const MOVE_MS = 900;
/** The nurse's walk takes a quarter of a minute. */
const MOST_TURNS = 20;

export async function book({ city, patient, keep }: Cast): Promise<void> {
  const words = '① 女儿给母亲预约护士上门';
  await patient.window.arrive('again');
  await patient.show('安护到家：一次上门，一分钟看完', LONG_MS);
  await keep('home', patient);
  await patient.tap('category-MED', words);
  await patient.tap('service-MED-02', '① 选服务：费用写得明明白白');
  await patient.tap('book', '① 适合谁、要准备什么，先说清楚');
  await patient.tap('next', '① 给谁、去哪里');
  await patient.window.arrive('slot');
  await patient.tap(`day-${beijingDay(city.product.cloud.emulator.clock.now() + DAY)}`, '① 选时间：只列护士有空的');
  await patient.window.arrive('slot');
  await patient.window.page.locator('[data-test="slot"]:visible').nth(3).click();
  await patient.tap('next', '① 选时间：只列护士有空的');
  await patient.tap('nurse-nurse0001', '① 选护士：为什么推荐她，写在名字下面');
  await patient.tap('next', '① 选护士：为什么推荐她，写在名字下面');
  await patient.window.arrive('total');
  await keep('booking', patient);
  await patient.tap('submit', '① 核对价格，提交');
  await patient.window.arrive('countdown');
  await patient.show('① 正在等护士答复', MOVE_MS);
}

export async function agree({ city, patient, nurse }: Cast): Promise<void> {
  const { _id } = await city.newestOrder();
  await nurse.window.tap('tab-offers');
  await nurse.window.arrive(`offer-${_id}`);
  await nurse.show('② 护士马上看到：路程、收入、倒计时', LONG_MS);
  await nurse.tap('accept', '② 护士接单');
  await city.statusIs('pendingPayment');
  await patient.window.arrive('pay-deposit');
  await patient.show('③ 患者的页面自己变化', LONG_MS);
  await patient.tap('pay-deposit', '③ 先付两成定金');
  await patient.tap('pay-confirm', '③ 微信支付（本地替身）');
  await city.statusIs('pendingService');
  await patient.window.arrive('visit-code');
  await patient.show('③ 付好了：六位上门码只有家属看得到', LONG_MS);
}

export async function travel({ city, patient, nurse, keep }: Cast): Promise<void> {
  const { startAt, _id } = await city.newestOrder();
  city.product.cloud.emulator.clock.set(startAt - 40 * MINUTE);
  const { page } = nurse.window;
  await page.reload();
  await nurse.hideBar();
  await nurse.window.tap('tab-today');
  await nurse.tap(`next-${_id}`, '④ 第二天早上，护士准备出发');
  await nurse.tap('set-out', '④ 护士准备出发');
  await city.statusIs('travelling');
  const walker = page.locator('[data-test="dev-walk"]');
  await walker.waitFor({ state: 'attached' });
  await walker.evaluate((button) => (button as HTMLElement).click());
  await patient.window.arrive('on-the-way');
  let remaining = '';
  for (let turns = 0; turns < MOST_TURNS && !/还有 0 米/.test(remaining); turns += 1) {
    await patient.window.page.waitForTimeout(1000);
    await patient.scrollTo('on-the-way');
    await patient.show('⑤ 护士在路上，家属看得到她走到哪里', MOVE_MS);
    if (remaining.includes('公里')) await keep('map', patient);
    remaining = await patient.window.text('remaining');
  }
}

export async function arriveAndCare({ city, patient, nurse, keep }: Cast): Promise<void> {
  const code = (await patient.window.text('visit-code')).replace(/\D/g, '');
  await nurse.scrollTo('visit-code-input');
  await nurse.show('⑥ 到了：位置对、上门码对，才能开始', LONG_MS);
  await nurse.window.fill('visit-code-input', code);
  await nurse.tap('check-in', '⑥ 到了：位置对、上门码对，才能开始');
  await city.statusIs('inService');
  await nurse.window.arrive('step-0');
  const steps = nurse.window.page.locator('[data-test^="step-"]:visible');
  for (let index = 0; index < (await steps.count()); index += 1) {
    await steps.nth(index).click();
    if (index % 2 === 1) await nurse.show('⑦ 上门护理：一步一步做，一步一步记', MOVE_MS);
  }
  await keep('visit', nurse);
  await record(nurse);
  await nurse.tap('complete', '⑦ 写好小结，完成服务');
  await city.statusIs('pendingConfirmation');
}

const VITALS = {
  systolicMmHg: '138',
  diastolicMmHg: '82',
  pulsePerMinute: '76',
  respirationPerMinute: '18',
  temperatureCelsius: '36.5',
  spo2Percent: '97',
  glucoseMmolPerL: '6.4',
};

async function record(nurse: Player): Promise<void> {
  const { page } = nurse.window;
  for (const [sign, value] of Object.entries(VITALS)) await nurse.window.fill(`vital-${sign}`, value);
  await nurse.scrollTo('vital-pulsePerMinute');
  await nurse.show('⑦ 测量生命体征，填错会提醒', LONG_MS);
  const chooser = page.waitForEvent('filechooser');
  await nurse.window.tap('add-photo-0');
  await (await chooser).setFiles({ name: 'visit.png', mimeType: 'image/png', buffer: await page.screenshot() });
  await nurse.window.see('photo');
  await nurse.window.fill('summary', '测量顺利，血压略高，已提醒按时服药。');
  await nurse.scrollTo('summary');
  await nurse.show('⑦ 拍照、写小结', LONG_MS);
}

export async function finish({ city, patient, keep }: Cast): Promise<void> {
  await patient.window.arrive('confirm');
  await patient.window.page
    .locator('[data-test="hero"]:visible')
    .evaluate((hero) => hero.scrollIntoView({ block: 'start' }));
  await patient.show('⑧ 家属看到服务记录', LONG_MS);
  await patient.tap('confirm', '⑧ 家属确认完成');
  await patient.tap('pay-balance', '⑧ 付尾款');
  await patient.tap('pay-confirm', '⑧ 付尾款');
  await city.statusIs('completed');
  await patient.tap('review', '⑨ 评价');
  for (const name of ['professional', 'attitude', 'environment']) await patient.window.tap(`${name}-5`);
  await patient.window.fill('review-text', '护士很耐心，讲得很清楚。');
  await patient.show('⑨ 评价', LONG_MS);
  await patient.tap('submit-review', '⑨ 评价');
  await patient.window.arrive('my-review');
  await patient.window.page.goto(patient.window.page.url().replace(/#.*/, '#/pages/health/index'));
  await patient.window.arrive('latest-vitals');
  await patient.hideBar();
  await patient.show('⑩ 体征进了健康档案', LONG_MS);
  await keep('health', patient);
}

export async function lookAround({ patient, desk, keep }: Cast): Promise<void> {
  await desk.window.page.reload();
  await desk.window.arrive('nav-nurses');
  await desk.show('⑪ 运营台：订单和护士，一眼看全', LONG_MS);
  await keep('desk', desk);
  await desk.window.tap('nav-nurses');
  await desk.window.page.locator('[data-test="table-nurses"] tbody tr').first().click();
  await desk.window.arrive('approve');
  await desk.show('⑪ 运营台：审核护士', LONG_MS);
  await patient.window.page.locator('[data-test="dev-care"]').evaluate((toggle) => (toggle as HTMLElement).click());
  await patient.window.tap('tab-home');
  await patient.window.arrive('category-MED');
  await keep('care', patient);
  await patient.show('⑫ 关怀模式：大字、高对比、能读给您听', LONG_MS + 800);
}
