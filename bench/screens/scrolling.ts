/** A list of 500 orders, scrolled through: how long each frame took, on the processor as it is. */
import type { Page } from 'playwright-core';
import type { Order } from '#domain/order/order';
import { HOUR } from '#domain/schedule/beijing';
import { PATIENT_UID } from '../../scripts/world/personas';
import { median, percentile, rounded } from '../measure';
import type { Site } from './site';

const ORDERS = 500;
const FRAME_MS = 1000 / 60;
const MORE = '.main-button:visible:has-text("更早")';
const TREMBLING_MS = 1000;
const SWIPES = 12;
const SWIPE = { x: 195, y: 400, yDistance: -4000, speed: 4000, gestureSourceType: 'mouse' } as const;

interface Watched {
  __frames?: number[];
}

/** Copies of a completed order, an hour apart into the past. */
async function seedOrders({ product }: Site): Promise<void> {
  const { engine } = product.cloud.emulator;
  const query = { patientUid: PATIENT_UID, status: 'completed' };
  const [model] = (await engine.find('orders', { query, limit: 1 })) as unknown as Order[];
  if (!model) throw new Error('the first family has no completed order to copy');
  const copies = Array.from({ length: ORDERS }, (_, index) => ({
    ...model,
    _id: `bench${String(index).padStart(19, '0')}`,
    createdAt: model.createdAt - (index + 1) * HOUR,
  }));
  await engine.insert('orders', copies);
}

async function showAll(page: Page): Promise<number> {
  const cards = page.locator('.order-card:visible');
  await cards.first().waitFor();
  for (let shown = await cards.count(); await page.locator(MORE).isVisible(); shown = await cards.count()) {
    // a second tap so soon is taken for a trembling finger
    await page.waitForTimeout(TREMBLING_MS);
    await page.locator(MORE).click();
    await page.waitForFunction((before) => document.querySelectorAll('.order-card').length > before, shown);
  }
  return cards.count();
}

/** Runs in the page: the time between frames, for as long as it is open. */
function countFrames(): void {
  const frames: number[] = [];
  (window as Watched).__frames = frames;
  let last = performance.now();
  const next = (now: number) => {
    frames.push(now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

export async function scrolling(site: Site) {
  await seedOrders(site);
  const phone = await site.familyPhone();
  const page = await phone.newPage();
  await page.goto(`${site.address}#/pages/orders/index`);
  const orders = await showAll(page);
  const top = () =>
    page.evaluate(() => Math.max(...Array.from(document.querySelectorAll('.taro_page')).map((one) => one.scrollTop)));
  await page.locator('[data-test="tab-orders"]:visible').waitFor();
  const devtools = await phone.newCDPSession(page);
  await page.evaluate(() => document.querySelectorAll('.taro_page').forEach((one) => (one.scrollTop = 0)));
  await page.evaluate(countFrames);
  for (let swipe = 0; swipe < SWIPES; swipe += 1) await devtools.send('Input.synthesizeScrollGesture', SWIPE);
  const frames = await page.evaluate(() => (window as Watched).__frames ?? []);
  const scrolledPx = await top();
  await phone.close();
  if (scrolledPx < 10_000) throw new Error(`only ${scrolledPx} px were scrolled`);
  return {
    orders,
    scrolledPx,
    frames: frames.length,
    medianMs: rounded(median(frames)),
    p95Ms: rounded(percentile(frames, 0.95)),
    framesPerSecond: rounded(1000 / median(frames)),
    droppedPercent: rounded((100 * frames.filter((ms) => ms > 1.5 * FRAME_MS).length) / frames.length),
  };
}
