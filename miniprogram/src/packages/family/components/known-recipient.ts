import { computed, type ComputedRef } from 'vue';
import type { RecipientView } from '#contract/people';
import { session } from '@/session/session';

/** Somebody of mine, or shared with me; null once that is over. */
export const useRecipient = (recipientId: string): ComputedRef<RecipientView | null> =>
  computed(() => session.me.value?.recipients.find((one) => one.recipientId === recipientId) ?? null);
