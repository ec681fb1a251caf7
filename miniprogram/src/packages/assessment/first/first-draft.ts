import { reactive, ref, type Ref } from 'vue';
import { DOCUMENT_KINDS, type AssessRecipientInput } from '#contract/assessRecipient';
import { signedIn } from '@/session/session';
import { sharedBySteps, type Joined } from '@/steps/shared-by-steps';

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
type Request = Extract<AssessRecipientInput, { step: 'requestFirst' }>;
/** `path`: the picture as this phone has it; nobody else needs to see it here. */
export type Paper = Request['documents'][number] & { readonly path: string };
export interface FirstDraft {
  readonly form: { papers: Paper[]; note: string };
  readonly isSent: Ref<boolean>;
}

const join = sharedBySteps<FirstDraft>();

/** Papers photographed for an assessor: one for all steps, in memory only. */
export const useFirstDraft = (recipientId: string): Joined<FirstDraft> =>
  join(`${signedIn().userId} ${recipientId}`, () => ({
    form: reactive({ papers: [], note: '' }),
    isSent: ref(false),
  }));
