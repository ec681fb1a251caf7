import { reactive, shallowRef, type ShallowRef } from 'vue';
import { CARE_RELATIONS, type AcceptedReply, type InvitationReply, type ShareCareInput } from '#contract/shareCare';
import { AppError } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { loaded, type Loaded } from '@/live/use-loaded';
import { refreshMe } from '@/session/session';
import { sharedBySteps, type Joined } from '@/steps/shared-by-steps';
import { strings } from '@/strings/family';
import { nameProblem } from '@/words/field-problems';

type Relation = Extract<ShareCareInput, { kind: 'accept' }>['relation'];
export interface AcceptanceDraft {
  readonly letter: Loaded<InvitationReply>;
  readonly form: { name: string; relation: Relation; agreed: boolean };
  readonly accepted: ShallowRef<AcceptedReply | null>;
  readonly accept: () => Promise<void>;
}

const join = sharedBySteps<AcceptanceDraft>();
/** An invitation being read and answered, one for all steps. */
export const useAcceptance = (token: string): Joined<AcceptanceDraft> => join(token, () => beginAcceptance(token));

/** 子女: mostly sisters and brothers share their parents. */
const [, , , , MOSTLY] = CARE_RELATIONS;

function beginAcceptance(token: string): AcceptanceDraft {
  const letter = loaded(async () => {
    const answer = await call('shareCare', { kind: 'look', token });
    if (answer.kind !== 'invitation') throw new Error(`shareCare answered ${answer.kind} to look`);
    return answer;
  });
  const form = reactive<AcceptanceDraft['form']>({ name: '', relation: MOSTLY, agreed: false });
  const accepted = shallowRef<AcceptedReply | null>(null);
  const accept = async () => {
    const wrong = nameProblem(form.name) || (form.agreed ? '' : strings.accept.agreeMissing);
    if (wrong) throw new AppError('BAD_INPUT', wrong);
    const { name, relation } = form;
    const answer = await call('shareCare', { kind: 'accept', token, name, relation, statement: true });
    if (answer.kind !== 'accepted') return;
    await refreshMe();
    accepted.value = answer;
  };
  return { letter, form, accepted, accept };
}
