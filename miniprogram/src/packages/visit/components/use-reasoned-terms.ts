import { ref, type Ref } from 'vue';
import type { ChangeTerms } from '#contract/changeOrder';
import { loaded, type Loaded } from '@/live/use-loaded';

/** A reason is chosen, and what it means is asked before it is done; with another reason it is asked anew. */
export interface ReasonedTerms<R extends string> {
  readonly reason: Ref<R | null>;
  readonly terms: Loaded<ChangeTerms>;
  readonly choose: (one: R) => void;
  /** With the reason that was chosen. */
  readonly carryOut: () => Promise<ChangeTerms>;
}

export function useReasonedTerms<R extends string>(
  ask: (reason: R, preview: boolean) => Promise<ChangeTerms>,
): ReasonedTerms<R> {
  const reason = ref(null) as Ref<R | null>;
  const chosen = (): R => {
    if (!reason.value) throw new Error('no reason was chosen');
    return reason.value;
  };
  const terms = loaded(() => ask(chosen(), true));
  const choose = (one: R) => {
    reason.value = one;
    terms.data.value = null;
    void terms.load();
  };
  return { reason, terms, choose, carryOut: () => ask(chosen(), false) };
}
