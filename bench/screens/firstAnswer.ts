/** From the tap on the link to a home screen that stands and has answered a finger, on a slower processor. Its data may still come. */
import type { BrowserContext } from 'playwright-core';

const FIELD = '[data-test="search"]';

interface Watched {
  __answeredMs?: number;
  __fieldStands?: (x: number, y: number) => Promise<void>;
}

/** Runs in the page from its very beginning: as soon as the field stands it is touched, and the time is taken when it has answered. */
function watchForField(mark: string): void {
  const observer = new MutationObserver(() => {
    const place = document.querySelector(mark)?.getBoundingClientRect();
    if (!place || place.width === 0) return;
    observer.disconnect();
    void (window as Watched).__fieldStands?.(place.x + place.width / 2, place.y + place.height / 2);
  });
  observer.observe(document, { subtree: true, childList: true });
  const answered = () => ((window as Watched).__answeredMs = performance.now());
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element) || !target.closest(mark)) return;
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(answered)));
  });
}

/** A real finger: touched, let go, and the search field has the focus, is painted so, and the thread takes the next task. */
export async function firstAnswerMs(phone: BrowserContext, address: string, slower: number): Promise<number> {
  const page = await phone.newPage();
  await page.exposeFunction('__fieldStands', (x: number, y: number) => page.touchscreen.tap(x, y));
  await page.addInitScript(watchForField, FIELD);
  const devtools = await phone.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.goto(address, { waitUntil: 'commit' });
  const done = await page.waitForFunction(() => (window as Watched).__answeredMs, undefined, { polling: 50 });
  const ms = await done.jsonValue();
  await page.close();
  return ms ?? NaN;
}
