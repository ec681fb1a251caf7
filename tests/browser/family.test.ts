/**
 * Brother and sister care for their mother: the daughter invites by a link, her brother accepts it on his phone, follows an order
 * he can do nothing to, is invited again to manage, and is removed; who did what can be read.
 */
import { playersOn } from '../../scripts/demo/players';
import { PATIENT_UID } from '../../scripts/world/personas';
import { openCity, type City } from './city';
import { makeVisits } from './gates/visits';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

const CARE = { width: 360, height: 640 };

let city: City;
let daughter: Window;
let brother: Window;
let recipientId = '';
let offeredId = '';
let link = '';
const seen: Window[] = [];
const step = storyteller(() => ({ daughter, ...(brother && { brother }) }));
const goTo = ({ page }: Window, path: string) => page.evaluate((to) => (location.hash = to), path);
const see = ({ page }: Window, words: string) => page.locator(`text=${words} >> visible=true`).first().waitFor();

/** The address that the browser would have shared. */
async function shared(window: Window): Promise<string> {
  await window.page.evaluate(() => {
    const share = (data: { url: string }) => ((window as never as { sent: string }).sent = data.url);
    Object.defineProperty(navigator, 'share', { configurable: true, value: async (data: never) => void share(data) });
  });
  await window.tap('share');
  await window.page.waitForFunction(() => (window as never as { sent?: string }).sent);
  return window.page.evaluate(() => (window as never as { sent: string }).sent);
}

/** How often the true numbers were opened, by the audit log. */
async function contactsRead(): Promise<number> {
  const query = { query: { purpose: 'own emergency contacts' } };
  return (await city.product.cloud.emulator.engine.find('auditLog', query)).length;
}

async function invite(rights: 'follow' | 'manage'): Promise<string> {
  await daughter.tap('invite');
  await daughter.arrive('rights-follow');
  await daughter.tap(`rights-${rights}`);
  await daughter.tap('days-30');
  await daughter.picture(`invite-${rights}`);
  await daughter.tap('write-invitation');
  await daughter.arrive('invitation-ready');
  await daughter.picture(`invitation-${rights}`);
  const url = await shared(daughter);
  await daughter.tap('invite-done');
  await daughter.arrive('invite');
  return url.split('#')[1] ?? '';
}

beforeAll(async () => {
  city = await openCity('family', ['patient']);
  const { emulator, standIns } = city.product.cloud;
  ({ offeredId } = await makeVisits(playersOn(emulator.url, standIns.wechatPay)));
  ({ recipientId } = await city.newestOrder());
  daughter = city.patient;
  seen.push(daughter);
});
afterAll(() => city?.close());

step('she invites her brother to follow: the link names nobody', async () => {
  await daughter.tap('tab-mine');
  await daughter.tap('to-family');
  await daughter.arrive(`circle-${recipientId}`);
  await daughter.picture('01-people');
  await daughter.tap(`circle-${recipientId}`);
  await daughter.arrive('circle-empty');
  await daughter.picture('02-circle');
  link = await invite('follow');
  expect(link).toMatch(/^\/packages\/family\/accept\/index\?token=[\w-]{43}$/);
});

step(
  'her brother opens it, is told what it means, and accepts only with his word; in care mode, on a small phone',
  async () => {
    brother = await city.visit('brother');
    seen.push(brother);
    await brother.page.setViewportSize(CARE);
    await brother.arrive('category-MED');
    await brother.tap('dev-care');
    await goTo(brother, link);
    await brother.arrive('invitation');
    expect(await brother.text('invitation')).toContain('只看进度');
    expect(await brother.text('invitation')).toContain('30 天');
    await brother.picture('03-care-letter');
    await brother.tap('next');
    await brother.arrive('accept-name');
    await brother.fill('accept-name', '王建国');
    await brother.tap('care-relation-子女');
    await brother.picture('04-care-who');
    await brother.tap('next');
    await brother.arrive('agree');
    await brother.tap('accept-invitation');
    expect(await brother.text('problem')).toContain('我已阅读并同意');
    await brother.picture('05-care-agree');
    await brother.tap('agree');
    await brother.page.waitForTimeout(600);
    await brother.tap('accept-invitation');
    await brother.see('accepted');
    await brother.picture('06-care-accepted');
  },
);

step('he sees the order with his rights, and can do nothing to it', async () => {
  await brother.tap('accepted-orders');
  await brother.arrive('shared-order');
  expect(await brother.text('shared-order')).toContain('可以看进度');
  await brother.picture('07-care-orders');
  await brother.tap(`order-${offeredId}`);
  await brother.arrive('following');
  await brother.picture('08-care-order');
  for (const mark of ['pay-deposit', 'cancel', 'visit-code'])
    expect(await brother.page.locator(`[data-test="${mark}"]:visible`).count()).toBe(0);
});

step(
  'among his people she stands as one he follows: nothing to fill in, and the way to who cares together',
  async () => {
    await goTo(brother, '/pages/mine/group/index?group=recipients');
    await brother.arrive(`my-recipient-${recipientId}`);
    expect(await brother.text(`my-recipient-${recipientId}`)).toContain('您可以看进度');
    await brother.picture('08-care-people');
    await brother.tap(`my-recipient-${recipientId}`);
    await brother.arrive('leave-circle');
    await brother.picture('08-care-circle');
  },
);

step('the same link opens for nobody else', async () => {
  const stranger = await city.visit('stranger');
  seen.push(stranger);
  await stranger.arrive('category-MED');
  await goTo(stranger, link);
  await stranger.arrive('empty');
  expect(await stranger.text('empty')).toContain('邀请已失效');
  await stranger.picture('09-used');
});

step('invited again he may manage, and calls it off; the daughter reads who did it', async () => {
  await daughter.page.locator('[data-test^="member-"]:visible', { hasText: '王建国' }).waitFor();
  await daughter.picture('10-circle');
  const second = await invite('manage');
  await brother.tap('dev-care');
  await goTo(brother, second);
  await brother.arrive('invitation');
  await brother.picture('11-letter');
  await brother.tap('next');
  await brother.arrive('accept-name');
  await brother.fill('accept-name', '王建国');
  await brother.tap('next');
  await brother.arrive('agree');
  await brother.tap('agree');
  await brother.tap('accept-invitation');
  await brother.see('accepted');
  await brother.tap('accepted-orders');
  await see(brother, '您可以一起打理');
  await brother.tap(`order-${offeredId}`);
  await brother.arrive('cancel');
  await brother.tap('cancel');
  await brother.arrive('cancel-preview');
  await brother.tap('confirm-cancel');
  await city.statusIs('cancelled');
  await daughter.tap('activity');
  await daughter.arrive('act');
  await see(daughter, '王建国 取消了订单');
  await see(daughter, '您 邀请了家人');
  await daughter.picture('12-activity');
});

step('the same in care mode on a small phone, a question a page; it ends where it began', async () => {
  await daughter.page.setViewportSize(CARE);
  await daughter.tap('dev-care');
  await daughter.picture('12-activity-care');
  await daughter.page.goBack();
  await daughter.arrive('invite');
  await daughter.picture('12-circle-care');
  await daughter.tap('invite');
  await daughter.arrive('rights-follow');
  await daughter.picture('12-rights-care');
  await daughter.tap('next');
  await daughter.arrive('write-invitation');
  await daughter.picture('12-days-care');
  await daughter.tap('write-invitation');
  await daughter.arrive('invitation-ready');
  await daughter.picture('12-letter-care');
  await daughter.tap('invite-done');
});

step('the daughter removes him, and from that moment he sees nothing', async () => {
  await daughter.arrive('invite');
  await daughter.page.locator('[data-test^="remove-"]:visible').first().click();
  await daughter.arrive('confirm-remove');
  await daughter.picture('13-remove');
  await daughter.tap('confirm-remove');
  // the letter that was just written still stands there
  await daughter.page.locator('[data-test^="remove-"]:visible').waitFor({ state: 'detached' });
  await goTo(brother, '/pages/orders/index');
  await brother.arrive('empty');
  await goTo(brother, `/packages/family/circle/index?recipientId=${recipientId}`);
  await brother.arrive('go-home');
  await brother.picture('14-gone');
});

step(
  'in care mode her first contact is one tap away without writing a number down; nothing of it is kept',
  async () => {
    await daughter.arrive('family-call');
    expect(await daughter.text('family-call')).toContain('*');
    expect(await contactsRead()).toBe(0);
    await daughter.picture('15-family-call');
    await daughter.tap('family-call');
    for (let tries = 0; tries < 50 && (await contactsRead()) === 0; tries += 1) await daughter.page.waitForTimeout(100);
    expect(await contactsRead()).toBe(1);
    const kept = await daughter.page.evaluate(() => JSON.stringify(localStorage));
    expect(kept).not.toMatch(/1[3-9]\d{9}/);
  },
);

step('no page complained', async () => {
  expect((await city.newestOrder()).patientUid).toBe(PATIENT_UID);
  expect(seen.flatMap(({ complaints }) => complaints)).toEqual([]);
});
