/** Real Chromium, one window for each person, pictures kept under test-results/ where PICTURES=1. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumPath } from '../../scripts/test/chromium';
import { watchShifts } from '../../scripts/test/layoutShift';

const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Window {
  readonly page: Page;
  /** What the console and the network complained about. */
  readonly complaints: string[];
  /** Waits until it is visible. Hidden tab pages stay in the document, so only what is seen counts. */
  see(test: string, timeoutMs?: number): Promise<void>;
  /** Waits until it is visible and nothing of the page is still loading: nobody looks at it sooner. */
  arrive(test: string): Promise<void>;
  /** As a person does: the same button not twice in a breath. */
  tap(test: string): Promise<void>;
  fill(test: string, text: string): Promise<void>;
  text(test: string): Promise<string>;
  /** Kept where pictures are wanted. */
  picture(name: string): Promise<void>;
}

export interface Windows {
  open(url: string, size?: { width: number; height: number }): Promise<Window>;
  close(): Promise<void>;
}

/** js-sdk says this when an answer of the server crosses with the closing of the watch it is for: nothing is lost. */
const CROSSED = /^\[realtime\] no realtime listener found responsible for watchId/;
const PATIENCE_MS = 20_000;
/** The mini-program takes a tap within half a second of the end of the last one for a slip (live/use-submit.ts). */
const SAME_TAP_MS = 600;
const SOON_MS = 5_000;
/** Whoever wants to look at the screens says so: six hundred pictures take as long as ten tests. Of a failure there always is one. */
export const KEEPS_PICTURES = process.env.PICTURES === '1';

export async function openWindows(folder: string): Promise<Windows> {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: chromiumPath(), headless: true, args: SWITCHES });
  return {
    open: (url, size = { width: 390, height: 844 }) => openWindow(browser, folder, url, size),
    close: () => browser.close(),
  };
}

/** H5 pages change at once (miniprogram/src/app.config.ts); what their arrival sets off is on the screen two frames later. */
export const drawn = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Grey shapes stand for what is on its way, except in the gallery of all components. */
function nothingLoads(): boolean {
  const isSeen = (element: Element) => element.checkVisibility();
  const all = (selector: string) => Array.from(document.querySelectorAll(selector));
  return all('[data-test="gallery"]').some(isSeen) || !all('.skeleton').some(isSeen);
}

async function openWindow(
  browser: Browser,
  folder: string,
  url: string,
  viewport: { width: number; height: number },
): Promise<Window> {
  const isPhone = viewport.width < 600;
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: isPhone ? 2 : 1,
    isMobile: isPhone,
    hasTouch: isPhone,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  await context.addInitScript(watchShifts);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !CROSSED.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1')
      complaints.push(`leaves the machine: ${request.url()}`);
  });
  await page.goto(url);
  const tapped = new Map<string, number>();
  const one = (test: string) => page.locator(`[data-test="${test}"]:visible`).first();
  return {
    page,
    complaints,
    see: (test, timeoutMs = PATIENCE_MS) => one(test).waitFor({ state: 'visible', timeout: timeoutMs }),
    async arrive(test) {
      await one(test).waitFor({ state: 'visible' });
      await page.waitForFunction(nothingLoads);
      await drawn(page);
    },
    async tap(test) {
      if (Date.now() - (tapped.get(test) ?? 0) < SOON_MS) await page.waitForTimeout(SAME_TAP_MS);
      await one(test).click();
      tapped.set(test, Date.now());
    },
    async fill(test, text) {
      const field = one(test);
      const isField = await field.evaluate((element) => ['INPUT', 'TEXTAREA'].includes(element.tagName));
      await (isField ? field : field.locator('input, textarea').first()).fill(text);
    },
    text: (test) => one(test).innerText(),
    picture: async (name) => {
      if (!KEEPS_PICTURES && !name.startsWith('failed')) return;
      await drawn(page);
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
  };
}
