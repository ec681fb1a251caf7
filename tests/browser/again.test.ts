/** Booked with few taps, booked again with two, interrupted, cut off from the network, forwarded: nothing is lost, all is said. */
import { beginBooking, chooseHour } from './booking';
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

let city: City;
let patient: Window;
let taps = 0;
const seen: Window[] = [];
const step = storyteller(() => ({ patient }));
const screens = new Set<string>();
const route = () => new URL(patient.page.url()).hash.split('?')[0] ?? '';

/** The same taps, counted, with the screens they were made on. */
const counted = (window: Window): Window => ({
  ...window,
  tap: async (test) => {
    taps += 1;
    screens.add(route());
    await window.tap(test);
  },
});
/** The hash of the address: the page starts anew, as after a restart of the phone. */
async function openPage(window: Window, hash: string): Promise<void> {
  await window.page.goto(window.page.url().replace(/#.*/, `#${hash}`));
  await window.page.reload();
}

beforeAll(async () => {
  city = await openCity('again', ['patient']);
  patient = city.patient;
  seen.push(patient);
});
afterAll(() => city?.close());

step('a first booking takes eight taps and four screens of its own', async () => {
  const here = { ...city, patient: counted(patient) };
  await beginBooking(here);
  await here.patient.tap('next');
  await patient.arrive('slot');
  await here.patient.tap('slot');
  await here.patient.tap('next');
  await patient.arrive('nurse-auto');
  await here.patient.tap('next');
  await patient.arrive('total');
  await here.patient.tap('submit');
  await patient.see('countdown');
  expect(taps).toBeLessThanOrEqual(8);
  expect([...screens].filter((one) => /booking\/(where|when|nurse|confirm)/.test(one)).sort()).toEqual([
    '#/packages/booking/confirm/index',
    '#/packages/booking/nurse/index',
    '#/packages/booking/when/index',
    '#/packages/booking/where/index',
  ]);
  expect(await patient.text('no-messages')).toContain('网页里收不到微信提醒');
  await patient.picture('01-searching');
});

step('from the home screen the last visit is booked again with two taps, everything filled in', async () => {
  const { engine } = city.product.cloud.emulator;
  const before = await engine.count('orders', {});
  await openPage(patient, '/pages/home/index');
  await patient.see('again');
  await patient.picture('02-home');
  await patient.tap('again');
  await patient.see('total');
  await patient.picture('03-again');
  expect(await patient.page.locator('.wish-summary:visible').innerText()).toMatch(
    /给谁[\s\S]*地址[\s\S]*时间[\s\S]*开始/,
  );
  await patient.tap('submit');
  await patient.see('countdown');
  const order = await city.newestOrder();
  expect(await engine.count('orders', {})).toBe(before + 1);
  const [last] = (await engine.find('orders', {
    query: { patientUserId: order.patientUserId, status: 'completed' },
    order: [['createdAt', -1]],
    limit: 1,
  })) as unknown as (typeof order)[];
  expect(order).toMatchObject({
    serviceCode: last?.serviceCode,
    recipientId: last?.recipientId,
    addressId: last?.addressId,
  });
  expect(order.startAt).toBeGreaterThan(city.product.cloud.emulator.clock.now());
});

step('a booking cut short goes on where it stopped, after the program was started anew', async () => {
  await openPage(patient, '/pages/home/index');
  await beginBooking(city);
  await chooseHour(city);
  await openPage(patient, '/pages/home/index');
  await patient.see('resume-booking');
  await patient.picture('04-resume');
  await patient.tap('resume-booking');
  await patient.arrive('total');
  await openPage(patient, '/pages/home/index');
  await patient.tap('drop-booking');
  await patient.page.locator('[data-test="resume-booking"]:visible').waitFor({ state: 'detached' });
});

step('without a network it is said what still works; back on it, the order catches up by itself', async () => {
  const { _id } = await city.newestOrder();
  await openPage(patient, `/packages/order/order/index?orderId=${_id}`);
  await patient.see('countdown');
  await patient.page.context().setOffline(true);
  await patient.see('offline');
  await patient.picture('05-offline');
  const nurse = await nurseOf(_id);
  await nurse.tap('tab-offers');
  await nurse.page.locator(`[data-test="offer-${_id}"]:visible [data-test="accept"]`).click();
  await city.statusIs('pendingPayment');
  await patient.page.context().setOffline(false);
  await patient.see('pay-deposit');
  await patient.page.locator('[data-test="offline"]:visible').waitFor({ state: 'detached' });
});

/** One of those asked now. */
async function nurseOf(orderId: string): Promise<Window> {
  const { engine } = city.product.cloud.emulator;
  const [offer] = (await engine.find('offers', { query: { orderId, status: 'open' }, limit: 1 })) as unknown as {
    nurseUid: string;
  }[];
  const window = await city.visit(offer?.nurseUid ?? '');
  seen.push(window);
  return window;
}

step('a payment called off is said to have cost nothing', async () => {
  await patient.tap('pay-deposit');
  await patient.see('pay-cancel');
  await patient.tap('pay-cancel');
  expect(await patient.text('problem')).toContain('您取消了付款，钱没有扣');
  await patient.picture('06-not-paid');
  await city.statusIs('pendingPayment');
});

step('who opens a forwarded order of somebody else is told why there is nothing to see', async () => {
  const { engine } = city.product.cloud.emulator;
  const { _id, patientUserId } = await city.newestOrder();
  const users = (await engine.find('users', { query: { nurseId: null } })) as unknown as { _id: string; uid: string }[];
  const stranger = await city.visit(users.find((one) => one._id !== patientUserId && one.uid)?.uid ?? '');
  await openPage(stranger, `/packages/order/order/index?orderId=${_id}`);
  await stranger.page.locator('[data-test="empty"]:visible', { hasText: '只有家人能打开' }).waitFor();
  await stranger.picture('07-not-mine');
  await stranger.tap('go-home');
  await stranger.see('search');
});

step('pulled down, the list is asked for anew', async () => {
  await openPage(patient, '/pages/orders/index');
  const { _id } = await city.newestOrder();
  await patient.see(`order-${_id}`);
  const asked = patient.page.waitForRequest((request) => request.url().endsWith('/listOrders'));
  const client = await patient.page.context().newCDPSession(patient.page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: 195, y }] });
  await touch('touchStart', 200);
  for (let y = 220; y <= 560; y += 20) await touch('touchMove', y);
  await touch('touchEnd', 560);
  await asked;
  await patient.picture('08-pulled');
});

step('whom to call in need is shown where it is changed; an address is changed, then deleted', async () => {
  await openPage(patient, '/pages/mine/index');
  const { engine } = city.product.cloud.emulator;
  const { patientUserId, recipientId } = await city.newestOrder();
  await patient.tap(`my-recipient-${recipientId}`);
  await patient.arrive('step-contacts');
  await patient.tap('step-contacts');
  await patient.see('contact-2-phone');
  for (const n of [1, 2])
    expect(await patient.page.locator(`[data-test="contact-${n}-phone"]:visible`).inputValue()).toMatch(/^1\d{10}$/);
  await patient.picture('09-contacts');
  await openPage(patient, '/pages/mine/index');
  const mine = () =>
    engine.find('addresses', { query: { ownerUserId: patientUserId } }) as Promise<unknown> as Promise<
      { _id: string }[]
    >;
  const [first] = await mine();
  await patient.tap(`my-address-${first?._id}`);
  await patient.arrive('save-address');
  await patient.fill('address-phone', '13911112222');
  await patient.picture('10-address');
  await patient.tap('save-address');
  await patient.arrive(`my-address-${first?._id}`);
  await patient.tap(`my-address-${first?._id}`);
  await patient.arrive('delete-address');
  expect(await patient.page.locator('[data-test="address-phone"]:visible').inputValue()).toBe('13911112222');
  await patient.tap('delete-address');
  await patient.picture('11-delete');
  await patient.tap('confirm-delete-address');
  await patient.arrive('add-address');
  await patient.page.locator(`[data-test="my-address-${first?._id}"]:visible`).waitFor({ state: 'detached' });
  expect((await mine()).map(({ _id }) => _id)).not.toContain(first?._id);
});

step('the agreements can be read, and no page complained but of the missing network', async () => {
  await patient.tap('about-privacy');
  await patient.see('plain-text');
  await patient.picture('12-privacy');
  const others = seen
    .flatMap(({ complaints }) => complaints)
    .filter((one) => !/ERR_INTERNET_DISCONNECTED|WebSocket/.test(one));
  expect(others).toEqual([]);
});
