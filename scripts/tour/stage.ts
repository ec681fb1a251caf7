/** Where the tour is filmed: two phones side by side, or the desk, with a caption above. */
import type { Browser, Page } from 'playwright-core';
import type { Frame } from './animation';

/** Who acts: her phone is framed. */
export type Actor = 'patient' | 'nurse' | 'desk';

export interface Shot {
  readonly caption: string;
  readonly actor: Actor;
  readonly holdMs: number;
  /** Where a finger taps, in the page's own pixels. */
  readonly tapAt?: { readonly x: number; readonly y: number };
}

export interface Sources {
  readonly patient: Page;
  readonly nurse: Page;
  readonly desk: Page;
}

const WIDTH = 720;
const HEIGHT = 796;
const PHONE_WIDTH = 336;
/** Of the picture to the page it shows. */
const SCALE = PHONE_WIDTH / 390;

const STYLE = `
  body { margin: 0; width: ${WIDTH}px; height: ${HEIGHT}px; background: #e3ebf3; font-family: 'Noto Sans CJK SC', sans-serif; color: #1b2733 }
  .caption { height: 52px; line-height: 52px; text-align: center; font-size: 23px; font-weight: 700 }
  .screens { display: flex; justify-content: center; gap: 16px; align-items: flex-start }
  .screen { position: relative; border-radius: 14px; overflow: hidden; outline: 4px solid transparent }
  .screen img { display: block; width: ${PHONE_WIDTH}px }
  .acts { outline-color: #1d68c9 }
  .finger { position: absolute; width: 34px; height: 34px; margin: -17px; border-radius: 50%; background: #f59e0b99; border: 3px solid #fff; box-sizing: border-box }
  .desk img { width: 696px }
`;

const inline = (png: Buffer) => `data:image/png;base64,${png.toString('base64')}`;

export interface Stage {
  film(shot: Shot): Promise<void>;
  frames(): readonly Frame[];
}

const photograph = (page: Page) => page.screenshot({ animations: 'disabled', scale: 'css' });

function fingerAt({ tapAt }: Shot): string {
  return tapAt ? `<div class="finger" style="left:${tapAt.x * SCALE}px;top:${tapAt.y * SCALE}px"></div>` : '';
}

async function phones({ patient, nurse }: Sources, shot: Shot): Promise<string> {
  const screen = async (page: Page, who: Actor) =>
    `<div class="screen ${shot.actor === who ? 'acts' : ''}"><img src="${inline(await photograph(page))}">${shot.actor === who ? fingerAt(shot) : ''}</div>`;
  return `<div class="screens">${await screen(patient, 'patient')}${await screen(nurse, 'nurse')}</div>`;
}

const table = async ({ desk }: Sources) =>
  `<div class="screens desk"><div class="screen acts"><img src="${inline(await photograph(desk))}"></div></div>`;

export async function buildStage(browser: Browser, sources: Sources): Promise<Stage> {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  const frames: Frame[] = [];
  return {
    frames: () => frames,
    async film(shot) {
      const screens = shot.actor === 'desk' ? await table(sources) : await phones(sources, shot);
      await page.setContent(`<style>${STYLE}</style><div class="caption">${shot.caption}</div>${screens}`);
      await page.evaluate(() => Promise.all(Array.from(document.images, (image) => image.decode())));
      frames.push({ png: await page.screenshot(), holdMs: shot.holdMs });
    },
  };
}
