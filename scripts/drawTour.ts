/** `npx tsx scripts/drawTour.ts`: README's picture, put together from what the browser tests saw last. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './build/products';
import { chromiumPath } from './test/chromium';

const SEEN = join(root, 'test-results/golden-path');
const PHONES = ['06-nurses', '15-on-the-way', '19-record', '24-health'];
const inline = (name: string) => `data:image/png;base64,${readFileSync(join(SEEN, `${name}.png`)).toString('base64')}`;

const PAGE = `<style>
  body { margin: 0; padding: 24px; background: #dfe7ef; display: grid; gap: 24px; width: 1352px }
  .phones { display: grid; grid-template-columns: repeat(4, 1fr); gap: 20px }
  img { width: 100%; display: block; border-radius: 18px; box-shadow: 0 6px 24px #1b273333 }
  .desk img { border-radius: 10px }
</style>
<div class="phones">${PHONES.map((name) => `<img src="${inline(name)}">`).join('')}</div>
<div class="desk"><img src="${inline('30-desk')}"></div>`;

async function main(): Promise<void> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.setContent(PAGE, { waitUntil: 'load' });
  await page.screenshot({ path: join(root, 'docs/pictures/tour.png'), fullPage: true });
  await browser.close();
}

void main();
