/** Who decides for somebody else says so, for a child as its guardian (P-024); asked before a consent for that person is given. */
import { computed, reactive, type ComputedRef } from 'vue';
import { GUARDIAN_UNDER_YEARS } from '#domain/consent/kinds';
import type { ConsentView } from '#contract/giveConsent';
import type { RecipientView } from '#contract/people';
import { session } from '@/session/session';
import { strings } from '@/strings/consents';

export interface Authority {
  readonly said: { authorised: boolean; guardian: boolean };
  /** Whom it is about, where that is somebody else and one of these consents is that person's. */
  readonly person: ComputedRef<RecipientView | null>;
  readonly isChild: ComputedRef<boolean>;
  readonly isSaid: ComputedRef<boolean>;
}

export const personOf = (recipientId: string): RecipientView | undefined =>
  session.me.value?.recipients.find((one) => one.recipientId === recipientId);

export function useAuthority(recipientId: string, consents: () => readonly Pick<ConsentView, 'scope'>[]): Authority {
  const said = reactive({ authorised: false, guardian: false });
  const person = computed(() => {
    const found = personOf(recipientId);
    const isTheirs = consents().some(({ scope }) => scope === 'recipient');
    return found && found.relation !== strings.authority.self && isTheirs ? found : null;
  });
  const isChild = computed(() => (person.value?.ageYears ?? GUARDIAN_UNDER_YEARS) < GUARDIAN_UNDER_YEARS);
  const isSaid = computed(() => !person.value || (said.authorised && (!isChild.value || said.guardian)));
  return { said, person, isChild, isSaid };
}
