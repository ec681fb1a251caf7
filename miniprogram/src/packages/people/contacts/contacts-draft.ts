import { computed, onMounted, reactive, ref, type ComputedRef, type Ref } from 'vue';
import { call } from '@/cloud/call';
import { loaded, type Loaded } from '@/live/use-loaded';
import { signedIn } from '@/session/session';
import { sharedBySteps, type Joined } from '@/steps/shared-by-steps';
import { emptyContacts, filledContacts, type Contact } from './contacts';

export interface ContactsDraft {
  readonly form: { contacts: Contact[] };
  /** Whom the family wrote down before; asked only here, where they can be changed. */
  readonly before: Loaded<unknown>;
  readonly readContacts: () => Promise<void>;
  /** False while they are not here: typed over, they would be lost. */
  readonly ready: ComputedRef<boolean>;
  readonly isSaved: Ref<boolean>;
}

const join = sharedBySteps<ContactsDraft>();

/** Whom to call in need: one draft for all steps, in memory only. */
export function useContactsDraft(recipientId: string): Joined<ContactsDraft> {
  const joined = join(`${signedIn().userId} ${recipientId}`, () => beginDraft(recipientId));
  onMounted(() => joined.isNew && void joined.state.readContacts());
  return joined;
}

function beginDraft(recipientId: string): ContactsDraft {
  const before = loaded(() => call('readContacts', { recipientId }));
  const form = reactive({ contacts: emptyContacts() });
  const readContacts = async () => {
    await before.load();
    if (before.data.value) form.contacts = filledContacts(before.data.value.emergencyContacts);
  };
  const ready = computed(() => before.data.value !== null);
  return { form, before, readContacts, ready, isSaved: ref(false) };
}
