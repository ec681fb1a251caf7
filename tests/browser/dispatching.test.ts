/** A nurse takes several offers with one tap, hands one on, the desk reviews it; and a number of operation is changed. */
import type { Order } from '#domain/order/order';
import { bookAs, callAs } from './callsAs';
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(300_000);

const TOMORROW_TEN = Date.parse('2026-11-24T10:00:00+08:00');
const HALF_HOUR = 1_800_000;
let city: City;
let patient: Window;
let desk: Window;
let nurse: Window;
let orderIds: readonly string[];
const step = storyteller(() => ({ patient, desk, nurse }));

const orderOf = async (orderId: string) =>
  (
    await city.product.cloud.emulator.engine.find('orders', { query: { _id: orderId }, limit: 1 })
  )[0] as unknown as Order;
/** A window of the first nurse who was asked for all of them. */
async function windowOfAsked(): Promise<Window> {
  const asked = await Promise.all(orderIds.map(async (id) => (await orderOf(id)).dispatch.offeredNurseIds));
  const nurseId = asked[0]?.find((id) => asked.every((ids) => ids.includes(id)));
  if (!nurseId) throw new Error(`nobody was asked for all: ${JSON.stringify(asked)}`);
  return city.visit(nurseId);
}

beforeAll(async () => {
  city = await openCity('dispatching', ['patient', 'desk']);
  ({ patient, desk } = city);
});
afterAll(() => city?.close());

step('three visits are offered to the same nurse; two of them she cannot both make', async () => {
  const starts = [TOMORROW_TEN, TOMORROW_TEN + HALF_HOUR, TOMORROW_TEN + 8 * HALF_HOUR];
  const ids: string[] = [];
  for (const startAt of starts) ids.push(await bookAs(city, 'family0001', { startAt }));
  orderIds = ids;
  nurse = await windowOfAsked();
  await nurse.tap('tab-offers');
  await nurse.see('several');
  await nurse.picture('01-offers');
  await nurse.tap('several');
  await nurse.see('batch-picker');
  for (const orderId of orderIds) await nurse.tap(`pick-${orderId}`);
  await nurse.picture('02-picked');
});

step('before anything is taken she sees her day: what fits, what not, and why', async () => {
  await nurse.tap('check-batch');
  await nurse.see('batch-verdict');
  expect(await nurse.text('batch-verdict')).toBe('2 单排得下，1 单排不下');
  const [ten = '', halfPast = ''] = orderIds;
  const lines = `${await nurse.text(`line-${ten}`)} ${await nurse.text(`line-${halfPast}`)}`;
  expect(lines).toMatch(/排不下.*(10:00|10:30) 那单/s);
  await nurse.picture('03-day');
  for (const orderId of orderIds) expect((await orderOf(orderId)).nurseId).toBeNull();
});

step('one tap takes the two that fit', async () => {
  await nurse.tap('accept-batch');
  await nurse.see('batch-taken');
  expect(await nurse.text('batch-taken')).toBe('接到了 2 单');
  await nurse.picture('04-taken');
  const taken = (await Promise.all(orderIds.map(orderOf))).filter(({ nurseId }) => nurseId !== null);
  expect(taken.map(({ status }) => status)).toEqual(['pendingPayment', 'pendingPayment']);
  await nurse.tap('batch-see');
  await nurse.see(`visit-${orderIds[2]}`);
  expect(nurse.complaints).toEqual([]);
});

step('she cannot make the one in the afternoon: why, and to whom', async () => {
  await nurse.tap(`transfer-${orderIds[2]}`);
  await nurse.see('why-clash');
  await nurse.tap('send-transfer');
  expect(await nurse.text('problem')).toContain('原因');
  await nurse.tap('why-clash');
  await nurse.picture('05-transfer');
  await nurse.tap('send-transfer');
  await nurse.see('transfer-state');
  expect(await nurse.text('transfer-state')).toMatch(/平台会在 \d\d:\d\d 前答复您/);
  await nurse.picture('06-asked');
});

step('the desk sees the clock and the reason, and lets it go on', async () => {
  await desk.tap('nav-todo');
  const card = `transfer-${orderIds[2]}`;
  await desk.see(card);
  expect(await desk.text(card)).toMatch(/审核还剩 (9|10) 分钟.*与医院班次冲突/s);
  await desk.picture('07-desk');
  await desk.fill('transfer-note', '已电话核实');
  await desk.tap('approve-transfer');
  await desk.page.locator('[data-test="answer"]', { hasText: '已同意，正在寻找护士' }).waitFor();
  expect(await orderOf(orderIds[2] ?? '')).toMatchObject({ status: 'pendingAcceptance', nurseId: null });
});

step('a number of operation is changed from an hour on, and the change stays on record', async () => {
  await desk.tap('nav-settings');
  await desk.see('value-acceptance.waveSize');
  await desk.tap('change-acceptance.waveSize');
  await desk.fill('parameter-value', '4');
  await desk.fill('parameter-from', '2026-11-25T00:00');
  await desk.fill('parameter-reason', '周末护士较多');
  await desk.picture('08-parameter');
  await desk.tap('set-parameter');
  await desk.page.locator('[data-test="answer"]', { hasText: '3 改为 4' }).waitFor();
  await desk.page.locator('[data-test="parameter-history"]', { hasText: '周末护士较多' }).waitFor();
  // Until then the old one holds.
  expect(await desk.text('value-acceptance.waveSize')).toBe('3');
  await desk.picture('09-history');
  expect(desk.complaints).toEqual([]);
});

step('a family that chose its nurse is asked first, and agrees with one tap', async () => {
  const startAt = TOMORROW_TEN + 48 * HALF_HOUR;
  const orderId = await bookAs(city, 'family0001', { startAt, nurseId: 'nurse0001' });
  await callAs(city, 'o-nurse0001', 'acceptOrder', { orderId });
  const asked = { step: 'transfer', orderId, reason: 'clash', toNurseId: null };
  await callAs(city, 'o-nurse0001', 'declineOrder', asked);
  await desk.tap('nav-todo');
  await desk.see(`transfer-${orderId}`);
  await desk.fill('transfer-note', '已电话核实');
  await desk.tap('approve-transfer');
  await desk.page.locator('[data-test="answer"]', { hasText: '正在请家属决定' }).waitFor();
  await patient.page.goto(patient.page.url().replace(/(#.*)?$/, `#/packages/order/order/index?orderId=${orderId}`));
  await patient.see('transfer-answer');
  expect(await patient.text('transfer-answer')).toMatch(/有事来不了.*不收费/s);
  await patient.picture('10-family');
  await patient.tap('agree-transfer');
  await patient.page.locator('[data-test="transfer-answer"]').waitFor({ state: 'detached' });
  expect(await orderOf(orderId)).toMatchObject({ status: 'pendingAcceptance', nurseId: null });
});
