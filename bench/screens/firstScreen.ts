/** From the tap on the link to a home screen that shows the family's data and answers, on a processor four times slower. */
import type { BrowserContext } from 'playwright-core';
import { median, rounded } from '../measure';
import { firstAnswerMs } from './firstAnswer';
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
  const answered = () => ((window as Watched).__interactiveMs = performance.now());
  let asked = 0;
  // once a frame, when the page lays itself out anyway: asked at each change, it would do so for the question
  const look = () => {
    asked = 0;
    if (!marks.every(isSeen)) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(answered)));
  };
  const observer = new MutationObserver(() => {
    if (asked === 0) asked = requestAnimationFrame(look);
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
  const done = await page.waitForFunction(() => (window as Watched).__interactiveMs, undefined, { polling: 50 });
  const interactiveMs = (await done.jsonValue()) ?? NaN;
  const { metrics } = await devtools.send('Performance.getMetrics');
  const busyMs = 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  await page.close();
  return { interactiveMs, busyMs };
}

const told = (waited: readonly number[]) => ({
  medianMs: rounded(median(waited), 0),
  bestMs: rounded(Math.min(...waited), 0),
  worstMs: rounded(Math.max(...waited), 0),
});
const toldOf = (samples: readonly Opened[]) => ({
  ...told(samples.map(({ interactiveMs }) => interactiveMs)),
  busyMs: rounded(median(samples.map(({ busyMs }) => busyMs)), 0),
});

/** A phone of its own, on which the home screen is opened, closed and opened again. */
async function twice<T>(site: Site, open: (phone: BrowserContext, address: string) => Promise<T>): Promise<[T, T]> {
  const phone = await site.familyPhone();
  const both: [T, T] = [await open(phone, site.address), await open(phone, site.address)];
  await phone.close();
  return both;
}

/**
 * Milliseconds; cold: nothing in the browser's cache; warm: opened before, closed, opened again. `answers`: the screen stands and a
 * finger on its search field was answered, whether or not all data is there; the others wait for all data.
 */
export async function firstScreen(site: Site) {
  const [cold, warm]: [Opened[], Opened[]] = [[], []];
  const [coldAnswers, warmAnswers]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [first, again] = await twice(site, openHome);
    const [answer, nextAnswer] = await twice(site, (phone, address) => firstAnswerMs(phone, address, SLOWER));
    // the first round warms the cloud's functions, which is not the screens' business
    if (round === 0) continue;
    cold.push(first);
    warm.push(again);
    coldAnswers.push(answer);
    warmAnswers.push(nextAnswer);
  }
  const answers = { cold: told(coldAnswers), warm: told(warmAnswers) };
  return { slower: SLOWER, rounds: ROUNDS, goalMs: 1500, cold: toldOf(cold), warm: toldOf(warm), answers };
}
