/** The production screens in Chromium: how soon the home screen answers, how still it stands, how smoothly a long list scrolls. */
import { ensureChromium } from '../scripts/test/chromium';
import type { Figures } from './measure';
import { firstScreen } from './screens/firstScreen';
import { scrolling } from './screens/scrolling';
import { shifts } from './screens/shifts';
import { openSite } from './screens/site';

export default async function screens(): Promise<Figures> {
  ensureChromium((line) => console.log(line));
  const site = await openSite();
  try {
    const first = await firstScreen(site);
    console.log('home screen, processor 4 times slower:', first);
    const still = await shifts(site);
    console.log('layout shift:', still);
    const scrolled = await scrolling(site);
    console.log('scrolling:', scrolled);
    return { firstScreen: first, layoutShift: still, scrolling: scrolled };
  } finally {
    await site.close();
  }
}
