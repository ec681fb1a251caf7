/** A way through screens, each looked at when it has come: what is wrong with any of them, a line each. */
import type { Window } from '../windows';
import { inspect } from './inspect';
import { forgetMoves, moved } from './stillness';

/** Looks at the screen that this mark belongs to. */
export type Stop = (name: string, mark: string) => Promise<void>;

export async function tour(window: Window, steps: (stop: Stop) => Promise<void>): Promise<string[]> {
  const found: string[] = [];
  await steps(async (name, mark) => {
    await window.arrive(mark);
    found.push(...(await moved(window, name)), ...(await inspect(window, name)));
    await forgetMoves(window);
  });
  return [...found, ...window.complaints.map((line) => `complaint: ${line}`)];
}

export const goTo = ({ page }: Window, path: string): Promise<string> =>
  page.evaluate((to) => (location.hash = to), path);
