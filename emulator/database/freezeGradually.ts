import type { Doc } from './engine';
import { deepFreeze } from './values/clone';

const sliceMs = 1;
const docsPerLook = 20;

/**
 * Stored documents must never be changed: snapshots, old versions and listeners hold the very same objects. Callers get
 * copies, and freezing proves at once any mistake of the engine's own. What is written is frozen as it is written. What
 * comes from disk would make each start half as long again, so it is frozen in the pauses of the first second instead, a
 * millisecond at a time: the proof covers every document soon after, and no start waits for it.
 */
export function freezeGradually(docs: Iterator<Doc>): void {
  setImmediate(() => {
    const until = performance.now() + sliceMs;
    do {
      for (let i = 0; i < docsPerLook; i += 1) {
        const { done, value } = docs.next();
        if (done) return;
        deepFreeze(value);
      }
    } while (performance.now() < until);
    freezeGradually(docs);
  }).unref();
}
