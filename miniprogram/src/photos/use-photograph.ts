import { ref, shallowReactive, type Ref } from 'vue';
import { wordsFor } from '@/cloud/app-error';
import { DOUBLE_TAP_MS } from '@/live/use-submit';
import { choosePhoto } from './photograph';

export interface Photographing<What> {
  /** Its picture was chosen and is on its way to the storage. */
  readonly isSending: (what: What) => boolean;
  /** Why the last one was not taken, in words; '' otherwise. */
  readonly problem: Ref<string>;
  readonly take: (what: What) => Promise<void>;
}

/**
 * Photographs of several things, each by a button of its own; `keep` gets the picture and what it is of. One button never waits
 * for another: whoever has photographed the front of a card turns it over at once. Nor does any wait for a choice that may never
 * end: some browsers do not tell that their chooser was closed without a picture.
 */
export function usePhotograph<What>(keep: (path: string, what: What) => Promise<void> | void): Photographing<What> {
  const problem = ref('');
  const sending = shallowReactive(new Set<What>());
  const tappedAt = new Map<What, number>();
  const take = async (what: What) => {
    const isSlip = Date.now() - (tappedAt.get(what) ?? -Infinity) < DOUBLE_TAP_MS;
    if (isSlip || sending.has(what)) return;
    tappedAt.set(what, Date.now());
    problem.value = '';
    try {
      const path = await choosePhoto();
      if (path === null) return;
      sending.add(what);
      await keep(path, what);
    } catch (error) {
      problem.value = wordsFor(error);
    } finally {
      sending.delete(what);
    }
  };
  return { isSending: (what) => sending.has(what), problem, take };
}
