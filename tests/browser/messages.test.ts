/** Being told: the inbox with its badge, how one wants to be told, and the desk that phones when nothing else arrived. */
import type { MessageTemplate } from '#contract/messageTemplates';
import { PATIENT_UID } from '../../scripts/world/personas';
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(300_000);

let city: City;
let patient: Window;
let desk: Window;
beforeAll(async () => {
  city = await openCity('messages', ['patient', 'desk']);
  ({ patient, desk } = city);
});
afterAll(() => city?.close());
const step = storyteller(() => ({ patient, desk }));

/** Of one who came by the browser and left no number: WeChat and text messages do not reach her. */
async function queue(_id: string, template: MessageTemplate, note: string): Promise<void> {
  const { db } = await import('#cloud/database');
  const { _id: orderId, serviceName } = await city.newestOrder();
  const now = city.product.cloud.emulator.clock.now();
  const words = { orderId, service: serviceName, time: '11月24日 10:00', note };
  const whom = { to: 'patient', openid: '', uid: PATIENT_UID, personId: `user-${PATIENT_UID}` };
  const payload = { template, ...whom, startAt: now + 3_600_000, words };
  const row = { _id, kind: 'message', payload, orderId, state: 'waiting', attempts: 0, nextAttemptAt: now };
  await db.collection('outbox').add({ ...row, createdAt: now, lastError: '' });
}

step('two messages come while she looks at her tabs: the badge counts them', async () => {
  await patient.see('tab-mine');
  await queue('accepted', 'orderAccepted', '王护士已接单，请在 30 分钟内支付');
  await queue('departed', 'nurseDeparted', '护士已出发，请留意查看位置');
  await city.product.cloud.emulator.timers.runNow('outboxTimer');
  await patient.see('unread-badge');
  expect(await patient.page.locator('[data-test="tab-mine"]:visible').getAttribute('aria-label')).toBe(
    '我的，2 条消息没有读',
  );
});

step('she opens 消息, reads one and comes to its order’s page', async () => {
  await patient.tap('tab-mine');
  await patient.arrive('to-inbox');
  expect(await patient.text('to-inbox')).toContain('2 条没有读');
  await patient.picture('mine-with-unread');
  await patient.tap('to-inbox');
  await patient.arrive('message-nurseDeparted');
  await patient.picture('inbox');
  expect(await patient.text('message-nurseDeparted')).toContain('护士已出发，请留意查看位置');
  await patient.tap('message-nurseDeparted');
  await patient.page.waitForURL(/packages\/order\/order/);
  await patient.page.goBack();
  await patient.arrive('read-all');
  await patient.tap('read-all');
  await patient.page.locator('[data-test="read-all"]:visible').waitFor({ state: 'detached' });
  await patient.picture('inbox-read');
});

step('she says how she wants to be told; in a browser there is no WeChat to allow anything', async () => {
  await patient.tap('to-settings');
  await patient.arrive('sms-switch');
  await patient.see('no-messages');
  await patient.picture('settings');
  const switched = () => patient.page.locator('[data-test="sms-switch"]:visible').getAttribute('aria-checked');
  expect(await switched()).toBe('true');
  await patient.tap('sms-switch');
  await patient.page.locator('[data-test="sms-switch"][aria-checked="false"]:visible').waitFor();
  await patient.page.setViewportSize({ width: 360, height: 640 });
  await patient.picture('settings-small');
});

step('nothing reached her phone: the desk phones, and says so', async () => {
  await desk.page.reload();
  await desk.tap('nav-todo');
  await desk.see('call-departed');
  await desk.tap('number-departed');
  await desk.page.locator('[data-test="opened"] strong', { hasText: /^1\d{10}$/ }).waitFor();
  await desk.picture('desk-calls');
  await desk.tap('missed-departed');
  await desk.page.locator('[data-test="call-departed"]', { hasText: '已打 1 次没有接' }).waitFor();
  await desk.tap('reached-departed');
  await desk.page.locator('[data-test="answer"]', { hasText: '已打电话通知' }).waitFor();
  await desk.page.locator('[data-test="call-departed"]').waitFor({ state: 'detached' });
});
