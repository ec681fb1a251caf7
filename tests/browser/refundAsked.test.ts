/** After a visit that went wrong: the family asks for money back, the desk hears it, answers and decides, the family reads what came of it. */
import { playersOn } from '../../scripts/demo/players';
import { PATIENT_UID } from '../../scripts/world/personas';
import { callAs } from './callsAs';
import { openCity, type City } from './city';
import { makeVisits } from './gates/visits';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

let city: City;
let patient: Window;
let desk: Window;
let orderId: string;
beforeAll(async () => {
  city = await openCity('refund-asked', ['patient', 'desk']);
  ({ patient, desk } = city);
  const { emulator, standIns } = city.product.cloud;
  orderId = (await makeVisits(playersOn(emulator.url, standIns.wechatPay))).paidId;
  const { db } = await import('#cloud/database');
  const now = emulator.clock.now();
  const finished = {
    status: 'pendingConfirmation',
    statusSince: now,
    departedAt: now,
    checkedInAt: now,
    finishedAt: now,
  };
  await db.collection('orders').doc(orderId).update(finished);
  await callAs(city, `o-${PATIENT_UID}`, 'confirmOrder', { orderId });
});
afterAll(() => city?.close());
const step = storyteller(() => ({ patient, desk }));

step('she says what was wrong in a tap and a few words', async () => {
  await patient.page.goto(`${patient.page.url().split('#')[0]}#/packages/order/order/index?orderId=${orderId}`);
  await patient.arrive('dispute');
  await patient.tap('dispute');
  await patient.arrive('send-dispute');
  await patient.tap('reason-服务没有做完');
  await patient.fill('dispute-text', '说好四十五分钟，只做了二十分钟就走了');
  await patient.picture('asking');
  await patient.tap('send-dispute');
  await patient.see('dispute-state');
  expect(await patient.text('dispute-state')).toContain('正在核实');
});

step('the desk reads her words, sees what a decision would do, and decides', async () => {
  await desk.tap('nav-disputes');
  await desk.see(`dispute-${orderId}`);
  await desk.tap('dispute-open');
  await desk.page.getByText('只做了二十分钟就走了').waitFor();
  await desk.fill('dispute-reply', '核实过，少做了一半，很抱歉');
  await desk.fill('dispute-amount', '10');
  await desk.page.selectOption('[data-test="dispute-bearer"]', 'nurse');
  expect(await desk.text('dispute-preview')).toMatch(/从还没付的尾款里减掉 ¥10\.00.*从护士这次收入里扣/s);
  await desk.picture('deciding');
  await desk.tap('dispute-decide');
  await desk.page.locator(`[data-test="disputes-decided"] [data-test="dispute-${orderId}"]`).waitFor();
});

step('she reads what came of it', async () => {
  await patient.page.reload();
  await patient.see('dispute-state');
  expect(await patient.text('dispute-state')).toContain('同意退款 ¥10.00');
  expect(await patient.text('reduction')).toContain('售后退款');
  await patient.picture('decided');
  expect([...patient.complaints, ...desk.complaints]).toEqual([]);
});
