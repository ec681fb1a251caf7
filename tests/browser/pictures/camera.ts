/** Takes each screen the same way each time: nothing moves, nothing ticks, and only when the page stands still. */
import { PNG } from 'pngjs';
import { MOODS, setMood, SIZES, type Mood } from '../gates/moods';
import type { Window } from '../windows';
import { comparedToApproved } from './approved';

const [SMALL, PHONE, TABLET] = SIZES;
const mood = (name: string): Mood => {
  const found = MOODS.find((one) => one.name === name);
  if (!found) throw new Error(`no mood ${name}`);
  return found;
};
const LOOKS = {
  phone: { size: PHONE, mood: mood('normal') },
  care: { size: PHONE, mood: mood('care') },
  dark: { size: PHONE, mood: mood('dark') },
  small: { size: SMALL, mood: mood('normal') },
  tablet: { size: TABLET, mood: mood('normal') },
} as const;
export type Look = keyof typeof LOOKS;

/** The desk's own bar is not the product; times of day and the visit code, which chance makes, are drawn in no colour. */
const STEADY = `
  #development { display: none !important; }
  [data-test="countdown"], [data-test="offer-countdown"], [data-test="visit-code"], [data-test="counted-at"] { color: transparent !important; }
`;
const TRIES = 40;
const PAUSE_MS = 80;

export interface Camera {
  /** Every screen in every look it is wanted in; answers what differs from the approved pictures. */
  photograph(window: Window, name: string, looks: readonly Look[]): Promise<string[]>;
  /** Names of all pictures so far. */
  taken(): readonly string[];
}

/** Two pictures in a row that are the same: what was loading has come, what slid has stopped. */
async function standing({ page }: Window): Promise<PNG> {
  await page.evaluate(() => document.fonts.ready);
  let last: Buffer = Buffer.alloc(0);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const next = await page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css', style: STEADY });
    if (next.equals(last)) return PNG.sync.read(next);
    last = next;
    await page.waitForTimeout(PAUSE_MS);
  }
  throw new Error(`${page.url()} does not come to rest`);
}

export function openCamera(): Camera {
  const taken: string[] = [];
  return {
    taken: () => taken,
    async photograph(window, name, looks) {
      const wrong: (string | null)[] = [];
      for (const look of looks) {
        await window.page.setViewportSize(LOOKS[look].size);
        await setMood(window.page, LOOKS[look].mood);
        taken.push(`${name}-${look}`);
        wrong.push(comparedToApproved(`${name}-${look}`, await standing(window)));
      }
      await window.page.setViewportSize(PHONE);
      await setMood(window.page, LOOKS.phone.mood);
      return wrong.filter((line) => line !== null);
    },
  };
}
