/** The sizes and moods every page is looked at in: ordinary and care mode at each size, dark and magnified at one (inspect.ts). */
import type { Page } from 'playwright-core';
import { drawn } from '../windows';
import type { Demands } from './measure';

export const SIZES = [
  { width: 360, height: 640 },
  { width: 390, height: 844 },
  { width: 1024, height: 1366 },
] as const;

export interface Mood {
  readonly name: string;
  readonly care: boolean;
  readonly dark: boolean;
  /** The reader's own magnification of all print. */
  readonly magnified: number;
  readonly demands: Demands;
}

const ORDINARY: Demands = { contrast: 4.5, target: 44, keyTarget: 60, font: 14 };
/** 18 pt are 24 css pixels; key buttons are 30 % taller than the ordinary 62. */
const CARE: Demands = { contrast: 7, target: 44, keyTarget: 80, font: 24 };

export const MOODS: readonly Mood[] = [
  { name: 'normal', care: false, dark: false, magnified: 1, demands: ORDINARY },
  { name: 'dark', care: false, dark: true, magnified: 1, demands: ORDINARY },
  { name: 'care', care: true, dark: false, magnified: 1, demands: CARE },
  { name: 'twice', care: false, dark: false, magnified: 2, demands: ORDINARY },
  { name: 'care-twice', care: true, dark: false, magnified: 2, demands: CARE },
  { name: 'care-dark', care: true, dark: true, magnified: 1, demands: CARE },
];
/** As the person does it: the phone's own dark setting, the switch for large print, the browser's magnification. */
export async function setMood(page: Page, { care, dark, magnified }: Mood): Promise<void> {
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  await page.evaluate((wanted) => {
    const toggle = document.querySelector<HTMLElement>('[data-test="dev-care"]');
    if (toggle && (toggle.getAttribute('aria-pressed') === 'true') !== wanted) toggle.click();
    document.getElementById('magnified')?.remove();
    window.dispatchEvent(new Event('resize'));
  }, care);
  await drawn(page);
  if (magnified > 1) await page.evaluate(magnify, magnified);
  await drawn(page);
}

/** Taro writes the root's print on the element at every change of width; a style sheet's important word stands above it. */
function magnify(times: number): void {
  const style = document.createElement('style');
  style.id = 'magnified';
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize) * times;
  style.textContent = `html { font-size: ${size}px !important; }`;
  document.head.append(style);
}
