import { ref, type Ref } from 'vue';
import { wordsFor } from '@/cloud/app-error';

/** A second tap sooner is a slip of the finger. */
export const DOUBLE_TAP_MS = 500;

export interface Submit {
  readonly busy: Ref<boolean>;
  /** Why it was refused, in words; '' otherwise. */
  readonly problem: Ref<string>;
  readonly submit: () => Promise<void>;
}

/** One wish at a time: a second tap while the first is on its way, or within half a second of it, does nothing. */
export function useSubmit(act: () => Promise<void>): Submit {
  const busy = ref(false);
  const problem = ref('');
  let lastAt = -DOUBLE_TAP_MS;
  const submit = async () => {
    if (busy.value || Date.now() - lastAt < DOUBLE_TAP_MS) return;
    busy.value = true;
    problem.value = '';
    try {
      await act();
    } catch (error) {
      problem.value = wordsFor(error);
    } finally {
      busy.value = false;
      lastAt = Date.now();
    }
  };
  return { busy, problem, submit };
}
