/** What the people of the tour do on their screens, filmed: a finger is seen before each tap. */
import type { Window } from '../../tests/browser/windows';
import type { Actor, Stage } from './stage';

const TAP_MS = 700;
const READ_MS = 1300;
/** Not the product: the desk's bar for those who try it out. */
const WITHOUT_BAR = '#development { display: none !important; }';

export interface Player {
  readonly window: Window;
  /** What is on the screen, for as long as it takes to read. */
  show(caption: string, holdMs?: number): Promise<void>;
  /** The finger is seen, then taps. */
  tap(test: string, caption: string): Promise<void>;
  /** Brings it into sight. */
  scrollTo(test: string): Promise<void>;
  hideBar(): Promise<void>;
}

export function playing(window: Window, actor: Actor, stage: Stage): Player {
  const { page } = window;
  const one = (test: string) => page.locator(`[data-test="${test}"]:visible`).first();
  return {
    window,
    show: (caption, holdMs = READ_MS) => stage.film({ caption, actor, holdMs }),
    async tap(test, caption) {
      await window.arrive(test);
      await one(test).scrollIntoViewIfNeeded();
      const box = await one(test).boundingBox();
      if (!box) throw new Error(`${test} cannot be tapped`);
      const tapAt = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      await stage.film({ caption, actor, holdMs: TAP_MS, tapAt });
      await one(test).click();
    },
    scrollTo: (test) => one(test).evaluate((element) => element.scrollIntoView({ block: 'center' })),
    hideBar: async () => void (await page.addStyleTag({ content: WITHOUT_BAR })),
  };
}
