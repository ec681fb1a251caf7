/** One page in every mood and size: what falls short, a line each. */
import { join } from 'node:path';
import { KEEPS_PICTURES, type Window } from '../windows';
import { axeFindings } from './axe';
import { measure } from './measure';
import { MOODS, setMood, SIZES, type Mood } from './moods';

/** Made by the windows when they open. */
export const PICTURES = join(__dirname, '../../../test-results/gates');
const [SMALLEST, PHONE] = SIZES;
type Size = (typeof SIZES)[number];

async function look({ page }: Window, mood: Mood, size: Size): Promise<string[]> {
  await page.setViewportSize(size);
  await setMood(page, mood);
  const found = await page.evaluate(measure, mood.demands);
  const structure = hasOwnStructure(mood, size) ? await axeFindings(page) : [];
  return [...found, ...structure].map((line) => `${mood.name} ${size.width}: ${line}`);
}

/** Roles and names are other ones in care mode only; colours, print and targets are measured in every mood. */
const hasOwnStructure = ({ dark, magnified }: Mood, size: Size) => !dark && magnified === 1 && size === PHONE;

/** Colours are the same at every size; large print has least room on the smallest phone. */
function sizesFor({ dark, magnified }: Mood): readonly Size[] {
  if (dark) return [PHONE];
  return magnified > 1 ? [SMALLEST] : SIZES;
}

/** Leaves the page as it was found: on the phone, in the ordinary mood. */
export async function inspect(window: Window, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const mood of MOODS) {
    for (const size of sizesFor(mood)) {
      for (const line of await look(window, mood, size)) found.push(`${name} ${line}`);
    }
    await window.page.setViewportSize(PHONE);
    await setMood(window.page, mood);
    if (KEEPS_PICTURES) await window.page.screenshot({ path: join(PICTURES, `${name}-${mood.name}.png`) });
  }
  await setMood(window.page, MOODS[0]!);
  return found;
}
