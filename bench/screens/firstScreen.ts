/** From the tap on the link to a home screen that shows the family's data and answers, on a processor four times slower. */
import type { BrowserContext } from 'playwright-core';
import { median, rounded } from '../measure';
import type { Site } from './site';

const ROUNDS = 7;
const SLOWER = 4;
const DATA = ['[data-test="category-MED"]', '[data-test="again"]'];

interface Watched {
  __interactiveMs?: number;
}

/** Runs in the page from its very beginning: all data is on the screen, it is painted, and the main thread takes the next task. */
function watchForData(marks: readonly string[]): void {
  const isSeen = (mark: string) => (document.querySelector(mark)?.getClientRects().length ?? 0) > 0;
  const observer = new MutationObserver(() => {
    if (!marks.every(isSeen)) return;
    observer.disconnect();
    const answered = () => ((window as Watched).__interactiveMs = performance.now());
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(answered)));
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true });
}

interface Opened {
  readonly interactiveMs: number;
  /** How long of that the page's own thread worked: what is left of it on a machine that does nothing else. */
  readonly busyMs: number;
}

async function openHome(phone: BrowserContext, address: string): Promise<Opened> {
  const page = await phone.newPage();
  await page.addInitScript(watchForData, DATA);
  const devtools = await phone.newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(address, { waitUntil: 'commit' });
  const done = await page.waitForFunction(() => (window as Watched).__interactiveMs);
  const interactiveMs = (await done.jsonValue()) ?? NaN;
  const { metrics } = await devtools.send('Performance.getMetrics');
  const busyMs = 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  await page.close();
  return { interactiveMs, busyMs };
}

/** Milliseconds; cold: nothing in the browser's cache; warm: opened before, closed, opened again. */
export async function firstScreen({ familyPhone, address }: Site) {
  const cold: Opened[] = [];
  const warm: Opened[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const phone = await familyPhone();
    const [first, again] = [await openHome(phone, address), await openHome(phone, address)];
    await phone.close();
    // the first round warms the cloud's functions, which is not the screens' business
    if (round === 0) continue;
    cold.push(first);
    warm.push(again);
  }
  const told = (samples: readonly Opened[]) => {
    const waited = samples.map(({ interactiveMs }) => interactiveMs);
    return {
      medianMs: rounded(median(waited), 0),
      bestMs: rounded(Math.min(...waited), 0),
      worstMs: rounded(Math.max(...waited), 0),
      busyMs: rounded(median(samples.map(({ busyMs }) => busyMs)), 0),
    };
  };
  return { slower: SLOWER, rounds: ROUNDS, goalMs: 1500, cold: told(cold), warm: told(warm) };
}
