/** How much of each main screen moves by itself while it is being looked at. The gate: tests/browser/gates/walk.ts. */
import type { Page } from 'playwright-core';
import { takeShifts, watchShifts } from '../../scripts/test/layoutShift';
import { rounded } from '../measure';
import type { Site } from './site';

const SETTLED_MS = 1200;
const at = (test: string) => `[data-test="${test}"]:visible`;

/** Each screen, the mark that it is there, and what to tap to get to the next. */
const WALK: readonly (readonly [screen: string, mark: string, tap: string])[] = [
  ['home', at('category-MED'), at('category-MED')],
  ['services', at('service-MED-02'), at('service-MED-02')],
  ['service', at('book'), at('book')],
  ['where', at('add-recipient'), at('next')],
  ['when', at('slot'), `${at('slot')} >> nth=3`],
  ['time chosen', at('next'), at('next')],
  ['nurse', at('nurse-auto'), at('next')],
  ['confirm', at('total'), ''],
];
const TABS: readonly (readonly [screen: string, mark: string, tap: string])[] = [
  ['home again', at('again'), at('tab-orders')],
  ['orders', '.order-card:visible', at('tab-health')],
  ['health', at('latest-vitals'), at('tab-mine')],
  ['mine', at('care-mode'), ''],
];

async function walk(page: Page, steps: typeof WALK): Promise<Record<string, object>> {
  const scores: Record<string, object> = {};
  for (const [screen, mark, tap] of steps) {
    await page.locator(mark).first().waitFor();
    await page.waitForTimeout(SETTLED_MS);
    const counted = await takeShifts(page);
    scores[screen] = { own: rounded(counted.own, 4), afterTap: rounded(counted.afterTap, 4) };
    if (tap) await page.locator(tap).first().click();
  }
  return scores;
}

export async function shifts({ familyPhone, address }: Site) {
  const scores: Record<string, object> = {};
  for (const steps of [WALK, TABS]) {
    const phone = await familyPhone();
    const page = await phone.newPage();
    await page.addInitScript(watchShifts);
    await page.goto(address);
    Object.assign(scores, await walk(page, steps));
    await phone.close();
  }
  const own = Object.values(scores).map((score) => (score as { own: number }).own);
  return {
    goal: 0.01,
    worst: Math.max(...own),
    sum: rounded(
      own.reduce((sum, one) => sum + one, 0),
      4,
    ),
    scores,
  };
}
