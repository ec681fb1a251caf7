import { ref, type Ref } from 'vue';
import type { DisputeReason } from '#domain/dispute/dispute';
import { signedIn } from '@/session/session';
import { sharedBySteps, type Joined } from '@/steps/shared-by-steps';

export interface DisputeDraft {
  readonly reason: Ref<DisputeReason | null>;
  readonly text: Ref<string>;
  readonly isSent: Ref<boolean>;
}

const join = sharedBySteps<DisputeDraft>();

/** What was wrong with one visit: one for both steps, in memory only. */
export const useDisputeDraft = (orderId: string): Joined<DisputeDraft> =>
  join(`${signedIn().userId} ${orderId}`, () => ({ reason: ref(null), text: ref(''), isSent: ref(false) }));
