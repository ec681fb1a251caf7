import { reactive, ref, type Ref } from 'vue';
import type { RecipientView } from '#contract/people';
import type { HealthStatusInput, SaveRecipientInput } from '#contract/saveRecipient';
import { session, signedIn } from '@/session/session';
import { sharedBySteps, type Joined } from '@/steps/shared-by-steps';
import { strings } from '@/strings/people';
import { digitsOf } from './birth-day';

export type Relation = SaveRecipientInput['relation'];
export interface RecipientForm {
  name: string;
  /** As typed, eight digits. */
  birth: string;
  relation: Relation;
  statement: boolean;
  conditions: string;
  allergies: string;
  history: string;
  mobility: HealthStatusInput['mobility'];
  living: HealthStatusInput['living'];
}
export interface RecipientDraft {
  readonly form: RecipientForm;
  /** Saved: there is nothing more to ask. */
  readonly isSaved: Ref<boolean>;
}

const join = sharedBySteps<RecipientDraft>();

/** What is being written about somebody cared for, new ('') or known: one for all steps. In memory only, it is about health. */
export const useRecipientDraft = (recipientId: string): Joined<RecipientDraft> =>
  join(`${signedIn().userId} ${recipientId}`, () => {
    const known = session.me.value?.recipients.find((one) => one.recipientId === recipientId);
    return { form: reactive(formOf(known)), isSaved: ref(false) };
  });

function formOf(known: RecipientView | undefined): RecipientForm {
  return {
    name: known?.name ?? '',
    birth: digitsOf(known?.birthDay ?? ''),
    relation: (known?.relation as Relation | undefined) ?? strings.recipient.relationAtFirst,
    // said before by whoever did this step before
    statement: known?.doneSteps.includes('basic') ?? false,
    conditions: strings.recipient.listed({ names: known?.conditions ?? [] }),
    allergies: strings.recipient.listed({ names: known?.allergies ?? [] }),
    history: known?.history ?? '',
    mobility: known?.mobility ?? 'independent',
    living: known?.living ?? 'withFamily',
  };
}
