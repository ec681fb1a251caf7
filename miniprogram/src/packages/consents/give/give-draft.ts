import { computed, onMounted, reactive, ref, type ComputedRef, type Ref } from 'vue';
import type { ConsentView, GiveConsentReply } from '#contract/giveConsent';
import { call } from '@/cloud/call';
import { loaded, type Loaded } from '@/live/use-loaded';
import { signedIn } from '@/session/session';
import { sharedBySteps, type Joined } from '@/steps/shared-by-steps';
import { useAuthority, type Authority } from '../components/authority';

export interface GiveDraft {
  readonly read: Loaded<GiveConsentReply>;
  readonly asked: ComputedRef<readonly ConsentView[]>;
  /** Said yes to, by kind; each by itself. */
  readonly ticks: Record<string, boolean>;
  readonly authority: Authority;
  readonly isSaved: Ref<boolean>;
}

const join = sharedBySteps<GiveDraft>();

/** What is asked to be agreed to: one for all steps. */
export function useGiveDraft(recipientId: string, kinds: readonly string[]): Joined<GiveDraft> {
  const joined = join(`${signedIn().userId} ${recipientId} ${kinds.join()}`, () => {
    const read = loaded(() => call('giveConsent', { step: 'read', recipientId: recipientId || null }));
    const asked = computed(() => (read.data.value?.consents ?? []).filter(({ kind }) => kinds.includes(kind)));
    const authority = useAuthority(recipientId, () => asked.value);
    return { read, asked, ticks: reactive<Record<string, boolean>>({}), authority, isSaved: ref(false) };
  });
  onMounted(() => joined.isNew && void joined.state.read.load());
  return joined;
}

/** One that is given already is asked about again only where it does not say for whom: given again, it does. */
export async function giveAll(recipientId: string, { asked, authority }: GiveDraft): Promise<void> {
  const about = { recipientId: recipientId || null };
  const consents = asked.value.map(({ kind, version }) => ({ kind, version }));
  await call('giveConsent', { step: 'give', ...about, consents, ...authority.said });
}
