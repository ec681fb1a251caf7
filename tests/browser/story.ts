/** The steps of a file are one story: after a failure the rest would only wait for what cannot come. */
import type { Window } from './windows';

/** `seen`: whose screens to keep a picture of when a step fails. */
export function storyteller(seen: () => Readonly<Record<string, Window>>) {
  let failed = '';
  return (name: string, play: () => Promise<void>): void => {
    test(name, async () => {
      if (failed) throw new Error(`cannot go on after: ${failed}`);
      try {
        await play();
      } catch (error) {
        failed = name;
        for (const [who, window] of Object.entries(seen())) {
          await window.picture(`failed-${who}`);
          console.error(who, window.page.url(), window.complaints);
        }
        throw error;
      }
    });
  };
}
