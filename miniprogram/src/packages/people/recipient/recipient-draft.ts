import { computed, onMounted, reactive, ref, type ComputedRef, type Ref } from 'vue';
import type { SaveRecipientInput } from '#contract/saveRecipient';
import { call } from '@/cloud/call';
import { loaded, type Loaded } from '@/live/use-loaded';
import { session, signedIn } from '@/session/session';
import { sharedBySteps, type Joined } from '@/steps/shared-by-steps';
import { strings } from '@/strings/people';
import { emptyContacts, filledContacts, type Contact } from './contacts';

export type Relation = SaveRecipientInput['relation'];
export interface RecipientDraft {
  readonly form: { name: string; relation: Relation; conditions: string; allergies: string; contacts: Contact[] };
  /** Whom the family wrote down before; asked only here, where they can be changed. */
  readonly before: Loaded<unknown>;
  readonly readContacts: () => Promise<void>;
  /** False while they are not here: typed over, they would be lost. */
  readonly ready: ComputedRef<boolean>;
  /** Saved: there is nothing more to ask. */
  readonly isSaved: Ref<boolean>;
}

const join = sharedBySteps<RecipientDraft>();

/** What is being written about somebody cared for, new ('') or known: one for all steps. In memory only, it is about health. */
export function useRecipientDraft(recipientId: string): Joined<RecipientDraft> {
  const joined = join(`${signedIn().userId} ${recipientId}`, () => beginDraft(recipientId));
  onMounted(() => recipientId && joined.isNew && void joined.state.readContacts());
  return joined;
}

function beginDraft(recipientId: string): RecipientDraft {
  const known = session.me.value?.recipients.find((one) => one.recipientId === recipientId);
  const before = loaded(() => call('readContacts', { recipientId }));
  const form = reactive({
    name: known?.name ?? '',
    relation: (known?.relation as Relation | undefined) ?? strings.recipient.relationAtFirst,
    conditions: strings.recipient.listed({ names: known?.conditions ?? [] }),
    allergies: strings.recipient.listed({ names: known?.allergies ?? [] }),
    contacts: emptyContacts(),
  });
  const readContacts = async () => {
    await before.load();
    if (before.data.value) form.contacts = filledContacts(before.data.value.emergencyContacts);
  };
  const ready = computed(() => !recipientId || before.data.value !== null);
  return { form, before, readContacts, ready, isSaved: ref(false) };
}
