/** `npm run draw-tour`: README's pictures, taken from the running product: docs/pictures/tour.gif (a visit in a minute) and screens.png. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { openCity } from '../tests/browser/city';
import { root } from './build/products';
import { chromiumPath } from './test/chromium';
import { animation } from './tour/animation';
import { playing, type Player } from './tour/players';
import { buildStage } from './tour/stage';
import { agree, arriveAndCare, book, finish, lookAround, travel, type Cast } from './tour/story';
import { strip } from './tour/strip';

const PICTURES = join(root, 'docs/pictures');
const LIMIT_BYTES = 6_000_000;

async function main(): Promise<void> {
  const city = await openCity('tour');
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
  const pages = { patient: city.patient.page, nurse: city.nurse.page, desk: city.desk.page };
  const stage = await buildStage(browser, pages);
  const kept = new Map<string, Buffer>();
  const cast: Cast = {
    city,
    patient: playing(city.patient, 'patient', stage),
    nurse: playing(city.nurse, 'nurse', stage),
    desk: playing(city.desk, 'desk', stage),
    keep: async (name: string, { window }: Player) => void kept.set(name, await window.page.screenshot()),
  };
  await cast.patient.hideBar();
  await cast.nurse.hideBar();
  for (const act of [book, agree, travel, arriveAndCare, finish, lookAround]) {
    await act(cast).catch(async (error: unknown) => {
      for (const who of ['patient', 'nurse', 'desk'] as const) await city[who].picture(`failed-${who}`);
      throw error;
    });
    console.log(`${act.name}: ${stage.frames().length} frames`);
  }
  await city.close();
  const tour = animation(stage.frames());
  if (tour.length > LIMIT_BYTES) throw new Error(`the tour has ${tour.length} bytes, ${LIMIT_BYTES} are allowed`);
  writeFileSync(join(PICTURES, 'tour.gif'), tour);
  writeFileSync(join(PICTURES, 'screens.png'), await strip(browser, kept));
  await browser.close();
  const seconds = stage.frames().reduce((sum, { holdMs }) => sum + holdMs, 0) / 1000;
  console.log(`tour.gif: ${seconds.toFixed(0)} s, ${(tour.length / 1e6).toFixed(1)} MB`);
}

main()
  .then(() => process.exit(0))
  .catch((error: Error) => {
    console.error(error.stack ?? error.message);
    process.exit(1);
  });
