import { reactive, ref, type Ref } from 'vue';
import { CLOSING_PHRASE, type OwnDataClosedReply, type OwnDataStatusReply } from '#contract/ownData';
import { AppError } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { loaded, type Loaded } from '@/live/use-loaded';
import { sharedBySteps, type Joined } from '@/steps/shared-by-steps';
import { strings } from '@/strings/account';
import { retryAtIn, withTriesLeft } from '../components/code-refusal';
import { deviceId } from '../components/device-id';

export interface CloseDraft {
  readonly status: Loaded<OwnDataStatusReply>;
  readonly form: { phrase: string; code: string };
  readonly retryAt: Ref<number | null>;
  readonly ask: () => Promise<void>;
  readonly close: () => Promise<OwnDataClosedReply>;
}

const join = sharedBySteps<CloseDraft>();
/** What stands before the last word, one for all steps. */
export const useCloseDraft = (): Joined<CloseDraft> => join('close', beginDraft);

async function readStatus(): Promise<OwnDataStatusReply> {
  const answer = await call('ownData', { kind: 'status' });
  if (answer.kind !== 'status') throw new Error(`ownData answered ${answer.kind} to status`);
  return answer;
}

function beginDraft(): CloseDraft {
  const status = loaded(readStatus);
  const form = reactive({ phrase: '', code: '' });
  const retryAt = ref<number | null>(null);
  const ask = async () => {
    try {
      const answer = await call('ownData', { kind: 'askCode', deviceId: deviceId() });
      if (answer.kind === 'codeSent') retryAt.value = answer.retryAt;
    } catch (thrown) {
      retryAt.value = retryAtIn(thrown) ?? retryAt.value;
      throw thrown;
    }
  };
  const close = async () => {
    const wrong = problemOf(form, status.data.value?.maskedPhone ?? '');
    if (wrong) throw new AppError('BAD_INPUT', wrong);
    return closed(form.code, status);
  };
  return { status, form, retryAt, ask, close };
}

/** The keyboard of a phone likes to add blanks; the words must be right, not the blanks. */
function problemOf({ phrase, code }: CloseDraft['form'], maskedPhone: string): string {
  if (phrase.replace(/\s/g, '') !== CLOSING_PHRASE) return strings.close.phraseProblem({ phrase: CLOSING_PHRASE });
  return maskedPhone === '' || /^\d{6}$/.test(code) ? '' : strings.phone.codeProblem;
}

async function closed(code: string, status: Loaded<OwnDataStatusReply>): Promise<OwnDataClosedReply> {
  try {
    const answer = await call('ownData', { kind: 'close', phrase: CLOSING_PHRASE, ...(code && { code }) });
    if (answer.kind !== 'closed') throw new Error(`ownData answered ${answer.kind} to close`);
    return answer;
  } catch (thrown) {
    // what stands in the way now is shown in place of the form
    if (thrown instanceof AppError && thrown.code === 'ACCOUNT_NOT_CLOSABLE') await status.load();
    throw withTriesLeft(thrown);
  }
}
