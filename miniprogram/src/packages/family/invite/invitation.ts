import { reactive, shallowRef, type ShallowRef } from 'vue';
import type { CareRights, InvitedReply } from '#contract/shareCare';
import { call } from '@/cloud/call';
import { sharedBySteps, type Joined } from '@/steps/shared-by-steps';

export interface InvitationDraft {
  readonly form: { rights: CareRights; forDays: string };
  /** The letter itself; in memory only: whoever has it may accept. */
  readonly invited: ShallowRef<InvitedReply | null>;
  readonly write: () => Promise<void>;
}

const join = sharedBySteps<InvitationDraft>();

/** What a family member will be asked, one for all steps. */
export const useInvitation = (recipientId: string): Joined<InvitationDraft> =>
  join(recipientId, () => beginInvitation(recipientId));

const HALF_A_YEAR = '180';

function beginInvitation(recipientId: string): InvitationDraft {
  // what shows least is proposed
  const form = reactive<InvitationDraft['form']>({ rights: 'follow', forDays: HALF_A_YEAR });
  const invited = shallowRef<InvitedReply | null>(null);
  const write = async () => {
    const { rights, forDays } = form;
    const answer = await call('shareCare', { kind: 'invite', recipientId, rights, forDays: Number(forDays) });
    if (answer.kind === 'invited') invited.value = answer;
  };
  return { form, invited, write };
}
