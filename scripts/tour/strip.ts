/** The main screens side by side, for the README. */
import type { Browser } from 'playwright-core';

/** What was kept, by name. */
export type Kept = ReadonlyMap<string, Buffer>;

const PHONES = [
  ['home', '首页'],
  ['booking', '预约'],
  ['map', '护士在路上'],
  ['visit', '上门'],
  ['health', '健康'],
  ['care', '关怀模式'],
] as const;

const STYLE = `
  body { margin: 0; padding: 20px; width: 1360px; background: #e3ebf3; font-family: 'Noto Sans CJK SC', sans-serif; color: #1b2733 }
  .phones { display: grid; grid-template-columns: repeat(6, 1fr); gap: 14px }
  figure { margin: 0 } figcaption { text-align: center; padding: 6px 0 14px; font-size: 17px }
  img { width: 100%; display: block; border-radius: 14px }
  .desk { width: 900px; margin: 0 auto }
`;

export async function strip(browser: Browser, kept: Kept): Promise<Buffer> {
  const picture = (name: string, words: string) => {
    const png = kept.get(name);
    if (!png) throw new Error(`the tour kept no picture of ${name}`);
    return `<figure><img src="data:image/png;base64,${png.toString('base64')}"><figcaption>${words}</figcaption></figure>`;
  };
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const phones = PHONES.map(([name, words]) => picture(name, words)).join('');
  const body = `<div class="phones">${phones}</div><div class="desk">${picture('desk', '运营台')}</div>`;
  await page.setContent(`<style>${STYLE}</style>${body}`, { waitUntil: 'load' });
  const png = await page.screenshot({ fullPage: true });
  await page.close();
  return png;
}
