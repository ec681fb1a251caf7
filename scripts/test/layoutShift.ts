/** How much of a screen moves by itself while it is being looked at: the browser's own layout-shift score. */
import type { Page } from 'playwright-core';

/** 0: nothing moved. What moves within half a second of a tap is by the browser's rule expected, and counted apart. */
export interface Shifts {
  readonly own: number;
  readonly afterTap: number;
}
interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}
interface Watched {
  __shifts?: { own: number; afterTap: number };
}

/** Runs in the page, from its very beginning. */
export function watchShifts(): void {
  const counted = { own: 0, afterTap: 0 };
  (window as Watched).__shifts = counted;
  const add = (list: PerformanceObserverEntryList) => {
    for (const { value, hadRecentInput } of list.getEntries() as Shift[])
      counted[hadRecentInput ? 'afterTap' : 'own'] += value;
  };
  new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
}

/** Since the last asking, or since the page was opened. */
export const takeShifts = (page: Page): Promise<Shifts> =>
  page.evaluate(() => {
    const counted = (window as Watched).__shifts;
    if (!counted) throw new Error('nobody watches what moves here: watchShifts was not put into this page');
    const so = { ...counted };
    Object.assign(counted, { own: 0, afterTap: 0 });
    return so;
  });
