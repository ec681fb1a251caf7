/** Smart scheduling at the desk: an operator asks for tomorrow, looks at before and after, releases it. */
import type { CreateOrderReply } from '#contract/createOrder';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import { NARROW, openDeskCity, WIDE, type DeskCity } from './deskCity';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

const TOMORROW_NINE = Date.parse('2026-11-24T09:00:00+08:00');
const HALF_HOUR = 1_800_000;
const VISITS = 6;
let city: DeskCity;
let desk: Window;
const orderIds: string[] = [];
const step = storyteller(() => ({ desk }));

async function book(number: number): Promise<string> {
  const family = `family${String(number).padStart(4, '0')}`;
  const as = { openid: `o-${family}` };
  const place = { recipientId: `recipient-${family}-1`, addressId: `address-${family}` };
  const wish = { serviceCode: 'MED-02', startAt: TOMORROW_NINE + number * HALF_HOUR, ...place };
  const { price, quote } = await city.players.call<QuoteOrderReply>('quoteOrder', wish, as);
  const priced = { expectedTotalFen: price.totalFen, quote: quote.token };
  const said = { requestId: `plan00000000000000${number}00`, informedConsent: { version: 1 }, nurseId: null, note: '' };
  const order = { ...wish, ...said, ...priced };
  return (await city.players.call<CreateOrderReply>('createOrder', order, as)).orderId;
}

beforeAll(async () => {
  city = await openDeskCity();
  ({ desk } = city);
  for (let number = 1; number <= VISITS; number += 1) orderIds.push(await book(number));
});
afterAll(() => city?.close());

/** Looks again until the planner's function is done. */
async function refreshedUntil(state: string): Promise<void> {
  const wanted = desk.page.locator(`[data-test="plan-${state}"]`);
  for (let tries = 0; tries < 60 && !(await wanted.isVisible()); tries += 1) {
    await desk.tap('reload-plans');
    await desk.page.waitForLoadState('networkidle');
  }
  await wanted.waitFor();
}

step('asks for tomorrow: six visits, before and after', async () => {
  await desk.tap('nav-plans');
  await desk.tap('ask-plan');
  await desk.page.locator('[data-test="answer"]', { hasText: '正在排班' }).waitFor();
  await refreshedUntil('proposed');
  expect(await desk.text('plan-figures')).toMatch(/6 \/ 6/);
  await desk.tap('show-before');
  await desk.page.locator('[data-test="picture-before"]').waitFor();
  await desk.tap('show-after');
  for (const size of [NARROW, WIDE]) {
    await desk.page.setViewportSize(size);
    await desk.picture(`plan-${size.width}`);
    const wide = await desk.page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(wide).toBe(false);
  }
  for (const orderId of orderIds)
    expect((await city.find('orders', { _id: orderId }))[0]).toMatchObject({ nurseId: null });
});

step('releases it: asked once more, then every family has its nurse', async () => {
  await desk.tap('release-plan');
  await desk.page.locator('[role="alert"]', { hasText: '将把 6 单派给护士' }).waitFor();
  await desk.tap('release-plan');
  await desk.page.locator('[data-test="answer"]', { hasText: '正在按方案派单' }).waitFor();
  await refreshedUntil('released');
  expect(await desk.text('plan-visits')).toMatch(/已派单/);
  await desk.picture('plan-released');
  const orders = await Promise.all(orderIds.map((orderId) => city.find('orders', { _id: orderId })));
  expect(orders.map(([order]) => order?.status)).toEqual(Array(VISITS).fill('pendingPayment'));
});
